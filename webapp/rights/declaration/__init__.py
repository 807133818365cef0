"""The month's declaration to France Travail: what to copy, what was declared, what changed since."""
