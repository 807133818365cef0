"""A link sent by mail, in the language of who receives it."""
