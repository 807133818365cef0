"""Mes dispos: the days left free by jobs, the sentence to send, and the answer to « T’es libre ? »."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row

from webapp.domain.availability import availability_sentence, free_ranges
from webapp.domain.periods import DateRange
from webapp.engagements.models import State
from webapp.engagements.queries import engagements_between
from webapp.engagements.standing import OPEN, SIGNED

WEEKS = (4, 8, 12)
FURTHER = timedelta(weeks=12)


@dataclass(frozen=True)
class Openings:
    horizon: DateRange
    free: list[DateRange]
    jobs: Sequence[Row[Any]]

    @property
    def sentence(self) -> str:
        return availability_sentence(self.free, self.horizon)

    @property
    def taken(self) -> list[Row[Any]]:
        return [job for job in self.jobs if job.state in SIGNED]

    @property
    def open(self) -> list[Row[Any]]:
        return [job for job in self.jobs if job.state in OPEN]

    @property
    def free_days(self) -> int:
        return sum(days.days for days in self.free)


def openings(today: date, weeks: int, *, options: bool, leads: bool) -> Openings:
    """Contracts always take their days; options and leads when asked to."""
    horizon = DateRange(today, today + timedelta(days=weeks * 7 - 1))
    jobs = engagements_between(horizon.start_on, horizon.end_on)
    return Openings(horizon, _free(jobs, horizon, _taking(options, leads)), jobs)


@dataclass(frozen=True)
class Answer:
    """Whether the days asked are free, and what stands in them."""

    days: DateRange
    taken: list[Row[Any]]
    beside: list[Row[Any]]  # options and leads not counted as taken
    free: list[DateRange]  # what is left of the days asked
    free_from: date | None  # when nothing is left of them

    @property
    def is_free(self) -> bool:
        return not self.taken


def answer(days: DateRange, *, options: bool, leads: bool) -> Answer:
    """Looks a few weeks further, to say from when when it is not then."""
    horizon = DateRange(days.start_on, days.end_on + FURTHER)
    jobs, taking = engagements_between(horizon.start_on, horizon.end_on), _taking(options, leads)
    free = _free(jobs, horizon, taking)
    here = [job for job in jobs if job.start_on <= days.end_on]
    inside = [part for one in free if (part := one.intersection(days))]
    return Answer(
        days,
        taken=[job for job in here if job.state in taking],
        beside=[job for job in here if job.state not in taking],
        free=inside,
        free_from=free[0].start_on if free and not inside else None,
    )


def _taking(options: bool, leads: bool) -> tuple[State, ...]:
    return (*SIGNED, *([State.OPTION] if options else []), *([State.LEAD] if leads else []))


def _free(jobs: Sequence[Row[Any]], horizon: DateRange, taking: tuple[State, ...]) -> list[DateRange]:
    return free_ranges([DateRange(job.start_on, job.end_on) for job in jobs if job.state in taking], horizon)
