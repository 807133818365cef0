"""« Mes prestations »: what one often sells, with its price, ready to be put on a line."""
