"""Worked examples of the law, run through the domain from a file."""
