"""Congés Spectacles: an indemnity near 10 % of the gross wages of a year that runs from April to March."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from webapp.domain.money import half_up
from webapp.domain.periods import DateRange, spread
from webapp.domain.rights import scales
from webapp.domain.rights.work import SIGNED, Regime, WorkPeriod

ALL = 10_000
FIRST_MONTH = 4


@dataclass(frozen=True)
class HolidayPay:
    """`year` is the first of the two; a certificate is due for each contract, two when it spans 31 March."""

    range: DateRange
    wages_cents: int
    pay_cents: int

    @property
    def year(self) -> int:
        return self.range.start_on.year


def holiday_year(day: date) -> DateRange:
    """From 1 April to 31 March."""
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    return DateRange(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31))


def holiday_pay(periods: Iterable[WorkPeriod], day: date) -> HolidayPay:
    """An estimate for the year that holds the day, signed work to come included, as Audiens pays it from mid-April."""
    year = holiday_year(day)
    wages = sum(
        spread(period.gross_cents, period.range, year)
        for period in periods
        if period.regime is Regime.SPECTACLE and period.state in SIGNED
    )
    return HolidayPay(
        year, wages, half_up(Fraction(wages * scales.value(scales.HOLIDAY_PAY_RATE, year.start_on), ALL))
    )
