"""Rendre le dossier: what goes back to the administration, what is erased, what one keeps for life."""
