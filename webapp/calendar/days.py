"""What happens laid on days: what a list of days shows, and where two things meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp.calendar.things import Kind, Thing
from webapp.domain.clashes import Clash, Job, Level, clashes_of
from webapp.domain.periods import DAY, DateRange, monday_of
from webapp.domain.words import Sentence

WEEKS_SHOWN = 5
TASKS_SHOWN = 2
# What may last several days; the rest stands on a day of its own.
LASTING = (Kind.WORK, Kind.EVENT)


@dataclass(frozen=True)
class Entry:
    kind: Kind
    of: Any
    """The row of the job, the day, the task or the event."""
    level: Level | None = None
    """The worst clash of the job or the production on that day."""


@dataclass(frozen=True)
class Stretch:
    """Days in a row, of one week, that hold the same things; today and what must be answered stand alone."""

    days: DateRange
    entries: tuple[Entry, ...]
    is_today: bool = False

    @property
    def shown(self) -> list[Entry]:
        """All but the tasks beyond the first few: a rétro-planning must not bury the day."""
        tasks = [entry for entry in self.entries if entry.kind is Kind.TASK]
        return [entry for entry in self.entries if entry not in tasks[TASKS_SHOWN:]]

    @property
    def more_tasks(self) -> int:
        return len(self.entries) - len(self.shown)


@dataclass(frozen=True)
class Meeting:
    """Two jobs that clash, told once, a month over its cap, or days of two productions on the same dates."""

    level: Level
    sentence: Sentence
    jobs: tuple[Job, ...]
    days: DateRange | None
    productions: tuple[Any, ...] = ()
    """A day of each, when it is productions that meet."""


def coming_weeks(today: date) -> DateRange:
    """From today to a Sunday, so that the last week is whole."""
    return DateRange(today, sunday_of(today + timedelta(days=7 * WEEKS_SHOWN - 1)))


def sunday_of(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def week_of(day: date) -> DateRange:
    return DateRange(monday_of(day), sunday_of(day))


def whole_weeks(days: DateRange) -> DateRange:
    return DateRange(monday_of(days.start_on), sunday_of(days.end_on))


def meetings(jobs: Sequence[Job], shown: DateRange) -> list[Meeting]:
    """The clashes that touch the days shown, the worst first, then by date."""
    found: dict[object, Meeting] = {}
    for job in jobs:
        for clash in clashes_of(job, jobs):
            if clash.days is None or not clash.days.overlaps(shown):
                continue
            found.setdefault(_same(job, clash), _meeting(job, clash))
    return sorted(found.values(), key=_gravity)


def together(met: Iterable[Meeting], crossed: Iterable[Meeting]) -> list[Meeting]:
    """Both kinds of meetings; productions whose jobs already clash on those days are not told twice."""
    met = list(met)
    new = [crossing for crossing in crossed if not any(_tells(meeting, crossing) for meeting in met)]
    return sorted([*met, *new], key=_gravity)


def stretches(
    things: Sequence[Thing], met: Sequence[Meeting], shown: DateRange, *, today: date
) -> list[Stretch]:
    """The days that hold something, in order."""
    lines: list[Stretch] = []
    for day in shown:
        entries = entries_on(things, met, day)
        if not entries:
            continue
        before = lines[-1] if lines else None
        if before and _continues(before, day, entries, today):
            lines[-1] = Stretch(DateRange(before.days.start_on, day), entries)
        else:
            lines.append(Stretch(DateRange(day, day), entries, is_today=day == today))
    return lines


def entries_on(things: Iterable[Thing], met: Sequence[Meeting], day: date) -> tuple[Entry, ...]:
    """What a day holds: by the hour, then what lasts all of it, then what must be answered or done."""
    there = sorted((thing for thing in things if day in thing.days), key=_order)
    return tuple(Entry(thing.kind, thing.of, level_of(thing, met, day)) for thing in there)


def level_of(thing: Thing, met: Sequence[Meeting], day: date) -> Level | None:
    """The worst clash that the job, or the production of the day, has on that day."""
    if thing.kind not in (Kind.WORK, Kind.DAY):
        return None
    levels = [
        meeting.level
        for meeting in met
        if meeting.level is not Level.NOTE
        and meeting.days is not None
        and day in meeting.days
        and _is_about(meeting, thing)
    ]
    return max(levels, default=None)


def clashing_days(things: Sequence[Thing], met: Sequence[Meeting], shown: DateRange) -> set[date]:
    return {day for day in shown if any(day in thing.days and level_of(thing, met, day) for thing in things)}


def _is_about(meeting: Meeting, thing: Thing) -> bool:
    if thing.kind is Kind.WORK:
        return any(job.key == thing.of.public_id for job in meeting.jobs)
    return any(row.production_id == thing.of.production_id for row in meeting.productions) or any(
        job.key in thing.jobs for job in meeting.jobs
    )


LAST = (Kind.ANSWER, Kind.CALL, Kind.TASK)


def _order(thing: Thing) -> tuple[Any, ...]:
    last = LAST.index(thing.kind) + 1 if thing.kind in LAST else 0
    minute = None if last else thing.start_minute
    return last, minute is None, minute or 0, thing.of.public_id


def _continues(before: Stretch, day: date, entries: tuple[Entry, ...], today: date) -> bool:
    """An equal day that follows in the same week."""
    alone = before.is_today or day == today
    single = any(entry.kind not in LASTING for entry in (*entries, *before.entries))
    follows = before.days.end_on + DAY == day and day.weekday() != 0
    return follows and not alone and not single and before.entries == entries


def _gravity(meeting: Meeting) -> tuple[Any, ...]:
    first = meeting.jobs[0].key if meeting.jobs else ""
    return -meeting.level, meeting.days.start_on if meeting.days else date.max, first


def _tells(meeting: Meeting, crossing: Meeting) -> bool:
    names = {row.production for row in crossing.productions}
    same_days = meeting.days and crossing.days and meeting.days.overlaps(crossing.days)
    return bool(same_days) and names <= {job.label for job in meeting.jobs}


def _same(job: Job, clash: Clash) -> object:
    """A clash seen from both of its jobs is one; a month over its cap is one whoever fills it."""
    return frozenset({job.key, clash.other.key}) if clash.other else str(clash.sentence)


def _meeting(job: Job, clash: Clash) -> Meeting:
    return Meeting(clash.level, clash.sentence, (job, clash.other) if clash.other else (job,), clash.days)
