"""A link made or changed: for whom, until when, what it shows, and how it looks before anybody opens it."""
