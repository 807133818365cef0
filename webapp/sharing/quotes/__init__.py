"""One quote of a link: read, asked about, accepted or declined by whoever holds it, as long as the link opens."""
