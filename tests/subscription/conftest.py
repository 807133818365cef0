from tests.billing.conftest import _served, hear, shop  # noqa: F401 - fixtures
