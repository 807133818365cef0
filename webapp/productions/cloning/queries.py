from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase
from webapp.productions.planning.models import Day, Sequence
from webapp.productions.tasks.models import Task


@dataclass(frozen=True)
class Holdings:
    """What there is to take, and the first day of it all."""

    start_on: date | None
    days: int
    sequences: int
    tasks: int
    jobs: int


def holdings_of(production_id: UUID) -> Holdings:
    phases, days = Phase.production_id == production_id, Day.production_id == production_id
    tasks = (Task.production_id == production_id, Task.deleted_at.is_(None))
    row = (
        db()
        .execute(
            select(
                _one(func.min(Phase.start_on), phases),
                _one(func.min(Day.on), days),
                _one(func.min(Task.due_on), *tasks),
                _one(func.count(Day.id), days),
                _one(func.count(Sequence.id), Sequence.production_id == production_id),
                _one(func.count(Task.id), *tasks),
                _one(
                    func.count(Member.id), Member.production_id == production_id, Member.deleted_at.is_(None)
                ),
            )
        )
        .one()
    )
    planned = [day for day in row[:2] if day is not None]
    # A task may be due months before; the show begins with its first phase or day.
    start_on = min(planned) if planned else row[2]
    return Holdings(start_on, *row[3:])


def names_of(production_id: UUID) -> list[str]:
    """Everyone of the crew, and their agents."""
    named = (
        select(Contact.name)
        .join(Member, (Contact.id == Member.contact_id) | (Contact.id == Member.agent_id))
        .where(Member.production_id == production_id)
    )
    return list(db().scalars(named))


def _one(value: Any, *conditions: Any) -> Any:
    return select(value).where(*conditions).scalar_subquery()
