"""The days of a production, and what is on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.places.models import Place
from webapp.productions.planning.models import COUNTED, Day


@dataclass(frozen=True)
class Rank:
    """J `number` / `of`, among the counted days of one crew."""

    number: int
    of: int


def day_or_404(production_id: UUID, public_id: str) -> Day:
    day = db().scalar(select(Day).where(Day.production_id == production_id, Day.public_id == public_id))
    if day is None:
        raise NotFound
    return day


def days_of(production_id: UUID) -> Sequence[Row[Day, Place | None]]:
    """Rows (Day, its Place or None) in the order of the calendar, the first crew before the second."""
    return (
        db()
        .execute(
            select(Day, Place)
            .outerjoin(Place, Place.id == Day.place_id)
            .where(Day.production_id == production_id)
            .order_by(Day.on, Day.unit)
        )
        .all()
    )


def ranks(days: Sequence[Any]) -> dict[UUID, Rank]:
    """Of days (`id`, `on`, `kind`, `unit`) of one production, those that are counted, by their id."""
    found: dict[UUID, Rank] = {}
    for unit in {day.unit for day in days}:
        counted = sorted((d for d in days if d.unit == unit and d.kind in COUNTED), key=lambda d: d.on)
        found |= {day.id: Rank(number, len(counted)) for number, day in enumerate(counted, 1)}
    return found
