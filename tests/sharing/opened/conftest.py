from tests.billing.conftest import the_shop, shop

__all__ = ["the_shop", "shop"]
