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
from operator import attrgetter
from typing import NamedTuple

from webapp.domain.periods import DateRange, spread
from webapp.domain.rights import scales
from webapp.domain.rights.caps import MonthlyCaps
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind, MonthCount
from webapp.domain.rights.extras import count_extras
from webapp.domain.rights.months import Share, count_month, hours_and_cachets
from webapp.domain.rights.reasons import Cut, never_counted
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.work import Placed, Regime, WorkPeriod, by_month

__all__ = ["CountedLine", "HoursResult", "Kind", "MonthCount", "count_hours"]


CHRONOLOGY = attrgetter("start_on", "end_on", "key", "minutes", "cachets_hundredths")


class Counted(NamedTuple):
    """What a period brings to a window, and what of it counts."""

    window_minutes: int = 0
    counted_minutes: int = 0
    cuts: tuple[Cut, ...] = ()


NOTHING = Counted()


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
    ordered = sorted(periods, key=CHRONOLOGY)
    kinds = [kind_of(period, window, on) for period in ordered]
    limit = _teaching_limit(window.end_on, age_at_end)
    months, worked = _count_work(_first(ordered, kinds, Kind.WORK), window, annexe, derogation)
    taught = _count_teaching(_first(ordered, kinds, Kind.TEACHING), window, limit)
    counted = worked | taught | _to_come(_first(ordered, kinds, Kind.TO_COME), window)
    return HoursResult(
        window=window,
        on=on,
        annexe=annexe,
        threshold_minutes=required_minutes or scales.value(scales.THRESHOLD, window.end_on),
        teaching_limit_minutes=limit,
        months=months,
        lines=tuple(
            [
                CountedLine(period, kind, window, on, *(counted.get(place) or NOTHING))
                for place, (period, kind) in enumerate(zip(ordered, kinds, strict=True))
            ]
        ),
        extras=count_extras(
            (s for s in situations if s.end_on <= on),
            ordered,
            window,
            teaching_minutes=sum(one.counted_minutes for one in taught.values()),
            has_former_right=has_former_right,
            in_rattrapage=in_rattrapage,
        ),
    )


def kind_of(period: WorkPeriod, window: DateRange, on: date) -> Kind:
    """Whether a period can count in this window on this day, and for what."""
    if never_counted(period) is not None:
        return Kind.LEFT_OUT
    # Asked of each job of a career: the end of its contract is looked at here rather than by its name.
    contract_end_on = period.contract_end_on
    if period.end_on > on or (contract_end_on is not None and contract_end_on > on):
        return Kind.TO_COME
    if period.end_on < window.start_on or window.end_on < period.start_on:
        return Kind.OUTSIDE
    if period.regime is not Regime.TEACHING:
        return Kind.WORK
    # Teaching counts only when its contract ends inside the period (guide of February 2026, p. 4 to 9).
    return Kind.TEACHING if period.contract_ends_on <= window.end_on else Kind.LEFT_OUT


def _first(ordered: Sequence[WorkPeriod], kinds: Sequence[Kind], wanted: Kind) -> list[Placed]:
    """Those of a kind, with their place: the work whose AEM is in, then the earliest."""
    found = [
        (place, period)
        for place, (period, kind) in enumerate(zip(ordered, kinds, strict=True))
        if kind is wanted
    ]
    return sorted(found, key=lambda entry: not entry[1].justified)


def _to_come(periods: Sequence[Placed], window: DateRange) -> dict[int, Counted]:
    """What each holds from the window's first day on: it counts for nothing yet."""
    return {
        place: Counted(spread(period.worked_minutes, period.range, DateRange(window.start_on, period.end_on)))
        for place, period in periods
        if window.start_on <= period.end_on
    }


def _count_work(
    periods: Sequence[Placed], window: DateRange, annexe: int, derogation: bool
) -> tuple[tuple[MonthCount, ...], dict[int, Counted]]:
    counts: list[MonthCount] = []
    shares: dict[int, list[Share]] = {place: [] for place, _ in periods}
    caps = MonthlyCaps.on(window.end_on, derogation=derogation)
    for month, here in by_month(periods, window.months()).items():
        count, taken = count_month(month, here, window, annexe, caps)
        counts.append(count)
        for share in taken:
            shares[share.place].append(share)
    return tuple(counts), {place: _put_together(of_period) for place, of_period in shares.items()}


def _put_together(shares: Sequence[Share]) -> Counted:
    return Counted(
        sum([share.worked_minutes for share in shares]),
        sum([share.counted_minutes for share in shares]),
        tuple(Cut(s.cut_minutes, s.cap_minutes, s.month) for s in shares if s.cut_minutes),
    )


def _count_teaching(periods: Sequence[Placed], window: DateRange, limit: int) -> dict[int, Counted]:
    found = {}
    left = limit
    for place, period in periods:
        inside = sum(hours_and_cachets(period, window))
        taken = min(inside, left)
        left -= taken
        cuts = (Cut(inside - taken, limit),) if taken < inside else ()
        found[place] = Counted(inside, taken, cuts)
    return found


def _teaching_limit(day: date, age: int | None) -> int:
    old_enough = age is not None and age >= scales.TEACHING_AGE
    return scales.on(scales.TEACHING_FROM_50 if old_enough else scales.TEACHING, day).value
