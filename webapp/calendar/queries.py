"""What the calendar reads: jobs, days of productions and imported events, as rows of the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Row,
    Select,
    SmallInteger,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from webapp.calendar.models import ImportedEvent, Subscription
from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.engagements.models import Engagement, State
from webapp.engagements.queries import BUSY, alive, with_names
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.planning.models import COUNTED, Day

COLUMNS: dict[str, type[Any]] = {
    "source": String,
    "public_id": String,
    "start_on": Date,
    "end_on": Date,
    "daily_start_minute": SmallInteger,
    "daily_end_minute": SmallInteger,
    "place": String,
    "production": String,
    "production_id": String,
    "label": String,
    "hue": SmallInteger,
    # Jobs.
    "state": String,
    "option_rank": SmallInteger,
    "option_until_on": Date,
    "call_back_on": Date,
    "called_by": String,
    "contract_job": String,
    "employer": String,
    "minutes": Integer,
    "cachets": Integer,
    "regime": String,
    "annexe": SmallInteger,
    # Days of a production: what they are, and their rank among those that are counted.
    "day_kind": String,
    "unit": SmallInteger,
    "ready_minute": SmallInteger,
    "rank": Integer,
    "ranks": Integer,
    # Imported events, and the calendar they come from.
    "title": String,
    "calendar": String,
}


def stored_between(start_on: date, end_on: date) -> Sequence[Row[Any]]:
    """Jobs, days and events that touch these days, or must be answered in them."""
    return db().execute(_stored(), {"start_on": start_on, "end_on": end_on}).all()


@lru_cache(1)
def _stored() -> Select[*tuple[Any, ...]]:
    every = union_all(_jobs(), _days(), _events()).subquery()
    return select(every).order_by(every.c.start_on, every.c.source, every.c.public_id)


def _jobs() -> Select[*tuple[Any, ...]]:
    wanted = with_names(
        _row(
            source=literal("job"),
            public_id=Engagement.public_id,
            start_on=Engagement.start_on,
            end_on=Engagement.end_on,
            daily_start_minute=Engagement.daily_start_minute,
            daily_end_minute=Engagement.daily_end_minute,
            place=Engagement.place,
            state=Engagement.state,
            option_rank=Engagement.option_rank,
            option_until_on=Engagement.option_until_on,
            call_back_on=Engagement.call_back_on,
            called_by=Engagement.called_by,
            contract_job=Engagement.contract_job,
            employer=Contact.name,
            minutes=Engagement.minutes,
            cachets=Engagement.cachets,
            regime=Engagement.regime,
            annexe=Engagement.annexe,
            **_named(),
        )
    )
    return wanted.where(
        alive(),
        Engagement.state.in_((State.LEAD, *BUSY)),
        or_(
            _touches(Engagement.start_on, Engagement.end_on),
            and_(Engagement.state == State.OPTION, _within(Engagement.option_until_on)),
            and_(Engagement.state == State.LEAD, _within(Engagement.call_back_on)),
        ),
    )


def _days() -> Select[*tuple[Any, ...]]:
    """The rank of a day counts the days of its production that are not shown too."""
    crew = (Day.production_id, Day.unit)
    ranked = (
        select(
            Day.id,
            func.row_number().over(partition_by=crew, order_by=Day.on).label("rank"),
            func.count().over(partition_by=crew).label("ranks"),
        )
        .where(Day.kind.in_(COUNTED))
        .subquery()
    )
    return (
        _row(
            source=literal("day"),
            public_id=Day.public_id,
            start_on=Day.on,
            end_on=Day.on,
            daily_start_minute=func.coalesce(Day.call_minute, Day.ready_minute),
            daily_end_minute=Day.end_minute,
            place=Place.name,
            day_kind=Day.kind,
            unit=Day.unit,
            ready_minute=Day.ready_minute,
            rank=ranked.c.rank,
            ranks=ranked.c.ranks,
            **_named(),
        )
        .select_from(Day)
        .join(Production, Production.id == Day.production_id)
        .outerjoin(Place, Place.id == Day.place_id)
        .outerjoin(ranked, ranked.c.id == Day.id)
        .where(Production.deleted_at.is_(None), _within(Day.on))
    )


def _events() -> Select[*tuple[Any, ...]]:
    return (
        _row(
            source=literal("event"),
            public_id=ImportedEvent.public_id,
            start_on=ImportedEvent.start_on,
            end_on=ImportedEvent.end_on,
            daily_start_minute=ImportedEvent.start_minute,
            daily_end_minute=ImportedEvent.end_minute,
            place=ImportedEvent.place,
            title=ImportedEvent.title,
            calendar=Subscription.name,
            **{**_named(), "hue": func.coalesce(Production.hue, Subscription.hue)},
        )
        .select_from(ImportedEvent)
        .join(Subscription, Subscription.id == ImportedEvent.subscription_id)
        .outerjoin(Production, Production.id == Subscription.production_id)
        .where(
            Subscription.is_hidden.is_(False),
            ImportedEvent.is_hidden.is_(False),
            _touches(ImportedEvent.start_on, ImportedEvent.end_on),
        )
    )


def _row(**given: Any) -> Select[*tuple[Any, ...]]:
    """The columns of the union, in their order; those not given are empty."""
    columns = (
        type_coerce(given[name], kind()) if name in given else cast(null(), kind())
        for name, kind in COLUMNS.items()
    )
    return select(*(column.label(name) for name, column in zip(COLUMNS, columns, strict=True)))


def _named() -> dict[str, Any]:
    return {
        "production": Production.title,
        "production_id": Production.public_id,
        "label": Production.label,
        "hue": Production.hue,
    }


def _touches(start_on: Any, end_on: Any) -> Any:
    return and_(start_on <= bindparam("end_on", type_=Date), end_on >= bindparam("start_on", type_=Date))


def _within(on: Any) -> Any:
    return on.between(bindparam("start_on", type_=Date), bindparam("end_on", type_=Date))
