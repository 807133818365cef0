"""The calendar given to another application, by a private address."""
