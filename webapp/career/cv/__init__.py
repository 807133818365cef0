"""The CV on one page, in French and in English, with what the person chooses to show."""
