"""What one period changes: the count without it beside the count with it.

On the day counted today, or on the last day of a period still to come. The caps and limits are those of the
hours counted everywhere else; a period of reference never starts before the day after the fin de contrat
that opened the right, whatever lengthens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.periods import DAY, DateRange, add_months
from webapp.domain.rights import scales
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.situations import (
    RATTRAPAGE_YEARS,
    Situation,
    SituationKind,
    assimilated_minutes,
    blocks,
    is_followed_by_work,
    lengthened,
    ptp_minutes,
    training_minutes,
)
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Sentence
from webapp.rights.standing import Opened, Standing, default_day, stand


@dataclass(frozen=True)
class Count:
    """Where one stands with some periods known."""

    window: DateRange
    longer_days: int
    """By how much leave lengthens the period examined, before it meets the last opening."""
    total_minutes: int


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
    def more_days(self) -> int:
        return self.after.longer_days - self.before.longer_days


def effect(
    situation: Situation,
    others: Sequence[Situation],
    periods: Sequence[WorkPeriod],
    opening: Opened | None,
    *,
    today: date,
) -> Effect:
    on = max(default_day(opening, today), situation.end_on)
    standing = stand(periods, opening, on=on)
    after = count(standing, [*others, situation])
    counted = assimilated_minutes(situation, after.window, _has_former_right(standing, others))
    return Effect(
        on=on,
        anniversary_on=standing.anniversary_on,
        before=count(standing, others),
        after=after,
        has_opening=standing.is_since,
        is_outside=not situation.range.overlaps(after.window),
        waits_for_work=counted > 0 and not is_followed_by_work(situation, periods),
        blocked=blocks(situation, worked_minutes_since=_worked_since(situation, periods, on), on=on),
        openings=_openings([*others, situation], standing),
    )


def count(standing: Standing, situations: Sequence[Situation]) -> Count:
    result = standing.result
    longer = lengthened(result.window, situations)
    window = result.window if standing.is_since else longer
    if window != result.window:
        result = count_hours(
            standing.periods, window, on=standing.on, age_at_end=standing.person.age, annexe=result.annexe
        )
    limit = scales.on(scales.TRAINING, window.end_on).value
    training = sum(training_minutes(situation, window) for situation in situations)
    more = (
        _assimilated(standing, situations, window)
        + sum(ptp_minutes(situation, window) for situation in situations)
        + max(0, min(training, limit - result.teaching_minutes))
    )
    return Count(window, longer.days - standing.result.window.days, result.total_minutes + more)


def _assimilated(standing: Standing, situations: Sequence[Situation], window: DateRange) -> int:
    """A day of two periods counts once."""
    has_right = _has_former_right(standing, situations)
    days: dict[date, int] = {}
    for situation in situations:
        inside = situation.range.intersection(window)
        if inside is None or not is_followed_by_work(situation, standing.periods):
            continue
        if minutes := assimilated_minutes(situation, inside, has_right):
            days |= dict.fromkeys(inside, minutes // inside.days)
    return sum(days.values())


def _has_former_right(standing: Standing, situations: Sequence[Situation]) -> bool:
    return standing.is_since or any(s.kind is SituationKind.PREVIOUS_RIGHT for s in situations)


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
