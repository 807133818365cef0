"""The plumbing: Flask, SQLAlchemy, HTMX, jobs, mail and files, without a word of the trade."""
