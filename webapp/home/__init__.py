"""Where a day starts: what is on, what is owed, what comes; and the way in for strangers."""
