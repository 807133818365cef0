"""Functions over time, the days worked in each, and what a day and an hour of them paid, year after year.

A day is a day of the pay slip when it was noted, else of the contract: a cachet, a day, the fifth of a week, eight
hours. Primes are in no rate; a cachet has no hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from webapp.domain.career.minimums import DAYS_OF_WEEK, Minimum, minimum_on
from webapp.domain.money import half_up
from webapp.domain.periods import DateRange

DAY_MINUTES = 8 * 60
HUNDREDTHS = 100


@dataclass(frozen=True)
class Pay:
    """A line of a contract; `unit` as the contract says it: hour, day, week, cachet, service, flat, bonus."""

    unit: str
    quantity: int  # hundredths
    minutes: int = 0
    gross_cents: int = 0

    @property
    def days(self) -> Fraction:
        match self.unit:
            case "day" | "cachet":
                return Fraction(self.quantity, HUNDREDTHS)
            case "week":
                return Fraction(self.quantity * DAYS_OF_WEEK, HUNDREDTHS)
            case "bonus":
                return Fraction(0)
        return Fraction(self.minutes, DAY_MINUTES)


@dataclass(frozen=True)
class Work:
    """What a signed contract counts for in a career."""

    job: str
    job_key: str
    start_on: date
    end_on: date
    pays: tuple[Pay, ...] = ()
    days_told: int | None = None  # those of all its pay slips
    idcc: str = ""  # of the convention it was signed under

    @cached_property
    def days(self) -> Fraction:
        """Never more than its calendar has."""
        if self.days_told is not None:
            return Fraction(self.days_told)
        return min(sum((pay.days for pay in self.pays), Fraction(0)), Fraction(self._span))

    @cached_property
    def daily_cents(self) -> int:
        return sum(pay.gross_cents for pay in self.pays if pay.unit != "bonus")

    @cached_property
    def hourly(self) -> tuple[int, int]:
        """Cents and minutes of what is paid by time."""
        timed = [pay for pay in self.pays if pay.unit not in ("bonus", "cachet") and pay.minutes]
        return sum(pay.gross_cents for pay in timed), sum(pay.minutes for pay in timed)

    def part(self, first: date, last: date) -> Fraction:
        """How much of it lies between these days."""
        start, end = max(self.start_on, first), min(self.end_on, last)
        return Fraction(max(0, (end - start).days + 1), self._span)

    @property
    def _span(self) -> int:
        return DateRange(self.start_on, self.end_on).days


@dataclass(frozen=True)
class YearRate:
    year: int
    days: int
    per_day: int | None
    per_hour: int | None
    minimum: Minimum | None = None

    @property
    def above(self) -> int | None:
        """Cents a day above the minimum, below zero under it."""
        floor = self.minimum.per_day if self.minimum else None
        return None if floor is None or self.per_day is None else self.per_day - floor


@dataclass(frozen=True)
class Function:
    """A function held, from the first day to the last; `rates` by year, the first one first."""

    key: str
    name: str
    first_on: date
    last_on: date
    days: int
    rates: tuple[YearRate, ...] = ()

    @property
    def is_paid(self) -> bool:
        return any(rate.per_day is not None or rate.per_hour is not None for rate in self.rates)


def days_until(works: Iterable[Work], today: date) -> int:
    """Days worked so far."""
    return half_up(sum((work.days * work.part(work.start_on, today) for work in works), Fraction(0)))


def functions(works: Iterable[Work], today: date, minimums: Sequence[Minimum] = ()) -> list[Function]:
    """Those begun, the one begun last first."""
    grouped: dict[str, list[Work]] = {}
    for work in works:
        if work.start_on <= today:
            grouped.setdefault(work.job_key, []).append(work)
    found = [_function(key, own, today, minimums) for key, own in grouped.items()]
    return sorted(found, key=lambda one: (one.first_on, one.name), reverse=True)


def current(found: Sequence[Function]) -> Function | None:
    """The one of the latest work."""
    return max(found, key=lambda one: (one.last_on, one.first_on), default=None)


def _function(key: str, own: list[Work], today: date, minimums: Sequence[Minimum]) -> Function:
    latest = max(own, key=lambda work: (work.end_on, work.start_on))
    first_on, last_on = min(work.start_on for work in own), min(latest.end_on, today)
    years = range(first_on.year, last_on.year + 1)
    rates = (_year(key, year, own, today, minimums) for year in years)
    return Function(
        key, latest.job, first_on, last_on, days_until(own, today), tuple(rate for rate in rates if rate)
    )


def _year(
    key: str, year: int, own: Iterable[Work], today: date, minimums: Sequence[Minimum]
) -> YearRate | None:
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    parts = [(work, part) for work in own if (part := work.part(first, last))]
    if not parts:
        return None
    paid = [(work, part) for work, part in parts if work.daily_cents]
    days = sum((work.days * part for work, part in paid), Fraction(0))
    cents = sum((work.daily_cents * part for work, part in paid if work.days), Fraction(0))
    timed = [(*work.hourly, part) for work, part in paid]
    minutes = sum((time * part for _cents, time, part in timed), Fraction(0))
    by_time = sum((amount * part for amount, time, part in timed if time), Fraction(0))
    last_on = min(max(work.end_on for work, _part in parts), last)
    conventions = {work.idcc for work, _part in parts}
    idcc = (
        conventions.pop() if len(conventions) == 1 else ""
    )  # a year under two conventions is beside no grid
    return YearRate(
        year=year,
        days=half_up(sum((work.days * part for work, part in parts), Fraction(0))),
        per_day=half_up(cents / days) if days else None,
        per_hour=half_up(by_time * 60 / minutes) if minutes else None,
        minimum=minimum_on(minimums, key, last_on, idcc),
    )
