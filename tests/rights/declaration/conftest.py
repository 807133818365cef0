from collections.abc import Iterator

import pytest

from tests.rights.declaration.make import at


@pytest.fixture(autouse=True)
def _the_day_before_the_window_opens() -> Iterator[None]:
    """Sessions begin then, whatever the day the tests are run: they last thirty days."""
    with at("2026-11-27"):
        yield
