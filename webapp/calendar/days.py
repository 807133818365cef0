"""Jobs laid on days: what a list of days shows, and where two of them meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from webapp.domain.clashes import Clash, Job, Level, clashes_of
from webapp.domain.periods import DAY, DateRange
from webapp.domain.words import Sentence
from webapp.engagements.models import State

WEEKS_SHOWN = 5


class Kind(StrEnum):
    WORK = "work"
    ANSWER = "answer"  # the last day to answer an option
    CALL = "call"  # the day to call a lead back


@dataclass(frozen=True)
class Entry:
    kind: Kind
    of: Any
    """The row of the engagement."""
    level: Level | None = None
    """The worst clash of the job on that day."""


@dataclass(frozen=True)
class Stretch:
    """Days in a row, of one week, that hold the same things; today and what must be answered stand alone."""

    days: DateRange
    entries: tuple[Entry, ...]
    is_today: bool = False


@dataclass(frozen=True)
class Meeting:
    """Two jobs that clash, told once, or a month over its cap."""

    level: Level
    sentence: Sentence
    jobs: tuple[Job, ...]
    days: DateRange | None


def coming_weeks(today: date) -> DateRange:
    """From today to a Sunday, so that the last week is whole."""
    last = today + timedelta(days=7 * WEEKS_SHOWN - 1)
    return DateRange(today, last + timedelta(days=6 - last.weekday()))


def meetings(jobs: Sequence[Job], shown: DateRange) -> list[Meeting]:
    """The clashes that touch the days shown, the worst first, then by date."""
    found: dict[object, Meeting] = {}
    for job in jobs:
        for clash in clashes_of(job, jobs):
            if clash.days is None or not clash.days.overlaps(shown):
                continue
            found.setdefault(_same(job, clash), _meeting(job, clash))
    return sorted(
        found.values(), key=lambda m: (-m.level, m.days.start_on if m.days else date.max, m.jobs[0].key)
    )


def stretches(rows: Iterable[Any], met: Sequence[Meeting], shown: DateRange, *, today: date) -> list[Stretch]:
    """The days that hold something, in order."""
    rows = list(rows)
    lines: list[Stretch] = []
    for day in shown:
        entries = tuple(_entries(rows, met, day))
        if not entries:
            continue
        before = lines[-1] if lines else None
        if before and _continues(before, day, entries, today):
            lines[-1] = Stretch(DateRange(before.days.start_on, day), entries)
        else:
            lines.append(Stretch(DateRange(day, day), entries, is_today=day == today))
    return lines


def _entries(rows: list[Any], met: Sequence[Meeting], day: date) -> list[Entry]:
    working = [row for row in rows if row.start_on <= day <= row.end_on]
    working.sort(key=lambda row: (row.daily_start_minute is None, row.daily_start_minute or 0, row.public_id))
    return [
        *(Entry(Kind.WORK, row, _level(row.public_id, met, day)) for row in working),
        *(Entry(Kind.ANSWER, r) for r in rows if r.state == State.OPTION and r.option_until_on == day),
        *(Entry(Kind.CALL, r) for r in rows if r.state == State.LEAD and r.call_back_on == day),
    ]


def _continues(before: Stretch, day: date, entries: tuple[Entry, ...], today: date) -> bool:
    """An equal day that follows in the same week."""
    alone = before.is_today or day == today
    deadline = any(entry.kind is not Kind.WORK for entry in (*entries, *before.entries))
    follows = before.days.end_on + DAY == day and day.weekday() != 0
    return follows and not alone and not deadline and before.entries == entries


def _level(key: str, met: Sequence[Meeting], day: date) -> Level | None:
    levels = [
        meeting.level
        for meeting in met
        if meeting.level is not Level.NOTE
        and meeting.days is not None
        and day in meeting.days
        and any(job.key == key for job in meeting.jobs)
    ]
    return max(levels, default=None)


def _same(job: Job, clash: Clash) -> object:
    """A clash seen from both of its jobs is one; a month over its cap is one whoever fills it."""
    return frozenset({job.key, clash.other.key}) if clash.other else str(clash.sentence)


def _meeting(job: Job, clash: Clash) -> Meeting:
    return Meeting(clash.level, clash.sentence, (job, clash.other) if clash.other else (job,), clash.days)
