"""A quote on its way: read again, sent, withdrawn, signed on paper, and invoiced once accepted."""
