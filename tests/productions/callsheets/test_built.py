"""What a sheet takes from the planning."""

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets.make import build, show, typed
from webapp.productions.planning.models import Day, Need, Strip


@pytest.mark.parametrize("need", Need)
def test_all_that_a_sequence_asks_for_is_on_the_sheet(world: World, browse: Browser, need: Need):
    shot = show(world, world.lune)
    scene = world.sequence(world.lune, shot.production, "41", needs={need.value: "Voir avec Camille"})
    with world.inside(world.lune) as session:
        day = session.scalars(select(Day)).one()
    world.add(world.lune, Strip(day_id=day.id, sequence_id=scene.id))
    at = build(browse, shot)
    assert typed(browse, at)[f"needs-{need.value}"] == "41\u00a0: Voir avec Camille"
