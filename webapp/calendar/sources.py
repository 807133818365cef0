"""Where the calendar finds what it shows: one statement for what is stored alike, then the others.

A source takes the first and the last day and gives rows of the same names; `things_of` says what each row is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.calendar.queries import stored_between
from webapp.productions.tasks.queries import tasks_due_between

Source = Callable[[date, date], Sequence[Any]]


@dataclass(frozen=True)
class Due:
    """Something to do by a day, as the rows of the other sources are."""

    public_id: str
    title: str
    start_on: date
    production: str
    production_id: str
    label: str
    hue: int
    source: str = "task"
    daily_start_minute: None = None
    daily_end_minute: None = None

    @property
    def end_on(self) -> date:
        return self.start_on


def due_by(asked: Source) -> Source:
    """A source of tasks from a query whose rows say `due_on`."""

    def source(start_on: date, end_on: date) -> Sequence[Due]:
        return [
            Due(row.public_id, row.title, row.due_on, row.production, row.production_id, row.label, row.hue)
            for row in asked(start_on, end_on)
        ]

    return source


SOURCES: tuple[Source, ...] = (stored_between, due_by(tasks_due_between))


def rows_between(start_on: date, end_on: date) -> list[Any]:
    """Everything that touches these days, of every source."""
    return [row for source in SOURCES for row in source(start_on, end_on)]
