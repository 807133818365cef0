"""What one period changes: the count without it beside the count with it.

On the day counted today, or on the last day of a period still to come. The caps and limits are those of the
hours counted everywhere else; a period of reference never starts before the day after the fin de contrat
that opened the right, whatever lengthens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.periods import DAY, DateRange, Month, add_months
from webapp.domain.refusals import Refused
from webapp.domain.rights import window
from webapp.domain.rights.situations import (
    RATTRAPAGE_YEARS,
    Situation,
    SituationKind,
    assimilated_minutes,
    blocks,
    is_followed_by_work,
    lengthened,
)
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Sentence
from webapp.rights.models import Opening
from webapp.rights.running import cash_of, running
from webapp.rights.standing import Standing, default_day, stand


@dataclass(frozen=True)
class Count:
    """Where one stands with some periods known."""

    window: DateRange
    longer_days: int
    """By how much leave lengthens the period examined, before it meets the last opening."""
    total_minutes: int
    aj_cents: int | None
    """The allocation these hours would open, an estimate."""
    paid_days: int | None
    """Days paid in the months of the period, while a right runs."""


@dataclass(frozen=True)
class Effect:
    on: date
    anniversary_on: date
    before: Count
    after: Count
    has_opening: bool
    """Counted since the last opening, which no leave goes back over."""
    is_outside: bool
    """Wholly out of the period examined, even lengthened."""
    waits_for_work: bool
    """Its days will count once work follows."""
    blocked: Sentence | None
    openings: int
    """Openings known in the years that the clause de rattrapage looks at."""

    @property
    def more_minutes(self) -> int:
        return self.after.total_minutes - self.before.total_minutes

    @property
    def more_aj_cents(self) -> int:
        return (self.after.aj_cents or 0) - (self.before.aj_cents or 0)

    @property
    def more_paid_days(self) -> int:
        return (self.after.paid_days or 0) - (self.before.paid_days or 0)

    @property
    def more_days(self) -> int:
        return self.after.longer_days - self.before.longer_days


def effect(
    situation: Situation,
    others: Sequence[Situation],
    periods: Sequence[WorkPeriod],
    opening: Opening | None,
    *,
    today: date,
) -> Effect:
    on = max(default_day(opening, today), situation.end_on)
    before = stand(periods, opening, on=on, situations=others)
    standing = stand(periods, opening, on=on, situations=[*others, situation])
    counted = assimilated_minutes(situation, standing.result.window, standing.person.has_former_right)
    months = situation.range.months()
    return Effect(
        on=on,
        anniversary_on=standing.anniversary_on,
        before=_count(before, opening, months),
        after=_count(standing, opening, months),
        has_opening=standing.is_since,
        is_outside=not situation.range.overlaps(lengthened(standing.result.window, standing.situations)),
        waits_for_work=counted > 0 and not is_followed_by_work(situation, periods),
        blocked=blocks(situation, worked_minutes_since=_worked_since(situation, periods, on), on=on),
        openings=_openings([*others, situation], standing),
    )


def _count(standing: Standing, opening: Opening | None, months: Sequence[Month]) -> Count:
    result, estimate = standing.result, standing.estimate
    usual = result.window if standing.is_since else window.first_request(standing.on)
    return Count(
        window=result.window,
        longer_days=lengthened(usual, standing.situations).days - usual.days,
        total_minutes=result.total_minutes,
        aj_cents=estimate.allowance.gross_cents if estimate else None,
        paid_days=_paid_days(standing, opening, months),
    )


def _paid_days(standing: Standing, opening: Opening | None, months: Sequence[Month]) -> int | None:
    """Days the right that runs pays in these months; None when none of them is in it, or one cannot be told."""
    right = running(standing.periods, opening, standing.situations)
    try:
        if right is None or right.right is None:
            return None
        cash = cash_of(right.right, standing.periods, standing.situations)
    except Refused:  # too many hours for a month, or a month before the figures that are known
        return None
    inside = [one.pay.paid for one in cash if one.month in months]
    return sum(inside) if inside else None


def _worked_since(situation: Situation, periods: Sequence[WorkPeriod], on: date) -> int:
    """Any work, of any régime, whose contract has ended."""
    return sum(
        period.worked_minutes
        for period in periods
        if period.state.is_signed and period.start_on > situation.end_on and period.contract_ends_on <= on
    )


def _openings(situations: Sequence[Situation], standing: Standing) -> int:
    """The current right is one of them, unless it is among the past ones already."""
    since = add_months(standing.on, -RATTRAPAGE_YEARS * 12)
    starts = {s.start_on for s in situations if s.kind is SituationKind.PREVIOUS_RIGHT}
    if standing.is_since:
        starts.add(standing.result.window.start_on)
    return sum(since < start <= standing.on + DAY for start in starts)
