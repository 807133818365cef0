"""Documents of a production: what they are, which version is in force, until when, and who may open them."""
