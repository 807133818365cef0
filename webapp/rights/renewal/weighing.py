"""Both choices on one day, or why there is nothing to choose between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from webapp.domain.periods import DAY, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.choices import Holder
from webapp.domain.rights.renewal import Renewal, weigh
from webapp.domain.rights.situations import RATTRAPAGE_YEARS, Situation, SituationKind
from webapp.domain.rights.work import Regime, State, WorkPeriod
from webapp.rights.models import Opening
from webapp.rights.running import Running, running
from webapp.rights.standing import KEPT, person_of


class Hindrance(StrEnum):
    """Why nothing is weighed."""

    NO_RIGHT = "no right"
    NO_ALLOWANCE = "no allowance"
    ENDED = "ended"
    NOT_YET = "not yet"
    NO_FIGURES = "no figures"  # of law, on those days


@dataclass(frozen=True)
class Weighing:
    on: date
    current: Running | None
    hindrance: Hindrance | None
    renewal: Renewal | None = None
    optional_minutes: int = 0
    """Of the options up to the anniversary, which no choice counts."""

    @property
    def franchises_are_known(self) -> bool:
        """The letter says both."""
        opening = self.current.opening if self.current else None
        return opening is not None and None not in (opening.holiday_days, opening.wage_days)


def weighing(
    had: Sequence[Opening],
    periods: Sequence[WorkPeriod],
    situations: Sequence[Situation],
    on: date,
    *,
    micro: Mapping[Month, int] | None = None,
    ten_years_minutes: int = 0,
) -> Weighing:
    """`had` are the rights one after the other, the latest first."""
    try:
        return _weighing(had, periods, situations, on, micro or {}, ten_years_minutes)
    except Refused:
        return Weighing(on, None, Hindrance.NO_FIGURES)


def _weighing(
    had: Sequence[Opening],
    periods: Sequence[WorkPeriod],
    situations: Sequence[Situation],
    on: date,
    micro: Mapping[Month, int],
    ten_years_minutes: int,
) -> Weighing:
    current = running(periods, had[0] if had else None, tuple(situations))
    if current is None:
        return Weighing(on, None, Hindrance.NO_RIGHT)
    if on > current.range.end_on:
        return Weighing(on, current, Hindrance.ENDED)
    if on < current.range.start_on:
        return Weighing(on, current, Hindrance.NOT_YET)
    holder = holder_of(current)
    if holder is None:
        return Weighing(on, current, Hindrance.NO_ALLOWANCE)
    starts = {opening.fct_on + DAY for opening in had if opening.fct_on}
    starts |= {s.start_on for s in situations if s.kind is SituationKind.PREVIOUS_RIGHT}
    renewal = _weighed(
        holder,
        tuple(period for period in periods if period.end_on > holder.fct_on),
        on=on,
        situations=tuple(situations),
        micro=tuple(sorted(micro.items())),
        openings=tuple(sorted(starts)),
        ten_years_minutes=ten_years_minutes,
    )
    return Weighing(on, current, None, renewal, _optional(periods, on, holder.anniversary_on))


@lru_cache(KEPT)
def _weighed(
    holder: Holder, periods: tuple[WorkPeriod, ...], *, micro: tuple[tuple[Month, int], ...], **told: Any
) -> Renewal:
    return weigh(holder, periods, micro=dict(micro), **told)


def clause_of(on: date) -> dict[str, int]:
    """What the clause de rattrapage asks, to be said."""
    return {
        "least": scales.value(scales.RATTRAPAGE_FROM, on),
        "goal": scales.value(scales.THRESHOLD, on),
        "months": scales.value(scales.RATTRAPAGE_MONTHS, on),
        "openings": scales.value(scales.RATTRAPAGE_OPENINGS, on),
        "work": scales.value(scales.RATTRAPAGE_HOURS, on),
        "years": RATTRAPAGE_YEARS,
    }


def holder_of(current: Running) -> Holder | None:
    """None as long as no allocation is known."""
    opening = current.opening
    if current.right is None or opening.fct_on is None:
        return None
    return Holder(
        current.right,
        opening.fct_on,
        person_of(opening, current.range.end_on),
        Tax(opening.tax or Tax.FULL),
        bool(opening.is_alsace_moselle),
    )


def _optional(periods: Sequence[WorkPeriod], on: date, until: date) -> int:
    return sum(
        period.worked_minutes
        for period in periods
        if period.state is State.OPTION and period.regime is Regime.SPECTACLE and on < period.end_on <= until
    )
