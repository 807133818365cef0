"""The address book: companies that employ, and the people one calls."""
