"""The minimum wage of a convention for a function, dated, with its source: as the person read it, else of a grid.

It is drawn as it is, brought to the day and to the hour by its own hours; a week is five days.
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
    # Of a grid: the last day it is known to hold, its convention, where its text is.
    until_on: date | None = None
    idcc: str = ""
    url: str = ""

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

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


def minimum_on(found: Iterable[Minimum], job_key: str, on: date, idcc: str = "") -> Minimum | None:
    """The one in force that day: what the person noted, else that of the grid of this convention."""
    held = [one for one in found if one.job_key == job_key and one.holds_on(on) and one.idcc in ("", idcc)]
    return max(held, key=lambda one: (not one.idcc, one.from_on), default=None)
