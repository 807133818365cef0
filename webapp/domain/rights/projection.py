"""When the hours of a right are reached, by the work done, then by the work signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.domain.periods import DateRange
from webapp.domain.rights.counts import Kind
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.work import WorkPeriod


@dataclass(frozen=True)
class Point:
    """The hours counted once the contracts that end on that day have ended."""

    day: date
    total_minutes: int
    is_to_come: bool


@dataclass(frozen=True)
class Projection:
    reached_on: date | None
    is_to_come: bool
    """Reached only with signed work that is still to be done."""
    points: tuple[Point, ...]


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
    told: dict[str, Any] = {"age_at_end": age_at_end, "annexe": annexe, "derogation": derogation}
    whole = count_hours(periods, window, on=window.end_on, **told)
    counting = [line.period for line in whole.lines if line.kind in (Kind.WORK, Kind.TEACHING)]
    points = []
    # A contract may end after the work that it pays for in the window, never before.
    for day in sorted({period.contract_ends_on for period in counting}):
        until = DateRange(window.start_on, day)
        total = count_hours(counting, until, on=day, **told).total_minutes
        points.append(Point(day, total, day > on))
    crossed = next((point for point in points if point.total_minutes >= whole.threshold_minutes), None)
    return Projection(
        reached_on=crossed.day if crossed else None,
        is_to_come=crossed.is_to_come if crossed else False,
        points=tuple(points),
    )
