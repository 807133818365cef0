"""Feuilles de route: what each of a tour needs on a date, and the versions that artists and technicians are given."""
