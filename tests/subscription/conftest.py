"""Sold here, as in `tests/billing`: a Stripe of our own, its events carried by hand."""

from tests.billing.conftest import the_shop, hear, shop

__all__ = ["the_shop", "hear", "shop"]
