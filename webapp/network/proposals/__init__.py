"""Avant un creux: whom to call six weeks before the diary is empty, and why."""
