"""My invoices, deposits and credit notes: typed, issued once, then read; what one is still owed for them."""
