"""The ground floor: what the trade and the law say, in plain Python."""
