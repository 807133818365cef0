"""The client's side of a quote: read, asked about, accepted or declined from a link, without an account."""
