"""What is read of tasks; deleted ones are left out unless said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.retroplanning import Retroplan, Step
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.productions.planning.models import COUNTED, Day
from webapp.productions.tasks.models import Task

Rows = Sequence[Row[*tuple[Any, ...]]]

MOST_NAMES = 200


@dataclass(frozen=True)
class Setting:
    """When a production shoots or plays, and who works on it."""

    first_on: date | None
    last_on: date | None
    names: tuple[str, ...]


def task_or_404(production_id: UUID, public_id: str, *, deleted: bool = False) -> Task:
    task = db().scalar(select(Task).where(Task.production_id == production_id, Task.public_id == public_id))
    if task is None or (task.deleted_at is not None) != deleted:
        raise NotFound
    return task


def tasks_of(production_id: UUID) -> Rows:
    """Rows (Task, owner): by day, then as they were placed."""
    return (
        db()
        .execute(
            _with_owner(select(Task, _owner()))
            .where(Task.production_id == production_id, Task.deleted_at.is_(None))
            .order_by(Task.due_on.nulls_last(), Task.position, Task.id)
        )
        .all()
    )


def tasks_due_between(start_on: date, end_on: date, *, with_done: bool = False) -> Rows:
    """Across productions that go on: what is due on these days, with whose it is, the soonest first.

    Rows (public_id, title, phase, due_on, done_at, owner, production_id, production, label, hue, kind):
    `production_id` is the one of addresses, `kind` that of the show.
    """
    wanted = (
        _with_owner(
            select(
                Task.public_id,
                Task.title,
                Task.phase,
                Task.due_on,
                Task.done_at,
                _owner(),
                Production.public_id.label("production_id"),
                Production.title.label("production"),
                Production.label,
                Production.hue,
                Production.kind,
            )
        )
        .join(Production, Production.id == Task.production_id)
        .where(
            Task.deleted_at.is_(None),
            Production.deleted_at.is_(None),
            Production.archived_at.is_(None),
            Task.due_on.between(start_on, end_on),
            *(() if with_done else (Task.done_at.is_(None),)),
        )
        .order_by(Task.due_on, Production.folded, Task.position, Task.id)
    )
    return db().execute(wanted).all()


def setting_of(production_id: UUID) -> Setting:
    """From the counted days, else from the phases of shooting or performances."""
    days = (Day.production_id == production_id, Day.kind.in_(COUNTED))
    phases = (Phase.production_id == production_id, Phase.kind == PhaseKind.SHOOT)
    names = (
        select(func.array_agg(aggregate_order_by(Contact.name, Contact.sort_key)))
        .select_from(Member)
        .join(Contact, Contact.id == Member.contact_id)
        .where(Member.production_id == production_id, Member.deleted_at.is_(None))
    )
    row = (
        db()
        .execute(
            select(
                func.coalesce(_only(func.min(Day.on), days), _only(func.min(Phase.start_on), phases)),
                func.coalesce(_only(func.max(Day.on), days), _only(func.max(Phase.end_on), phases)),
                names.scalar_subquery(),
            )
        )
        .one()
    )
    return Setting(row[0], row[1], tuple(dict.fromkeys(row[2] or ()))[:MOST_NAMES])


def crew_member_named(production_id: UUID, folded: str) -> Member | None:
    """The first of the crew who has this name once folded."""
    found = db().execute(
        select(Member, Contact.name)
        .join(Contact, Contact.id == Member.contact_id)
        .where(
            Member.production_id == production_id,
            Member.deleted_at.is_(None),
            Contact.folded.startswith(folded, autoescape=True),
        )
        .order_by(Member.position, Member.id)
    )
    return next((member for member, name in found if fold(name) == folded), None)


def plan_of(rows: Iterable[Any]) -> Retroplan:
    return Retroplan(
        Step(
            row.Task.id, row.Task.title, row.Task.due_on, row.Task.done_at is not None, row.Task.depends_on_id
        )
        for row in rows
    )


def _with_owner(query: Select[Any]) -> Select[Any]:
    return query.outerjoin(Member, Member.id == Task.owner_id).outerjoin(
        Contact, Contact.id == Member.contact_id
    )


def _owner() -> Any:
    return func.coalesce(Contact.name, Task.owner_name).label("owner")


def _only(value: Any, conditions: Any) -> Any:
    return select(value).where(*conditions).scalar_subquery()
