"""The only shape of work that the calculations accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from webapp.domain.periods import DateRange, Month
from webapp.domain.rights import scales

DAY_MINUTES = 8 * 60  # for the guess alone


class State(StrEnum):
    LEAD = "lead"
    OPTION = "option"
    CONFIRMED = "confirmed"
    DONE = "done"
    RELEASED = "released"
    CANCELLED = "cancelled"

    @property
    def is_signed(self) -> bool:
        return self in SIGNED


SIGNED = (State.CONFIRMED, State.DONE)


class Regime(StrEnum):
    """What the work is declared under; it outranks the annexe written beside it."""

    SPECTACLE = "spectacle"
    TEACHING = "teaching"
    GENERAL = "general"


@dataclass(frozen=True)
class WorkPeriod:
    """What one AEM says, or will say: the work of one pay period of one contract."""

    key: str
    employer: str
    job: str
    start_on: date
    end_on: date
    minutes: int = 0
    cachets_hundredths: int = 0
    regime: Regime = Regime.SPECTACLE
    annexe: int | None = 8
    state: State = State.DONE
    justified: bool = False
    """The AEM is in: only then does France Travail count the work."""
    gross_cents: int = 0
    days_worked: int | None = None
    """The « jours effectifs » of the AEM; None as long as it is not known."""
    contract_start_on: date | None = None
    contract_end_on: date | None = None
    """None when the pay period is the whole contract."""
    paid_on: date | None = None
    """The day its wages came in."""

    def __hash__(self) -> int:
        return hash((self.key, self.start_on, self.end_on, self.minutes, self.gross_cents))

    @cached_property
    def range(self) -> DateRange:
        return DateRange(self.start_on, self.end_on)

    @cached_property
    def months(self) -> list[Month]:
        return self.range.months()

    @property
    def contract_starts_on(self) -> date:
        return self.contract_start_on or self.start_on

    @property
    def contract_ends_on(self) -> date:
        told = self.contract_end_on
        return self.end_on if told is None or told < self.end_on else told

    @property
    def cachet_minutes(self) -> int:
        hundredths = self.cachets_hundredths
        return cachets_to_minutes(hundredths, self.end_on) if hundredths else 0

    @property
    def worked_minutes(self) -> int:
        # Most work has hours or cachets, and this is asked of each period many times.
        return self.minutes + self.cachet_minutes if self.cachets_hundredths else self.minutes

    @property
    def days_told(self) -> int:
        """Those of the AEM, else a guess: a cachet a day, eight hours a day, never more than the period has."""
        if self.days_worked is not None:
            return self.days_worked
        return min(self.range.days, -(-self.minutes // DAY_MINUTES) - (-self.cachets_hundredths // 100))


Placed = tuple[int, WorkPeriod]


def by_month(periods: Iterable[Placed], months: Iterable[Month]) -> dict[Month, list[Placed]]:
    """Each of these months with the work that touches it, in the order given: one reading for all of them."""
    found: dict[Month, list[Placed]] = {month: [] for month in months}
    for entry in periods:
        for month in entry[1].months:
            if (here := found.get(month)) is not None:
                here.append(entry)
    return found


def cachets_to_minutes(hundredths: int, day: date) -> int:
    if not hundredths:
        return 0
    return (hundredths * scales.on(scales.CACHET, day).value + 50) // 100
