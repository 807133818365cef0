"""The allocation a count of hours would give, gross and net, with the days to wait for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from webapp.domain.refusals import Refused
from webapp.domain.rights.allowance import Allowance, Net, Tax, net
from webapp.domain.rights.counts import HoursResult
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.waiting import HolidayFranchise, WageFranchise, holiday_franchise, wage_franchise


@dataclass(frozen=True)
class Estimate:
    """An estimate, never a promise: seul France Travail fait foi."""

    reference: Reference
    allowance: Allowance
    tax: Tax = Tax.FULL
    alsace_moselle: bool = False

    @property
    def on(self) -> date:
        return self.reference.result.window.end_on

    @cached_property
    def net(self) -> Net:
        return self.net_of(self.allowance.gross_cents)

    def net_of(self, gross_cents: int, wage: Fraction | None = None) -> Net:
        """What is left of an allocation, by the wages of this reference unless a letter tells others."""
        return net(
            gross_cents,
            self.allowance.daily_wage if wage is None else wage,
            on=self.on,
            tax=self.tax,
            alsace_moselle=self.alsace_moselle,
        )

    @cached_property
    def holiday(self) -> HolidayFranchise:
        return holiday_franchise(self.reference.days_worked, self.on)

    @cached_property
    def wages(self) -> WageFranchise:
        return wage_franchise(self.reference.all_wages_cents, self.allowance.daily_wage, self.on)


def estimate_of(
    result: HoursResult,
    situations: Iterable[Situation] = (),
    *,
    justified_only: bool = False,
    tax: Tax = Tax.FULL,
    alsace_moselle: bool = False,
) -> Estimate | None:
    """None when nothing counts yet, or no figure of law is known for the day."""
    try:
        reference = refer(result, situations, justified_only=justified_only)
        return Estimate(reference, reference.allowance, tax, alsace_moselle)
    except Refused:
        return None
