"""The periods of returns, and when each is due.

Turnover of a micro-entreprise: by month or quarter, on the last day of the month after it
(https://www.autoentrepreneur.urssaf.fr, « Déclarer et payer », read 2026-11).
"""

from __future__ import annotations

from datetime import date, timedelta

from webapp.domain.periods import DateRange, Month

FIRST_RETURN_AFTER = timedelta(days=90)
"""Of a start: the first return covers longer, its day is told by URSSAF."""


def months_of_year(year: int) -> list[DateRange]:
    return [Month(year, number).range for number in range(1, 13)]


def quarters_of_year(year: int) -> list[DateRange]:
    return [DateRange(date(year, first, 1), Month(year, first + 2).end_on) for first in (1, 4, 7, 10)]


def turnover_due_on(period: DateRange) -> date:
    return Month.of(period.end_on).next().end_on


def is_first_return(period: DateRange, started_on: date | None) -> bool:
    """Whether the period holds the first ninety days, whose calendar is apart."""
    return started_on is not None and period.overlaps(DateRange(started_on, started_on + FIRST_RETURN_AFTER))
