"""When the hours of a right are reached, by the work done, then by the work signed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import overload

from webapp.domain.periods import DateRange
from webapp.domain.rights import scales
from webapp.domain.rights.counts import Kind
from webapp.domain.rights.hours import count_hours, kind_of
from webapp.domain.rights.work import WorkPeriod


@dataclass(frozen=True)
class Point:
    """The hours counted once the contracts that end on that day have ended."""

    day: date
    total_minutes: int
    is_to_come: bool


class Points(Sequence[Point]):
    """Each counted when it is looked at: a year of work has dozens, and few of them answer."""

    def __init__(self, days: Sequence[date], on: date, count: Callable[[date], int]) -> None:
        self._days, self._on, self._count = days, on, cache(count)

    def __len__(self) -> int:
        return len(self._days)

    @overload
    def __getitem__(self, place: int) -> Point: ...
    @overload
    def __getitem__(self, place: slice) -> list[Point]: ...
    def __getitem__(self, place: int | slice) -> Point | list[Point]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        day = self._days[place]
        return Point(day, self._count(day), day > self._on)


@dataclass(frozen=True)
class Projection:
    reached_on: date | None
    is_to_come: bool
    """Reached only with signed work that is still to be done."""
    points: Sequence[Point]

    @property
    def most_minutes(self) -> int:
        """What all of it leads to: the hours never go down from one end of contract to the next."""
        return self.points[-1].total_minutes if self.points else 0


def reached_on(
    periods: Sequence[WorkPeriod],
    window: DateRange,
    *,
    on: date,
    age_at_end: int | None = None,
    annexe: int = 8,
    derogation: bool = False,
) -> Projection:
    """One point per end of contract in the window, whose first day stays put; `right_year` gives one.

    Options and leads are left aside. The count of each day is the count of that day, with its caps.
    """
    threshold = scales.value(scales.THRESHOLD, window.end_on)
    counting = [p for p in periods if kind_of(p, window, window.end_on) in (Kind.WORK, Kind.TEACHING)]

    def total(day: date) -> int:
        counted = count_hours(
            counting,
            DateRange(window.start_on, day),
            on=day,
            age_at_end=age_at_end,
            annexe=annexe,
            derogation=derogation,
        )
        return counted.total_minutes

    # A contract may end after the work that it pays for in the window, never before.
    days = sorted({period.contract_ends_on for period in counting})
    points: Sequence[Point] = Points(days, on, total) if days else ()
    place = _crossing(points, threshold, bisect_left(days, earliest(counting, threshold) or date.max))
    crossed = points[place] if place < len(points) else None
    return Projection(
        reached_on=crossed.day if crossed else None,
        is_to_come=crossed.is_to_come if crossed else False,
        points=points,
    )


def earliest(periods: Sequence[WorkPeriod], minutes: int) -> date | None:
    """The first end of contract when so much is worked, whatever a cap takes: no count is enough before it."""
    worked = 0
    for period in sorted(periods, key=lambda period: period.contract_ends_on):
        worked += period.worked_minutes
        if worked >= minutes:
            return period.contract_ends_on
    return None


def _crossing(points: Sequence[Point], minutes: int, first: int) -> int:
    """The place of the first point with enough; none before `first` has them, and it is near.

    By steps twice as long each time, then by halves of the last one.
    """
    step = 1
    last = first
    while last < len(points) and points[last].total_minutes < minutes:
        first, last, step = last + 1, last + step, step * 2
    return bisect_left(points, minutes, first, min(last, len(points)), key=lambda point: point.total_minutes)
