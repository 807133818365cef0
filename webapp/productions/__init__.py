"""A show: its identity, its company, its phases; the rooms of the work will open from here."""
