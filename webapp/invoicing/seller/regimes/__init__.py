"""The VAT regime of each day: never a switch, a list of days from which another one holds."""
