"""How much one civil month may count for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from webapp.domain.money import half_up
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights import scales


@dataclass(frozen=True)
class MonthlyCaps:
    """The caps of a whole month, in minutes."""

    one_employer_minutes: int
    several_employers_minutes: int
    cachets_minutes: int

    @classmethod
    def on(cls, day: date, *, derogation: bool = False) -> MonthlyCaps:
        """With a derogation of the DREETS, months of one or several employers alike go up to 260 h."""
        one, several = scales.MONTH_ONE_EMPLOYER, scales.MONTH_SEVERAL_EMPLOYERS
        if derogation:
            one = several = scales.MONTH_DEROGATION
        return cls(
            scales.on(one, day).value,
            scales.on(several, day).value,
            scales.on(scales.MONTH_CACHETS, day).value * scales.on(scales.CACHET, day).value,
        )

    def hours_minutes(self, employers: int) -> int:
        return self.several_employers_minutes if employers > 1 else self.one_employer_minutes


def within(cap_minutes: int, month: Month, window: DateRange) -> int:
    """The cap of a month of which the window may hold only a part.

    (cap ÷ 20,8) × calendar days in the window, to the nearest minute, and never above the whole cap.
    Annexe VIII, article 3, §1 (décret 2019-797 of 26/07/2019); annexe X words it alike for cachets.
    """
    if month.range.is_within(window):
        return cap_minutes
    inside = month.range.intersection(window)
    if inside is None:
        return 0
    return min(cap_minutes, half_up(by_days(cap_minutes, inside.days, window.end_on)))


def by_days(cap: int, days: int, on: date) -> Fraction:
    """(cap ÷ 20,8) × days, in the unit of the cap."""
    return Fraction(cap * 10 * days, scales.value(scales.PARTIAL_MONTH_DIVISOR, on))
