"""The whole coffre in one ZIP: every paper kept for life, by year and employer, and what is missing."""
