"""Days, what is shot or played on them, and the pool of what is not placed yet."""
