"""Sold here, as in `tests/billing`: a Stripe of our own, its events carried by hand."""

from tests.billing.conftest import hear, shop, the_shop

__all__ = ["hear", "shop", "the_shop"]
