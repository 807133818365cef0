"""The feuille de service: made or received, approved, sent, and answered « Bien reçu »."""
