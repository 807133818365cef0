"""The same things seen by date; until the calendar is built, the engagements to come."""
