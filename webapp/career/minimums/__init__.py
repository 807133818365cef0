"""The minimum of one's convention for a function, typed with its date and its source."""
