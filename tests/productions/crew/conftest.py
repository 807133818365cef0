import pytest

from tests.make import World
from webapp.productions.models import Production


@pytest.fixture
def show(world: World) -> Production:
    """The production of `lune` that tests work on; `soleil` has one of the same title."""
    world.crew(world.soleil, world.production(world.soleil), "Autre Personne")
    return world.production(world.lune)
