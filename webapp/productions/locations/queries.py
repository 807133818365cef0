from collections.abc import Sequence as Listed
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from webapp.core.db import db
from webapp.places.models import Place
from webapp.places.queries import first_phone
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, Sequence

Rows = Listed[Row[*tuple[Any, ...]]]

MOST_VISITS = 20


def places_of(production_id: UUID) -> Rows:
    """Those of its days and sequences, the first used first; deleted places still serve."""
    days = _days_by(Day.place_id).where(Day.production_id == production_id).subquery()
    sequences = _sequences_by(Sequence.place_id).where(Sequence.production_id == production_id).subquery()
    return (
        db()
        .execute(
            select(
                Place.public_id,
                Place.kind,
                Place.name,
                Place.address,
                Place.city,
                Place.deleted_at,
                first_phone(),
                days.c.first_on,
                days.c.last_on,
                func.coalesce(days.c.days, 0).label("days"),
                func.coalesce(sequences.c.sequences, 0).label("sequences"),
            )
            .outerjoin(days, days.c.place_id == Place.id)
            .outerjoin(sequences, sequences.c.place_id == Place.id)
            .where(or_(days.c.days > 0, sequences.c.sequences > 0))
            .order_by(days.c.first_on.nulls_last(), Place.folded, Place.id)
        )
        .all()
    )


def visits_of(place_id: UUID) -> Rows:
    """Productions that worked at a place or plan to, the latest first."""
    days = _days_by(Day.production_id).where(Day.place_id == place_id).subquery()
    sequences = _sequences_by(Sequence.production_id).where(Sequence.place_id == place_id).subquery()
    return (
        db()
        .execute(
            select(
                Production.public_id,
                Production.title,
                Production.label,
                Production.hue,
                days.c.first_on,
                days.c.last_on,
                func.coalesce(days.c.days, 0).label("days"),
                func.coalesce(sequences.c.sequences, 0).label("sequences"),
            )
            .outerjoin(days, days.c.production_id == Production.id)
            .outerjoin(sequences, sequences.c.production_id == Production.id)
            .where(Production.deleted_at.is_(None), or_(days.c.days > 0, sequences.c.sequences > 0))
            .order_by(days.c.last_on.desc().nulls_last(), Production.folded, Production.id)
            .limit(MOST_VISITS)
        )
        .all()
    )


def _days_by(owner: Any) -> Any:
    counted = (func.min(Day.on).label("first_on"), func.max(Day.on).label("last_on"))
    return select(owner, *counted, func.count().label("days")).group_by(owner)


def _sequences_by(owner: Any) -> Any:
    return select(owner, func.count().label("sequences")).group_by(owner)
