"""Calendars of elsewhere: a file read once, or an address read again every day."""
