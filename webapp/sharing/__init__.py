"""What a producer sees without an account: one link, what was chosen, signed and dated, and nothing else."""
