"""Quotes and invoices of one's independent work as plain values: frozen once issued, right to the cent."""
