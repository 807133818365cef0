"""Three statements tell a day: what is held, what is dated, and the work that the rights count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
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
from sqlalchemy.dialects.postgresql import JSONB

from webapp.contacts.models import Contact, Kind
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.engagements.models import Engagement, Paper, PaperState, State
from webapp.engagements.queries import BUSY, alive, with_names
from webapp.engagements.standing import SIGNED
from webapp.home import bills, received, shows
from webapp.home.day import BILLS_SHOWN, LATE_SHOWN, REPLIES_SHOWN, TASK_DAYS, TASKS_SHOWN, WEEK
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.planning.models import Day
from webapp.productions.queries import active_listed
from webapp.productions.tasks.models import Task
from webapp.rights.known import situations_listed
from webapp.rights.models import Opening
from webapp.sharing.models import Reply
from webapp.workspaces.models import Workspace


def held(workspace_id: UUID) -> Row[Any]:
    """What the workspace holds already, with the columns of its last opening of rights."""
    return db().execute(_held_wanted(), {"here": workspace_id}).one()


@cache
def _held_wanted() -> Select[*tuple[Any, ...]]:
    newest = select(Opening.id).order_by(Opening.created_at.desc(), Opening.id.desc()).limit(1)
    counts = {
        "unfiled": _unfiled(),
        "engagements": select(func.count(Engagement.id)).where(alive()),
        "productions": select(func.count(Production.id)).where(Production.deleted_at.is_(None)),
        "people": select(func.count(Contact.id)).where(
            Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None)
        ),
    }
    wanted = select(
        Workspace.welcomed_at,
        Opening.id.label("opening_id"),
        Opening.is_first_request,
        Opening.fct_on,
        Opening.anniversary_on,
        Opening.annexe,
        Opening.born_on,
        Opening.has_derogation,
        Opening.is_alsace_moselle,
        Opening.tax,
        situations_listed().label("situations"),
        active_listed().label("active"),
        *(count.scalar_subquery().label(name) for name, count in counts.items()),
    )
    return (
        wanted.select_from(Workspace)
        .outerjoin(Opening, Opening.id == newest.scalar_subquery())
        .where(Workspace.id == bindparam("here"))
    )


def dated(today: date, *, with_bills: bool = False, with_replies: bool = False) -> Sequence[Row[Any]]:
    """What productions do today and what is to do, the jobs of the week, what must be answered, the oldest papers that
    are late; `with_bills`, the clients who answered and those to remind; `with_replies`, what came by one's links."""
    return db().execute(_dated_wanted(today, with_bills, with_replies)).all()


@lru_cache(8)
def _dated_wanted(today: date, with_bills: bool, with_replies: bool) -> Select[*tuple[Any, ...]]:
    parts = [_jobs(today), _late_papers(today), _days(today), _tasks(today)]
    if with_bills:
        parts += [_bills("quote", *bills.answers(today)), _bills("bill", *bills.reminders(today))]
    if with_replies:
        parts.append(_replies(*received.replies()))
    every = union_all(*parts).subquery()
    return select(every).order_by(every.c.start_on, every.c.expected_on, every.c.public_id)


# Every part of the union has these, in this order; a part says those it knows.
COLUMNS: dict[str, type[Any]] = {
    "public_id": String,
    "state": String,
    "option_rank": SmallInteger,
    "option_until_on": Date,
    "call_back_on": Date,
    "called_by": String,
    "contract_job": String,
    "start_on": Date,
    "end_on": Date,
    "daily_start_minute": SmallInteger,
    "daily_end_minute": SmallInteger,
    "place": String,
    "employer": String,
    "phone": String,
    "production": String,
    "label": String,
    "hue": SmallInteger,
    "kind": String,
    "expected_on": Date,
    "late": Integer,
    "more": JSONB,
}


def _row(what: str, **said: Any) -> Select[Any]:
    """A part of the union: `what` its rows are, the columns it knows, nothing in the others."""
    known = {
        name: said[name].label(name) if name in said else _none(name, of) for name, of in COLUMNS.items()
    }
    return select(literal(what).label("what"), *known.values())


def _days(today: date) -> Select[Any]:
    """What productions do today: a row each, the kind of day in the place of the job."""
    return (
        _row(
            "day",
            public_id=Production.public_id,
            contract_job=Day.kind,
            start_on=Day.on,
            end_on=Day.on,
            daily_start_minute=Day.call_minute,
            daily_end_minute=Day.end_minute,
            place=shows.where(),
            more=shows.told(),
            **_show(),
        )
        .join(Production, Production.id == Day.production_id)
        .outerjoin(Place, Place.id == Day.place_id)
        .where(shows.playing(today))
    )


def _tasks(today: date) -> Select[Any]:
    """What is to do in the two days ahead or late; `late` is how many there are, a few of which are told."""
    return (
        _row(
            "task",
            public_id=Task.public_id,
            contract_job=Task.title,
            start_on=Task.due_on,
            end_on=Task.due_on,
            expected_on=Task.due_on,
            late=type_coerce(func.count().over(), Integer),
            more=_in_production(),
            **_show(),
        )
        .join(Production, Production.id == Task.production_id)
        .where(
            Task.deleted_at.is_(None),
            Task.done_at.is_(None),
            Task.due_on <= today + TASK_DAYS,
            Production.deleted_at.is_(None),
            Production.archived_at.is_(None),
        )
        .order_by(Task.due_on, Task.position, Task.id)
        .limit(TASKS_SHOWN)
    )


def _jobs(today: date) -> Select[Any]:
    last = today + WEEK
    return with_names(
        _row(
            "job",
            option_rank=Engagement.option_rank,
            option_until_on=Engagement.option_until_on,
            call_back_on=Engagement.call_back_on,
            called_by=Engagement.called_by,
            daily_start_minute=Engagement.daily_start_minute,
            daily_end_minute=Engagement.daily_end_minute,
            place=Engagement.place,
            more=_in_production(),
            **_job(),
        )
    ).where(
        alive(),
        or_(
            and_(
                Engagement.state.in_((State.LEAD, *BUSY)),
                Engagement.start_on <= last,
                Engagement.end_on >= today,
            ),
            and_(Engagement.state == State.OPTION, Engagement.option_until_on.between(today, last)),
            and_(Engagement.state == State.LEAD, Engagement.call_back_on <= today),
        ),
    )


def _late_papers(today: date) -> Select[Any]:
    """`late` is how many there are, a few of which are told."""
    return (
        with_names(
            _row(
                "paper",
                kind=Paper.kind,
                expected_on=Paper.expected_on,
                late=type_coerce(func.count().over(), Integer),
                **_job(),
            )
        )
        .join(Paper, Paper.engagement_id == Engagement.id)
        .where(
            alive(),
            Engagement.state.in_(SIGNED),
            Paper.state.in_((PaperState.TO_COME, PaperState.EXPECTED)),
            Paper.expected_on < today,
        )
        .order_by(Paper.expected_on, Paper.id)
        .limit(LATE_SHOWN)
    )


def _bills(what: str, said: dict[str, Any], wanted: ColumnElement[bool]) -> Select[Any]:
    """Likewise."""
    count = type_coerce(func.count().over(), Integer)
    return _row(what, late=count, **said).where(wanted).order_by(said["start_on"]).limit(BILLS_SHOWN)


def _replies(said: dict[str, Any], wanted: ColumnElement[bool]) -> Select[Any]:
    """The newest; `late` is how many wait."""
    count = type_coerce(func.count().over(), Integer)
    found = _row("reply", late=count, **said).where(wanted)
    return found.order_by(Reply.at.desc(), Reply.id.desc()).limit(REPLIES_SHOWN)


def _job() -> dict[str, Any]:
    return {
        "public_id": Engagement.public_id,
        "state": Engagement.state,
        "contract_job": Engagement.contract_job,
        "start_on": Engagement.start_on,
        "end_on": Engagement.end_on,
        "employer": Contact.name,
        "phone": Contact.phone,
        **_show(),
    }


def _show() -> dict[str, Any]:
    return {"production": Production.title, "label": Production.label, "hue": Production.hue}


def _in_production() -> Any:
    return func.jsonb_build_object("production", Production.public_id)


def _none(name: str, of: type[Any]) -> Any:
    return cast(null(), of()).label(name)


def unfiled() -> int:
    """How many papers wait to be filed."""
    return db().scalar(_unfiled()) or 0


def _unfiled() -> Select[int]:
    return select(func.count(Document.id)).where(Document.filed_at.is_(None), Document.deleted_at.is_(None))
