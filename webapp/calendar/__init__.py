"""The same jobs seen by date."""
