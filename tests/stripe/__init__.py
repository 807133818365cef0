"""A Stripe for tests and development, over HTTP: objects in memory, hosted pages, signed webhooks, a clock to advance.

Fields are those of stripe-python's types (`shapes`). What it does not know answers 404 as an unknown address does.
"""
