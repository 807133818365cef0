from tests.billing.conftest import _served, shop

__all__ = ["_served", "shop"]
