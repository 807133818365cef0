"""The minimum wage of a convention for a function, as the person read it: dated, with its source.

No grid is kept here: none was found that is both dated and sourced. What is typed is drawn as it is, brought to
the day and to the hour by its own hours; a week is five days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from webapp.domain.money import half_up

DAYS_OF_WEEK = 5


class Basis(StrEnum):
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True)
class Minimum:
    job_key: str
    from_on: date
    basis: Basis
    cents: int
    minutes: int  # the hours that this week or day pays; 60 for an hour
    source: str

    @property
    def per_day(self) -> int | None:
        """None for an hourly one: nobody said how long a day is."""
        match self.basis:
            case Basis.WEEK:
                return half_up(Fraction(self.cents, DAYS_OF_WEEK))
            case Basis.DAY:
                return self.cents
        return None

    @property
    def per_hour(self) -> int:
        return half_up(Fraction(self.cents * 60, self.minutes))


def minimum_on(found: Iterable[Minimum], job_key: str, on: date) -> Minimum | None:
    """The one in force that day."""
    started = [one for one in found if one.job_key == job_key and one.from_on <= on]
    return max(started, key=lambda one: one.from_on, default=None)
