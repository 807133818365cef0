"""What changes the tasks of a production."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.domain.refusals import Refused
from webapp.domain.retro_models import Duty
from webapp.domain.words import sentence
from webapp.productions.models import PhaseKind, Production
from webapp.productions.tasks.models import Task
from webapp.productions.tasks.queries import crew_member_named, plan_of, tasks_of
from webapp.productions.tasks.terms import TaskTerms

MOST_TASKS = 400


def add_task(production: Production, terms: TaskTerms) -> Task:
    _one_at_a_time(production.id)
    task = Task(production_id=production.id, position=_next_position(production.id))
    _write(task, terms)
    db().add(task)
    db().flush()
    return task


def update_task(task: Task, terms: TaskTerms) -> None:
    """Refused when it would come to wait for itself."""
    _one_at_a_time(task.production_id)
    if terms.depends_on_id is not None:
        plan_of(tasks_of(task.production_id)).refuse_ring(task.id, terms.depends_on_id)
    _write(task, terms)
    db().flush()


def tick_task(task: Task, *, is_done: bool) -> None:
    task.done_at = (task.done_at or clock.now()) if is_done else None
    db().flush()


def delete_task(task: Task) -> None:
    """What waited for it waits for nothing, unless it comes back."""
    task.deleted_at = clock.now()
    db().flush()


def restore_task(task: Task) -> None:
    """Refused when what it waits for came meanwhile to wait for it."""
    _one_at_a_time(task.production_id)
    task.deleted_at = None
    db().flush()
    if task.depends_on_id is not None:
        plan_of(tasks_of(task.production_id)).refuse_ring(task.id, task.depends_on_id)


def add_duties(
    production: Production, chosen: Iterable[Duty], first_on: date, last_on: date, titles: Mapping[str, str]
) -> int:
    """The lines of a model that are not there yet, each once, as tasks; how many were added."""
    _one_at_a_time(production.id)
    there = {row.Task.model_key: row.Task for row in tasks_of(production.id) if row.Task.model_key}
    position, made = _next_position(production.id), dict[str, Task]()
    for duty in chosen:
        if duty.key not in there and duty.key not in made:
            made[duty.key] = Task(
                production_id=production.id,
                position=position + len(made),
                title=titles[duty.key],
                phase=PhaseKind(duty.phase),
                due_on=duty.due_on(first_on, last_on),
                model_key=duty.key,
            )
    db().add_all(made.values())
    db().flush()
    for duty in chosen:
        awaited = made.get(duty.after or "") or there.get(duty.after or "")
        if duty.key in made and awaited is not None:
            made[duty.key].depends_on_id = awaited.id
    db().flush()
    return len(made)


def _write(task: Task, terms: TaskTerms) -> None:
    member = crew_member_named(task.production_id, fold(terms.owner)) if fold(terms.owner) else None
    task.title = terms.title
    task.phase = terms.phase
    task.due_on = terms.due_on
    task.owner_id = member.id if member else None
    task.owner_name = None if member else terms.owner
    task.depends_on_id = terms.depends_on_id
    task.notes = terms.notes


def _one_at_a_time(production_id: UUID) -> None:
    """Two who link tasks at once could close a ring that neither sees."""
    hold("tasks", production_id)


def _next_position(production_id: UUID) -> int:
    last, count = (
        db()
        .execute(
            select(func.max(Task.position), func.count()).where(
                Task.production_id == production_id, Task.deleted_at.is_(None)
            )
        )
        .one()
    )
    if count >= MOST_TASKS:
        raise Refused(sentence("Une production garde au plus %(most)s tâches.", most=MOST_TASKS))
    return (last or 0) + 1
