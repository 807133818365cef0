"""What each production does today: its hours, its place, who to call."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.places.models import Place
from webapp.productions.callsheets.models import CallSheet, Version
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production
from webapp.productions.planning.models import COUNTED, Day, DayKind

# Who knows where the truck is, in the order one calls them.
CALLED = (Department.MANAGEMENT, Department.STAGE, Department.PRODUCTION)
CALLED_SHOWN = 1


def playing(today: date) -> ColumnElement[bool]:
    return and_(
        Day.on == today,
        Day.kind != DayKind.REST,
        Production.deleted_at.is_(None),
        Production.archived_at.is_(None),
    )


def where() -> ColumnElement[str]:
    return func.concat_ws(", ", Place.name, Place.address, Place.city)


def told() -> ColumnElement[Any]:
    """The rest of a day's card, as one value: `day`, `ready`, `meal`, `number`, `of`, `people`, `sheet`."""
    return func.jsonb_build_object(
        "day", Day.public_id,
        "ready", Day.ready_minute,
        "meal", Day.meal_minute,
        "continuous", Day.is_continuous,
        "number", case((Day.kind.in_(COUNTED), _counted(up_to_it=True))),
        "of", _counted(up_to_it=False),
        "people", _people(),
        "sheet", _sheet(),
    )  # fmt: skip


def _counted(*, up_to_it: bool) -> ColumnElement[int]:
    other = aliased(Day)
    wanted = (
        select(func.count(other.id))
        .where(
            other.production_id == Day.production_id,
            other.unit == Day.unit,
            other.kind.in_(COUNTED),
        )
        .correlate(Day)
    )
    return (wanted.where(other.on <= Day.on) if up_to_it else wanted).scalar_subquery()


def _sheet() -> ColumnElement[Any]:
    """The feuille de service of that day: its `id`, and whether a version of it `is_sent`."""
    sent = (
        select(Version.id)
        .where(Version.sheet_id == CallSheet.id, Version.sent_at.is_not(None))
        .correlate(CallSheet)
    )
    return (
        select(func.jsonb_build_object("id", CallSheet.public_id, "is_sent", exists(sent)))
        .where(
            CallSheet.production_id == Day.production_id, CallSheet.on == Day.on, CallSheet.unit == Day.unit
        )
        .correlate(Day)
        .scalar_subquery()
    )


def _people() -> ColumnElement[Any]:
    rank = case({kind: place for place, kind in enumerate(CALLED)}, value=Member.department)
    first = (
        select(Member.contract_job.label("job"), Contact.name, Contact.phone)
        .join(Contact, Contact.id == Member.contact_id)
        .where(
            Member.production_id == Day.production_id,
            Member.department.in_(CALLED),
            Contact.phone.is_not(None),
            Contact.deleted_at.is_(None),
            Member.deleted_at.is_(None),
            func.coalesce(Member.start_on, Day.on) <= Day.on,
            func.coalesce(Member.end_on, Day.on) >= Day.on,
        )
        .order_by(rank, Member.position, Member.id)
        .limit(CALLED_SHOWN)
        .correlate(Day)
        .subquery()
    )
    said = func.jsonb_build_object("job", first.c.job, "name", first.c.name, "phone", first.c.phone)
    return select(func.jsonb_agg(said)).select_from(first).scalar_subquery()
