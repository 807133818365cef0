"""Two cards of one person: found, compared field by field, made one, and two again for thirty days."""
