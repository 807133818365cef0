"""Filters one comes back to, under a name: one tap shows whom they find today."""
