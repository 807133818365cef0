"""Sold here, as in `tests/billing`: a Stripe of our own, its events carried by hand."""

from tests.billing.conftest import _served, hear, shop

__all__ = ["_served", "hear", "shop"]
