"""Recommandations: the names one gave, and who gave one's own."""
