"""Feuilles d'heures: what each of the crew worked day by day, attested each week, and the rest between two days."""
