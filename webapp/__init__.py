"""Raccord: the freelance production assistant's workspace, across employers."""
