from tests.billing.conftest import shop, the_shop

__all__ = ["shop", "the_shop"]
