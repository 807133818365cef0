"""Asking an employer for what it owes: a draft to send oneself, and the reminders one has made."""
