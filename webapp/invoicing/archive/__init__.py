"""Issued documents to take away, byte for byte as they were issued: one, a period, all of them."""
