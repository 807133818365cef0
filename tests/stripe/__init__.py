"""A Stripe for tests and development, over HTTP: objects in memory, hosted pages, signed webhooks, a clock to advance.

What is asked is read by stripe-python's types of parameters (`asking`), what is answered has the fields of its types
(`shapes`, held against them by `answers`): an upgrade of the library tells. What it does not know answers 404 as an
unknown address does.
"""
