"""What someone without an account opens: their own sheet, or the one of the group; and what they answer."""
