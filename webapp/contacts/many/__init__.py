"""The same thing done to several contacts: those ticked, or all those found."""
