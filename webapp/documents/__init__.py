"""Papers kept: photos and PDFs, what they are, whose, how long; and the tray of those not filed yet."""
