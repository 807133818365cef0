"""A career read from its jobs: titles, functions over time, what they paid beside the minimum."""
