"""What someone without an account opens: the page of one link, as plain values read by the role of links."""
