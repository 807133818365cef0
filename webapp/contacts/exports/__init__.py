"""The address book as files: cards for phones, tables for spreadsheets."""
