"""Mes dispos: the days left free by jobs, and the sentence to send."""

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
    counted = (*SIGNED, *([State.OPTION] if options else []), *([State.LEAD] if leads else []))
    jobs = engagements_between(horizon.start_on, horizon.end_on)
    busy = [DateRange(job.start_on, job.end_on) for job in jobs if job.state in counted]
    return Openings(horizon, free_ranges(busy, horizon), jobs)
