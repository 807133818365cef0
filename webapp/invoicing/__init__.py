"""My quotes and invoices, for independent work alone: wages are never invoiced."""
