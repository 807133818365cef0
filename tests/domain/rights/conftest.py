"""Fewer examples, always the same, when thousands of changed copies of the calculation are tried."""

from hypothesis import settings

settings.register_profile("mutants", max_examples=10, derandomize=True, database=None, deadline=None)
