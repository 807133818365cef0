"""What the rows of the sources are: a job is work, and the day to answer it; the rest is one thing each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from webapp.domain.clashes import Job
from webapp.domain.periods import DateRange
from webapp.engagements.models import State
from webapp.engagements.queries import BUSY, as_job
from webapp.engagements.standing import SIGNED

DAY = timedelta(days=1)


class Kind(StrEnum):
    WORK = "work"
    ANSWER = "answer"  # the last day to answer an option
    CALL = "call"  # the day to call a lead back
    DAY = "day"  # of a production
    TASK = "task"
    EVENT = "event"  # imported


@dataclass(frozen=True)
class Thing:
    kind: Kind
    of: Any
    days: DateRange
    jobs: frozenset[str] = frozenset()
    """Of a day of a production: the signed jobs it stands for."""

    @property
    def start_minute(self) -> int | None:
        return self.of.daily_start_minute if self._has_hours else None

    @property
    def end_minute(self) -> int | None:
        return self.of.daily_end_minute if self._has_hours else None

    @property
    def is_tentative(self) -> bool:
        return self.kind is Kind.WORK and self.of.state in (State.LEAD, State.OPTION)

    @property
    def _has_hours(self) -> bool:
        """The hours of a job are those of each day; those of an event that lasts days are its two ends."""
        if self.kind is Kind.EVENT:
            return bool(self.of.start_on == self.of.end_on)
        return self.kind in (Kind.WORK, Kind.DAY)


def things_of(rows: Iterable[Any]) -> list[Thing]:
    """A signed job is left out of the days its production has planned: they say more."""
    found = [thing for row in rows for thing in _things_of(row)]
    planned = _planned(found)
    return [piece for thing in map(_with_jobs(found), found) for piece in _around(thing, planned)]


def jobs_of(rows: Iterable[Any], around: DateRange) -> list[Job]:
    """The options and signed jobs the guard looks at, among those that touch these days."""
    return [
        as_job(row.public_id, row.production or row.contract_job, row.employer, row)
        for row in rows
        if row.source == "job" and row.state in BUSY and DateRange(row.start_on, row.end_on).overlaps(around)
    ]


def _things_of(row: Any) -> Iterator[Thing]:
    match row.source:
        case "job":
            yield Thing(Kind.WORK, row, DateRange(row.start_on, row.end_on))
            if row.state == State.OPTION and row.option_until_on:
                yield Thing(Kind.ANSWER, row, DateRange(row.option_until_on, row.option_until_on))
            if row.state == State.LEAD and row.call_back_on:
                yield Thing(Kind.CALL, row, DateRange(row.call_back_on, row.call_back_on))
        case source:
            yield Thing(Kind(source), row, DateRange(row.start_on, row.end_on))


def _with_jobs(things: Iterable[Thing]) -> Callable[[Thing], Thing]:
    """A day of a production stands for the jobs signed there."""
    signed: dict[str, set[str]] = {}
    for thing in things:
        if thing.kind is Kind.WORK and thing.of.production_id and thing.of.state in SIGNED:
            signed.setdefault(thing.of.production_id, set()).add(thing.of.public_id)

    def told(thing: Thing) -> Thing:
        jobs = signed.get(thing.of.production_id) if thing.kind is Kind.DAY else None
        return replace(thing, jobs=frozenset(jobs)) if jobs else thing

    return told


def _planned(things: Iterable[Thing]) -> dict[str, DateRange]:
    """By production, from its first to its last day, those that are not shown included: ranks tell them."""
    rows: dict[str, list[Any]] = {}
    for thing in things:
        if thing.kind is Kind.DAY:
            rows.setdefault(thing.of.production_id, []).append(thing.of)
    return {key: _span(days) for key, days in rows.items()}


def _span(days: list[Any]) -> DateRange:
    counted = [row for row in days if row.rank]
    has_before = bool(counted) and min(row.rank for row in counted) > 1
    latest = max(counted, key=lambda row: row.rank, default=None)
    has_after = latest is not None and latest.rank < latest.ranks
    first, last = min(row.start_on for row in days), max(row.start_on for row in days)
    return DateRange(date.min if has_before else first, date.max if has_after else last)


def _around(thing: Thing, planned: dict[str, DateRange]) -> Iterator[Thing]:
    """What is left of a signed job before and after the days of its production."""
    span = planned.get(thing.of.production_id) if thing.kind is Kind.WORK else None
    if span is None or thing.of.state not in SIGNED or not span.overlaps(thing.days):
        yield thing
        return
    if thing.days.start_on < span.start_on:
        yield replace(thing, days=DateRange(thing.days.start_on, span.start_on - DAY))
    if thing.days.end_on > span.end_on:
        yield replace(thing, days=DateRange(span.end_on + DAY, thing.days.end_on))
