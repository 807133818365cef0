"""What a career holds besides contracts: leave, training, resignations, past rights; and the income received."""
