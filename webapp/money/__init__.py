"""What others owe the person, since when, and what came in."""
