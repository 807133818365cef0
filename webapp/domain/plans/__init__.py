"""What is free, what is not, for how long and at what price."""
