"""What a page costs, beside `hello` and a naive page: `make bench`, never a timed test."""
