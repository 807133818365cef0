from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.make import World
from webapp.network.models import Direction, Recommendation


@pytest.mark.parametrize("field", ["contact_id", "to_contact_id"])
def test_a_name_given_cannot_be_that_of_somebody_of_elsewhere(world: World, field: str):
    mine, theirs = world.person(world.lune), world.person(world.soleil)
    named = {"contact_id": mine.id, "to_contact_id": mine.id, field: theirs.id}
    with pytest.raises(IntegrityError, match=f"fk_recommendations_workspace_id_{field}"):
        world.add(world.lune, Recommendation(direction=Direction.GIVEN, on=date(2026, 3, 2), **named))
