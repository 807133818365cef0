"""The sheet that somebody else made: its PDF dropped, its figures read or typed in a minute."""
