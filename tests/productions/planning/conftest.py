from datetime import date

import pytest

from tests.make import World
from webapp.core import clock
from webapp.productions.models import Production, ShowKind


@pytest.fixture
def tides(world: World) -> Production:
    return world.production(world.lune)


@pytest.fixture
def wash(world: World) -> Production:
    return world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """Make it another day; the sessions of the tests keep the real hour."""
    return lambda *day: monkeypatch.setattr(clock, "today", lambda: date(*day))
