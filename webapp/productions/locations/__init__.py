"""Where a production works: the places of its days and sequences, and who worked at a place before."""
