"""The jobs somebody had and has, at a company, on a show, or both."""
