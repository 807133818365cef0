"""The hours of work of each month, told apart as the ring tells them: justified, waiting, signed to come.

Counted again month by month from the lines of the result, in the same order, so that both agree to the minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.periods import DateRange, Month, spread
from webapp.domain.rights.caps import MonthlyCaps
from webapp.domain.rights.counts import HoursResult, Kind
from webapp.domain.rights.months import count_month
from webapp.domain.rights.work import Placed, Regime, WorkPeriod, by_month
from webapp.rights.standing import Standing

MOST_AHEAD = 15  # months drawn after the day counted


@dataclass(frozen=True)
class MonthHours:
    month: Month
    is_now: bool
    days_counted: int | None  # when the period counted takes a part of the month
    cap_minutes: int | None  # None after the period counted: nothing is cut yet
    justified_minutes: int = 0
    waiting_minutes: int = 0
    to_come_minutes: int = 0
    cut_minutes: int = 0

    @property
    def counted_minutes(self) -> int:
        return self.justified_minutes + self.waiting_minutes


def month_hours(standing: Standing) -> list[MonthHours]:
    """From the first day counted to the last signed one, or to the anniversary of a right that runs."""
    result = standing.result
    to_come = [
        line.period
        for line in result.lines
        if line.kind is Kind.TO_COME and line.period.regime is Regime.SPECTACLE
    ]
    last = max([result.window.end_on, *(period.end_on for period in to_come)])
    if standing.is_since:
        last = max(last, standing.anniversary_on)
    counted = result.window.months()
    drawn = DateRange(result.window.start_on, last).months()[: len(counted) + MOST_AHEAD]
    work = [(place, line.period) for place, line in enumerate(result.lines) if line.kind is Kind.WORK]
    work.sort(key=lambda entry: not entry[1].justified)
    caps, now = (
        MonthlyCaps.on(result.window.end_on, derogation=standing.person.derogation),
        Month.of(standing.on),
    )
    return [
        _hours_of(month, here, result, to_come, now=now, caps=caps)
        for month, here in by_month(work, drawn).items()
    ]


def _hours_of(
    month: Month,
    here: list[Placed],
    result: HoursResult,
    to_come: list[WorkPeriod],
    *,
    now: Month,
    caps: MonthlyCaps,
) -> MonthHours:
    ahead = sum(_falling_in(month, period, result.window) for period in to_come)
    if not month.range.overlaps(result.window):
        return MonthHours(month, month == now, None, None, to_come_minutes=ahead)
    count, shares = count_month(month, here, result.window, result.annexe, caps)
    justified = sum(s.counted_minutes for s in shares if result.lines[s.place].justified)
    return MonthHours(
        month=month,
        is_now=month == now,
        days_counted=count.days if count.is_partial else None,
        cap_minutes=count.cap_minutes,
        justified_minutes=justified,
        waiting_minutes=count.counted_minutes - justified,
        to_come_minutes=ahead,
        cut_minutes=count.cut_minutes,
    )


def _falling_in(month: Month, period: WorkPeriod, window: DateRange) -> int:
    if month.end_on < window.start_on:
        return 0
    part = DateRange(max(month.start_on, window.start_on), month.end_on)
    return spread(period.worked_minutes, period.range, part)
