"""One civil month: what was worked in it, and what its cap lets count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.periods import DateRange, Month, spread
from webapp.domain.rights.caps import MonthlyCaps, within
from webapp.domain.rights.counts import MonthCount
from webapp.domain.rights.work import Placed, WorkPeriod


class Share(NamedTuple):
    """The part of one period that falls in one month, and what of it counts; `cap_minutes` is the cap that cuts."""

    place: int
    month: Month
    cap_minutes: int
    worked_minutes: int
    counted_minutes: int

    @property
    def cut_minutes(self) -> int:
        return self.worked_minutes - self.counted_minutes


def count_month(
    month: Month,
    periods: Sequence[Placed],
    window: DateRange,
    annexe: int,
    caps: MonthlyCaps,
) -> tuple[MonthCount, list[Share]]:
    """`periods` come in the order in which they may use the cap, each with its place among the lines."""
    part = month.range.intersection(window)
    assert part is not None
    worked = [(place, period.employer, *hours_and_cachets(period, part)) for place, period in periods]
    at_work = {employer.strip().casefold() for _, employer, hours, cachets in worked if hours + cachets}
    hours_cap = caps.hours_minutes(len(at_work))
    whole_cap = caps.cachets_minutes if annexe == 10 else hours_cap
    cap = within(whole_cap, month, window)
    cap_of_hours = cap if whole_cap == hours_cap else within(hours_cap, month, window)
    left = _Left(cap_of_hours, cap)
    taken = [(place, hours + cachets, left.take(hours, cachets)) for place, _, hours, cachets in worked]
    count = MonthCount(
        month=month,
        days=part.days,
        employers=len(at_work),
        worked_minutes=sum([minutes for _, minutes, _ in taken]),
        counted_minutes=sum([counted for _, _, counted in taken]),
        cap_minutes=cap,
        whole_cap_minutes=whole_cap,
    )
    reached = cap if count.is_cap_reached else cap_of_hours
    return count, [Share(place, month, reached, minutes, counted) for place, minutes, counted in taken]


def hours_and_cachets(period: WorkPeriod, part: DateRange) -> tuple[int, int]:
    if part.start_on <= period.start_on and period.end_on <= part.end_on:
        return period.minutes, period.cachet_minutes
    return (
        spread(period.minutes, period.range, part),
        spread(period.cachet_minutes, period.range, part),
    )


@dataclass
class _Left:
    """What a month may still count, taken from by each period in its turn."""

    hours: int
    total: int

    def take(self, hours: int, cachets: int) -> int:
        from_hours = min(hours, self.hours, self.total)
        self.hours -= from_hours
        self.total -= from_hours
        from_cachets = min(cachets, self.total) if cachets else 0
        self.total -= from_cachets
        return from_hours + from_cachets
