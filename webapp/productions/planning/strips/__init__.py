"""The lines of a day: sequences put there, taken off or moved, and what happens between two."""
