"""Who invoices: the profile printed on every paper, the VAT regime of each day, the numbers, what one often sells."""
