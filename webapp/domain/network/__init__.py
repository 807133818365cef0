"""Keeping in touch: whose turn it is, and why."""
