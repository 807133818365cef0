"""Civil time: months, and ranges of days whose two ends are included."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from webapp.domain.refusals import Refused
from webapp.domain.words import Days, MonthName, sentence

DAY = timedelta(days=1)
ISO_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    def __hash__(self) -> int:
        return self.year * 12 + self.number  # months name the lines of most tables

    @staticmethod
    def of(day: date) -> Month:
        return _month(day.year, day.month)

    @property
    def start_on(self) -> date:
        return date(self.year, self.number, 1)

    @cached_property
    def end_on(self) -> date:
        return self.range.end_on

    @cached_property
    def range(self) -> DateRange:
        last = monthrange(self.year, self.number)[1]
        return DateRange(self.start_on, date(self.year, self.number, last))

    @classmethod
    def of_iso(cls, text: str) -> Month | None:
        """None when the text is not a month."""
        found = ISO_MONTH.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def iso(self) -> str:
        """`2026-11`, as addresses name it."""
        return f"{self.year}-{self.number:02d}"

    @property
    def name(self) -> MonthName:
        return MonthName(self.year, self.number)

    def next(self) -> Month:
        return _month(self.year + self.number // 12, self.number % 12 + 1)


@dataclass(frozen=True, order=True)
class DateRange:
    start_on: date
    end_on: date

    def __post_init__(self) -> None:
        if self.end_on < self.start_on:
            raise Refused(
                sentence(
                    "La fin, %(end)s, précède le début, %(start)s.", end=self.end_on, start=self.start_on
                )
            )

    def __contains__(self, day: date) -> bool:
        return self.start_on <= day <= self.end_on

    def __iter__(self) -> Iterator[date]:
        return (self.start_on + timedelta(days=n) for n in range(self.days))

    @property
    def days(self) -> int:
        return (self.end_on - self.start_on).days + 1

    @property
    def whole_months(self) -> DateRange:
        """From the first day of its first month to the last day of its last one."""
        return DateRange(self.start_on.replace(day=1), Month.of(self.end_on).end_on)

    @property
    def said(self) -> Days:
        return Days(self.start_on, self.end_on)

    def overlaps(self, other: DateRange) -> bool:
        return self.start_on <= other.end_on and other.start_on <= self.end_on

    def is_within(self, other: DateRange) -> bool:
        return other.start_on <= self.start_on and self.end_on <= other.end_on

    def intersection(self, other: DateRange) -> DateRange | None:
        if other.start_on <= self.start_on and self.end_on <= other.end_on:
            return self
        if self.end_on < other.start_on or other.end_on < self.start_on:
            return None
        return DateRange(max(self.start_on, other.start_on), min(self.end_on, other.end_on))

    def months(self) -> list[Month]:
        """Every civil month it touches, even by one day."""
        months = [Month.of(self.start_on)]
        while months[-1].end_on < self.end_on:
            months.append(months[-1].next())
        return months


@lru_cache(2_000)
def _month(year: int, number: int) -> Month:
    """The same one each time: its days are worked out once."""
    return Month(year, number)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def months_of(start_on: date, end_on: date) -> list[Month]:
    return DateRange(start_on, end_on).months()


def add_months(day: date, count: int) -> date:
    """Date to date; a day the month does not have becomes its last one (31/08 and six months: 28/02)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def spread(total: int, over: DateRange, part: DateRange | None) -> int:
    """What falls in `part` when `total` units are laid evenly on the days of `over`.

    The units left by the division go one each to the first days: the parts of a partition add up to the
    total exactly, and a larger total never makes any part smaller, which a cap by month relies on.
    """
    if not total or part is None:
        return 0
    # Asked thousands of times for a page: the bounds are looked at here rather than by their names.
    if part.start_on <= over.start_on and over.end_on <= part.end_on:
        return total  # nearly always: a job lasts a few days
    if over.end_on < part.start_on or part.end_on < over.start_on:
        return 0
    before = max(0, (part.start_on - over.start_on).days)
    after = max(0, (over.end_on - part.end_on).days)
    days = over.days
    return _first_days(total, days, days - after) - _first_days(total, days, before)


def _first_days(total: int, days: int, first: int) -> int:
    each, left = divmod(total, days)
    return each * first + min(left, first)
