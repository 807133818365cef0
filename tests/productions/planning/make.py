"""What stands on the days of a production."""

from typing import Any

from sqlalchemy import select

from tests.make import World
from webapp.productions.planning.models import Day, Sequence, Strip, StripKind


def days(world: World) -> list[Day]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Day).order_by(Day.on, Day.unit)))


def put(world: World, day: Day, sequence: Sequence | None = None, **values: Any) -> Strip:
    kind = values.pop("kind", StripKind.SEQUENCE if sequence else StripKind.NOTE)
    sequence_id = sequence.id if sequence else None
    return world.add(world.lune, Strip(day_id=day.id, sequence_id=sequence_id, kind=kind, **values))
