"""A new production made from another one: its days, sequences and tasks, without the people or the money."""
