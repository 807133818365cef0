"""The clients of one's independent work: contacts, with what the law and their VAT ask of an invoice."""
