"""Bringing in the jobs already kept in a spreadsheet: read, checked line by line, then added at once."""
