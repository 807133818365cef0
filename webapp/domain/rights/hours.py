"""From work to the hours that count for a right.

The choices below are ours where the texts are silent, the prudent one each time:

- Work over several months is laid evenly on its days; the minutes left go to the first ones.
- Right in annexe 8: everything counts in hours, a cachet of either annexe for 12 h, under the cap of hours
  of the month.
- Right in annexe 10: a month counts at most 28 cachets' worth (336 h), hours and cachets together, and its
  hours alone are also held under the cap of annexe 8. No text says that a mixed month may exceed either.
- Under a cap, the work whose AEM is in counts first, then the earliest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from webapp.domain.periods import DateRange, spread
from webapp.domain.rights import scales
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind, MonthCount
from webapp.domain.rights.extras import count_extras
from webapp.domain.rights.months import Share, count_month, hours_and_cachets
from webapp.domain.rights.reasons import (
    cut_by_cap,
    cut_by_teaching_limit,
    never_counted,
    not_ended,
    outside,
    spread_on_days,
)
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.work import Regime, WorkPeriod

__all__ = ["CountedLine", "HoursResult", "Kind", "MonthCount", "count_hours"]

Placed = tuple[int, WorkPeriod]


def count_hours(
    periods: Iterable[WorkPeriod],
    window: DateRange,
    *,
    on: date,
    age_at_end: int | None = None,
    annexe: int = 8,
    derogation: bool = False,
    situations: Iterable[Situation] = (),
    has_former_right: bool = False,
    required_minutes: int | None = None,
    in_rattrapage: bool = False,
) -> HoursResult:
    """`age_at_end` is the age at the fin de contrat; unknown, it is taken under 50.

    `derogation`: the DREETS lets a month go up to 260 h. `required_minutes`: more than 507 h, in a longer period.
    `in_rattrapage`: less training may count in a clause de rattrapage.
    """
    placed = list(enumerate(sorted(periods, key=_chronology)))
    lines = {place: line for place, period in placed if (line := _apart(period, window, on))}
    first = sorted((entry for entry in placed if entry[0] not in lines), key=lambda e: not e[1].justified)
    of_work = [e for e in first if e[1].regime is Regime.SPECTACLE]
    months, work = _count_work(of_work, window, annexe, derogation)
    limit = _teaching_limit(window.end_on, age_at_end)
    lines |= work
    lines |= _count_teaching([e for e in first if e[1].regime is Regime.TEACHING], window, limit)
    taught = sum(line.counted_minutes for line in lines.values() if line.kind is Kind.TEACHING)
    return HoursResult(
        window=window,
        on=on,
        annexe=annexe,
        threshold_minutes=required_minutes or scales.value(scales.THRESHOLD, window.end_on),
        teaching_limit_minutes=limit,
        months=months,
        lines=tuple(lines[place] for place, _ in placed),
        extras=count_extras(
            (s for s in situations if s.end_on <= on),
            [period for _, period in placed],
            window,
            teaching_minutes=taught,
            has_former_right=has_former_right,
            in_rattrapage=in_rattrapage,
        ),
    )


def _chronology(period: WorkPeriod) -> tuple[date, date, str, int, int]:
    return (period.start_on, period.end_on, period.key, period.minutes, period.cachets_hundredths)


def _apart(period: WorkPeriod, window: DateRange, on: date) -> CountedLine | None:
    """The line of a period that cannot count in this window on this day, None when it can."""
    if (reason := never_counted(period)) is not None:
        return CountedLine(period, Kind.LEFT_OUT, 0, 0, (reason,))
    if period.contract_ends_on > on:
        to_come = _after(window.start_on, period)
        return CountedLine(period, Kind.TO_COME, to_come, 0, (not_ended(period, on),))
    if not period.range.overlaps(window):
        return CountedLine(period, Kind.OUTSIDE, 0, 0, (outside(window),))
    # Teaching counts only when its contract ends inside the period (guide of February 2026, p. 4 to 9).
    if period.regime is Regime.TEACHING and period.contract_ends_on > window.end_on:
        return CountedLine(period, Kind.LEFT_OUT, 0, 0, (not_ended(period, window.end_on),))
    return None


def _after(start_on: date, period: WorkPeriod) -> int:
    if period.end_on < start_on:
        return 0
    return spread(period.worked_minutes, period.range, DateRange(start_on, period.end_on))


def _count_work(
    periods: Sequence[Placed], window: DateRange, annexe: int, derogation: bool
) -> tuple[tuple[MonthCount, ...], dict[int, CountedLine]]:
    counts: list[MonthCount] = []
    shares: dict[int, list[Share]] = {place: [] for place, _ in periods}
    for month in window.months():
        here = [entry for entry in periods if entry[1].range.overlaps(month.range)]
        count, taken = count_month(month, here, window, annexe, derogation=derogation)
        counts.append(count)
        for share in taken:
            shares[share.place].append(share)
    return tuple(counts), {place: _work_line(period, window, shares[place]) for place, period in periods}


def _work_line(period: WorkPeriod, window: DateRange, shares: Sequence[Share]) -> CountedLine:
    cuts = (cut_by_cap(s.month, s.cap_minutes, s.cut_minutes) for s in shares if s.cut_minutes)
    return CountedLine(
        period,
        Kind.WORK,
        sum(share.worked_minutes for share in shares),
        sum(share.counted_minutes for share in shares),
        (*spread_on_days(period, window), *cuts),
    )


def _count_teaching(periods: Sequence[Placed], window: DateRange, limit: int) -> dict[int, CountedLine]:
    lines = {}
    left = limit
    for place, period in periods:
        inside = sum(hours_and_cachets(period, window))
        taken = min(inside, left)
        left -= taken
        cut = (cut_by_teaching_limit(limit, inside - taken),) if taken < inside else ()
        why = (*spread_on_days(period, window), *cut)
        lines[place] = CountedLine(period, Kind.TEACHING, inside, taken, why)
    return lines


def _teaching_limit(day: date, age: int | None) -> int:
    old_enough = age is not None and age >= scales.TEACHING_AGE
    return scales.on(scales.TEACHING_FROM_50 if old_enough else scales.TEACHING, day).value
