"""A job as the guard between jobs sees it: its days, and the instants of each day in Paris."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from webapp.domain.daytime import PARIS, instants
from webapp.domain.periods import DAY, DateRange
from webapp.domain.rights.work import Regime, State

__all__ = ["PARIS", "Job", "Shift"]


@dataclass(frozen=True)
class Job:
    """What the guard needs to know of an engagement; the daily hours are minutes after midnight.

    `minutes` and `cachets_hundredths` are those of the whole job. A day that ends at or before its start
    ends the next day.
    """

    key: str
    label: str
    employer: str
    start_on: date
    end_on: date
    daily_start_minute: int | None = None
    daily_end_minute: int | None = None
    state: State = State.CONFIRMED
    minutes: int = 0
    cachets_hundredths: int = 0
    regime: Regime = Regime.SPECTACLE
    annexe: int | None = 8

    @property
    def range(self) -> DateRange:
        return DateRange(self.start_on, self.end_on)

    @property
    def has_hours(self) -> bool:
        return self.daily_start_minute is not None and self.daily_end_minute is not None

    def shift(self, day: date) -> Shift:
        """The work of one day; an hour that the clock repeats or skips is read the longer way."""
        assert self.daily_start_minute is not None
        assert self.daily_end_minute is not None
        next_day = self.daily_end_minute <= self.daily_start_minute
        return Shift(
            self,
            day,
            min(instants(day, self.daily_start_minute)),
            max(instants(day + DAY if next_day else day, self.daily_end_minute)),
        )


@dataclass(frozen=True)
class Shift:
    job: Job
    day: date
    start_at: datetime
    end_at: datetime
