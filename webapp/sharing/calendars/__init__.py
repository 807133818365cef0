"""The calendar of a link: an address that another application reads, and what it was told last."""
