"""The guard between jobs: two at once, too little rest, a month over its cap.

Rest is elapsed time in Paris, so that the night of a clock change is an hour shorter or longer than it looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from webapp.domain.jobs import Job, Shift
from webapp.domain.overload import months_over
from webapp.domain.periods import DAY, DateRange
from webapp.domain.rights import scales
from webapp.domain.rights.caps import MonthlyCaps
from webapp.domain.rights.work import State
from webapp.domain.words import Minutes, Sentence, sentence

__all__ = ["Clash", "Job", "Level", "clashes_of"]

BUSY = (State.OPTION, State.CONFIRMED, State.DONE)


class Level(IntEnum):
    """The higher, the worse."""

    NOTE = 1
    ORANGE = 2
    RED = 3


@dataclass(frozen=True)
class Clash:
    level: Level
    sentence: Sentence
    other: Job | None
    days: DateRange | None


def clashes_of(job: Job, others: Iterable[Job], *, caps: MonthlyCaps | None = None) -> list[Clash]:
    """What meets each other job, worst first, then the months over their cap."""
    if job.state not in BUSY:
        return []
    busy = sorted(
        (other for other in others if other.key != job.key and other.state in BUSY),
        key=lambda other: (other.start_on, other.end_on, other.key),
    )
    pairs = [clash for other in busy for clash in _between(job, other)]
    notes = [Clash(Level.NOTE, said, None, days) for days, said in months_over(job, busy, caps)]
    return [*sorted(pairs, key=lambda clash: -clash.level), *notes]


def _between(job: Job, other: Job) -> Iterator[Clash]:
    """Hours that meet, and the nights too short between the days on which they do not."""
    same_days = job.range.intersection(other.range)
    met = False
    if job.has_hours and other.has_hours:
        if overlap := _overlapping_days(job, other):
            met = True
            level = Level.ORANGE if job.state is other.state is State.OPTION else Level.RED
            yield Clash(level, _same_hours(other, overlap), other, overlap)
        if short := _short_rest(job, other):
            met = True
            yield short
        if (job.state is State.OPTION) is (other.state is State.OPTION):
            return
    if same_days and not met:
        yield Clash(Level.ORANGE, _same_dates(job, other, same_days), other, same_days)


def _overlapping_days(job: Job, other: Job) -> DateRange | None:
    """From the first to the last day of `job` on which the hours meet."""
    days = [
        mine.day
        for mine, theirs in _close_shifts(job, other)
        if mine.start_at < theirs.end_at and theirs.start_at < mine.end_at
    ]
    return DateRange(min(days), max(days)) if days else None


def _close_shifts(job: Job, other: Job) -> Iterator[tuple[Shift, Shift]]:
    """Shifts of the two jobs on the same day or on neighbouring ones."""
    around = job.range.intersection(DateRange(other.start_on - DAY, other.end_on + DAY))
    for day in around or ():
        mine = job.shift(day)
        for near in (day - DAY, day, day + DAY):
            if near in other.range:
                yield mine, other.shift(near)


def _short_rest(job: Job, other: Job) -> Clash | None:
    """The shortest rest under the legal one, from the end of a day to the start of the next; hours that
    meet leave none, and are told apart."""
    shortest: tuple[int, Shift, Shift, int] | None = None
    for mine, theirs in _close_shifts(job, other):
        if mine.day == theirs.day:
            continue
        before, after = (mine, theirs) if mine.day < theirs.day else (theirs, mine)
        legal = scales.known(scales.DAILY_REST, after.day)
        rest = int((after.start_at - before.end_at) / timedelta(minutes=1))
        if legal and 0 <= rest < legal.value and (shortest is None or rest < shortest[0]):
            shortest = (rest, before, after, legal.value)
    if shortest is None:
        return None
    rest, before, after, minimum = shortest
    said = sentence(
        "%(rest)s de repos entre la fin de %(before)s, journée du %(day)s, et le début de %(after)s. "
        "Minimum %(minimum)s.",
        rest=Minutes(rest),
        before=before.job.label,
        day=before.day,
        after=after.job.label,
        minimum=Minutes(minimum),
    )
    return Clash(Level.ORANGE, said, other, DateRange(before.day, after.day))


def _same_hours(other: Job, days: DateRange) -> Sentence:
    return sentence(
        "Mêmes horaires que %(other)s, %(employer)s, %(dates)s.",
        other=other.label,
        employer=other.employer,
        dates=days.said,
    )


def _same_dates(job: Job, other: Job, days: DateRange) -> Sentence:
    if other.state is State.OPTION:
        return sentence(
            "Mêmes dates que l’option %(other)s, %(employer)s, %(dates)s.",
            other=other.label,
            employer=other.employer,
            dates=days.said,
        )
    if job.state is State.OPTION:
        return sentence(
            "Option aux dates d’un engagement signé\u00a0: %(other)s, %(employer)s, %(dates)s.",
            other=other.label,
            employer=other.employer,
            dates=days.said,
        )
    return sentence(
        "Mêmes dates que %(other)s, %(employer)s, %(dates)s. Horaires à préciser.",
        other=other.label,
        employer=other.employer,
        dates=days.said,
    )
