"""Places kept for good: sets, halls, bases and hotels, typed once and used on every show."""
