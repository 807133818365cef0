"""One day, sorted: what is on, what must be answered, what is late, what comes this week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from webapp.engagements.models import State
from webapp.engagements.standing import SIGNED
from webapp.sharing.answers.queries import Received, received

WEEK = timedelta(days=6)
LATE_SHOWN = 3
TASKS_SHOWN = 4
BILLS_SHOWN = 3
REPLIES_SHOWN = 4
TASK_DAYS = timedelta(days=2)


# What is told as it comes.
PLACES = {"day": "shows", "quote": "quotes", "bill": "bills"}


@dataclass
class Day:
    on: date
    shows: list[Any] = field(default_factory=list)
    """What productions do today; a job on one of them is told there."""
    jobs: list[Any] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    """Options whose last day to answer is near, and leads to call back."""
    tasks: list[Any] = field(default_factory=list)
    tasks_count: int = 0
    papers: list[Any] = field(default_factory=list)
    late: int = 0
    quotes: list[Any] = field(default_factory=list)
    bills: list[Any] = field(default_factory=list)
    replies: list[Received] = field(default_factory=list)
    """What came by links, the newest first."""
    replies_count: int = 0
    week: list[Any] = field(default_factory=list)


def day_of(rows: Iterable[Any], today: date) -> Day:
    day = Day(today)
    for row in rows:
        if row.what == "paper":
            day.papers.append(row)
            day.late = row.late
            continue
        if row.what == "task":
            day.tasks.append(row)
            day.tasks_count = row.late
            continue
        if row.what == "reply":
            day.replies.append(received(row.more))
            day.replies_count = row.late
            continue
        if row.what in PLACES:
            getattr(day, PLACES[row.what]).append(row)
            continue
        if must_answer(row, today):
            day.answers.append(row)
        if row.start_on <= today <= row.end_on:
            day.jobs.append(row)
        elif today < row.start_on <= today + WEEK:
            day.week.append(row)
    planned = {row.public_id for row in day.shows}
    day.jobs = [row for row in day.jobs if not _is_told(row, planned)]
    day.shows.sort(key=lambda row: row.daily_start_minute if row.daily_start_minute is not None else 1440)
    day.jobs.sort(key=lambda row: (row.state in (State.OPTION, State.LEAD), row.daily_start_minute or 1440))
    day.replies.sort(key=lambda reply: reply.at, reverse=True)
    day.answers.sort(key=lambda row: row.call_back_on or row.option_until_on)
    return day


def _is_told(job: Any, planned: set[str]) -> bool:
    """The day of its production says more than a signed job does."""
    return job.state in SIGNED and bool(job.more) and job.more["production"] in planned


def must_answer(row: Any, today: date) -> bool:
    if row.state == State.OPTION:
        return row.option_until_on is not None and today <= row.option_until_on <= today + WEEK
    return row.state == State.LEAD and row.call_back_on is not None and row.call_back_on <= today


@dataclass(frozen=True)
class FirstSteps:
    """Ten minutes to start: each step is done when what it makes is there."""

    rights: bool
    engagements: bool
    productions: int
    contacts: bool

    PRODUCTIONS = 3

    @property
    def has_productions(self) -> bool:
        return self.productions >= self.PRODUCTIONS

    @property
    def done(self) -> int:
        return sum((self.rights, self.engagements, self.has_productions, self.contacts))


def first_steps(held: Any) -> FirstSteps:
    return FirstSteps(
        rights=held.opening_id is not None,
        engagements=held.engagements > 0,
        productions=held.productions,
        contacts=held.people > 0,
    )


def is_new(held: Any) -> bool:
    return held.welcomed_at is None and not held.engagements
