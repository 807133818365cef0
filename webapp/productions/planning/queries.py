"""The days of a production, and what is on them."""

from collections.abc import Sequence as Rows
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.planning.models import (
    COUNTED,
    Day,
    PlanVersion,
    Sequence,
    Service,
    ServiceLength,
    Strip,
)

AnyRows = Rows[Row[*tuple[Any, ...]]]


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


def sequence_or_404(production_id: UUID, public_id: str) -> Sequence:
    mine = (Sequence.production_id == production_id, Sequence.public_id == public_id)
    sequence = db().scalar(select(Sequence).where(*mine))
    if sequence is None:
        raise NotFound
    return sequence


def strip_or_404(production_id: UUID, public_id: str) -> Row[Strip, Day, Sequence | None]:
    """The strip, its day, and its sequence when it is one."""
    row = (
        db()
        .execute(
            select(Strip, Day, Sequence)
            .join(Day, Day.id == Strip.day_id)
            .outerjoin(Sequence, Sequence.id == Strip.sequence_id)
            .where(Day.production_id == production_id, Strip.public_id == public_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return row


def days_of(production_id: UUID) -> Rows[Row[Day, Place | None]]:
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


def ranks(days: Rows[Any]) -> dict[UUID, Rank]:
    """Of days (`id`, `on`, `kind`, `unit`) of one production, those that are counted, by their id."""
    found: dict[UUID, Rank] = {}
    for unit in {day.unit for day in days}:
        counted = sorted((d for d in days if d.unit == unit and d.kind in COUNTED), key=lambda d: d.on)
        found |= {day.id: Rank(number, len(counted)) for number, day in enumerate(counted, 1)}
    return found


def with_last_plan(production: str) -> Row[Production, PlanVersion | None, int | None]:
    """The production, its last version published here, and the minutes of its services, at once."""
    newest = (
        select(func.max(PlanVersion.number))
        .where(PlanVersion.production_id == Production.id, PlanVersion.snapshot.is_not(None))
        .correlate(Production)
        .scalar_subquery()
    )
    row = (
        db()
        .execute(
            select(Production, PlanVersion, ServiceLength.minutes)
            .outerjoin(
                PlanVersion,
                and_(PlanVersion.production_id == Production.id, PlanVersion.number == newest),
            )
            .outerjoin(ServiceLength, ServiceLength.production_id == Production.id)
            .where(Production.public_id == production, Production.deleted_at.is_(None))
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return row


def days_with_lines(production_id: UUID, day_id: str | None = None) -> AnyRows:
    """Rows (Day, its Place or None, `strips` and `services` as lists of values), one day when asked."""
    one = () if day_id is None else (Day.public_id == day_id,)
    return (
        db()
        .execute(
            select(Day, Place, _strips().label("strips"), _services().label("services"))
            .outerjoin(Place, Place.id == Day.place_id)
            .where(Day.production_id == production_id, *one)
            .order_by(Day.on, Day.unit)
        )
        .all()
    )


def sequences_of(production_id: UUID) -> Rows[Sequence]:
    """In the order of the script."""
    rows = db().scalars(
        select(Sequence)
        .where(Sequence.production_id == production_id)
        .order_by(Sequence.sort_key.collate("C"), Sequence.number)
    )
    return rows.all()


def services_of_day(day: Day) -> Rows[Service]:
    mine = select(Service).where(Service.day_id == day.id)
    return db().scalars(mine.order_by(Service.position)).all()


def _strips() -> ScalarSelect[Any]:
    """Public id, kind, sequence, minute and text of each strip, as one value."""
    each = func.json_build_array(Strip.public_id, Strip.kind, Strip.sequence_id, Strip.minute, Strip.text)
    return (
        select(func.json_agg(aggregate_order_by(each, Strip.position, Strip.id)))
        .where(Strip.day_id == Day.id)
        .correlate(Day)
        .scalar_subquery()
    )


def _services() -> ScalarSelect[Any]:
    """Half, kind, start, end and text of each service, as one value."""
    each = func.json_build_array(
        Service.half, Service.kind, Service.start_minute, Service.end_minute, Service.text
    )
    return (
        select(func.json_agg(aggregate_order_by(each, Service.position, Service.id)))
        .where(Service.day_id == Day.id)
        .correlate(Day)
        .scalar_subquery()
    )
