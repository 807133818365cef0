"""What was done to many contacts at once, or taken away, given back in one press."""
