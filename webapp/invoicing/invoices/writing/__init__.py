"""Drafts of invoices: begun, typed, issued; and those begun from an invoice to correct it."""
