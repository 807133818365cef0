"""What somebody answers through a link: a date or a document confirmed, a question about it."""
