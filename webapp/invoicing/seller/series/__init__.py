"""The numbers of invoices, credit notes and quotes: their shape and where they go on from, until the first one is issued."""
