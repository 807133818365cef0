"""Feuilles de service: received or built from the day, approved by somebody, sent to each, and who has read them."""
