"""A day to be on, and a month declared as the page does it."""

import re
from datetime import UTC, datetime
from typing import Any

import time_machine
from werkzeug.test import TestResponse

from tests.browse import Browser


def at(day: str, hour: int = 10) -> Any:
    """That day in Paris."""
    moment = datetime.fromisoformat(f"{day}T{hour:02d}:00").replace(tzinfo=UTC)
    return time_machine.travel(moment, tick=False)


def seen_on(page: TestResponse) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page.text)
    assert found
    return found[1]


def declare(browse: Browser, month: str, *, status: int = 303, **values: str) -> TestResponse:
    """Open the month, tick, and keep a copy."""
    seen = seen_on(browse.get("declaration.show", month=month))
    return browse.post("declaration.declare", {"seen": seen, **values}, month=month, status=status)
