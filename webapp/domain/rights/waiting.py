"""What is waited for before the first paid day, and how each month takes its part of it.

Guide « Intermittents du spectacle » of February 2026, p. 12 to 15: différé spécifique, délai d’attente, then
the two franchises, taken only on the days that work leaves unpaid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor

from webapp.domain.periods import DAY, add_months
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import smic_month

HUNDREDTHS = 100
YEAR_MONTHS = 12


@dataclass(frozen=True)
class HolidayFranchise:
    """Franchise congés payés, in days: the whole, and what a month takes of it."""

    total: int
    monthly: int


@dataclass(frozen=True)
class WageFranchise:
    """Franchise salaires, in days.

    The guide does not say what its « SMIC journalier » is. `total` reads it by the calendar day (35 h ÷ 7), the
    longer of the two; `least` reads it as a day of 7 h. The notification alone tells.
    """

    total: int
    least: int


@dataclass(frozen=True)
class Balance:
    """Days still to be waited for; what a month could not take is carried over to the next."""

    deferral: int = 0
    waiting: int = 0
    holiday: int = 0
    holiday_monthly: int = 0
    holiday_carried: int = 0
    wage: int = 0
    wage_monthly: int = 0
    wage_carried: int = 0

    @property
    def left(self) -> int:
        return (
            self.deferral + self.waiting + self.holiday + self.holiday_carried + self.wage + self.wage_carried
        )


NOTHING_LEFT = Balance()


@dataclass(frozen=True)
class Taken:
    """Days a month was not paid for, by reason."""

    deferral: int = 0
    waiting: int = 0
    holiday: int = 0
    wage: int = 0

    @property
    def days(self) -> int:
        return self.deferral + self.waiting + self.holiday + self.wage


def specific_deferral(received_cents: int, legal_cents: int, wage: Fraction, on: date) -> int:
    """Différé spécifique: whole days of what exceeds the legal indemnity, 75 at most; `wage` is the SJM."""
    beyond = max(0, received_cents - legal_cents)
    if not beyond or wage <= 0:
        return 0
    return min(scales.value(scales.DEFERRAL_DAYS, on), floor(beyond / wage))


def waiting_days(opens_on: date, last_start_on: date | None) -> int:
    """Seven days, unless those of the last right ended less than twelve months before."""
    days = scales.value(scales.WAITING_DAYS, opens_on)
    if last_start_on is None:
        return days
    last_end_on = last_start_on + (days - 1) * DAY
    return 0 if add_months(last_end_on, YEAR_MONTHS) > opens_on else days


def holiday_franchise(days_worked: int, on: date) -> HolidayFranchise:
    """`days_worked` are the « jours effectifs » written on the AEM, never the hours by eight."""
    days = Fraction(days_worked * scales.value(scales.HOLIDAY_DAYS, on), HUNDREDTHS)
    total = min(
        scales.value(scales.HOLIDAY_MOST, on), floor(days / scales.value(scales.HOLIDAY_PER_DAYS, on))
    )
    return HolidayFranchise(total, holiday_monthly(total, on))


def holiday_monthly(total: int, on: date) -> int:
    """Two days a month, three when the whole exceeds 24."""
    is_long = total > scales.value(scales.HOLIDAY_KNEE, on)
    return scales.value(scales.HOLIDAY_MONTHLY_BEYOND if is_long else scales.HOLIDAY_MONTHLY, on)


def wage_franchise(all_wages_cents: int, wage: Fraction, on: date) -> WageFranchise:
    """`all_wages_cents`: every gross wage of the period, whatever its regime; `wage` is the SJM in cents."""
    by_calendar_day = Fraction(scales.value(scales.SMIC_HOUR, on) * 35, 7)
    by_day_of_7_hours = Fraction(scales.value(scales.SMIC_HOUR, on) * 7)
    return WageFranchise(
        _wage_days(all_wages_cents, wage, by_calendar_day, on),
        _wage_days(all_wages_cents, wage, by_day_of_7_hours, on),
    )


def _wage_days(all_wages_cents: int, wage: Fraction, smic_day: Fraction, on: date) -> int:
    months = Fraction(all_wages_cents) / smic_month(on)
    weight = wage / (scales.value(scales.WAGE_FRANCHISE_DIVISOR, on) * smic_day)
    return max(0, floor(months * weight - scales.value(scales.WAGE_FRANCHISE_FREE, on)))


def wage_monthly(total: int, months: int, on: date) -> int:
    """`months`: the civil months the right touches; eight at most share the whole."""
    shared = min(scales.value(scales.WAGE_FRANCHISE_MONTHS, on), months)
    return ceil(Fraction(total, shared)) if shared > 0 else total


def wage_months(total: int, months: int, on: date) -> list[int]:
    """What each month takes of a franchise salaires, as long as some is left."""
    monthly = wage_monthly(total, months, on)
    taken: list[int] = []
    while total > sum(taken):
        taken.append(min(monthly, total - sum(taken)))
    return taken


def take(balance: Balance, days: int) -> tuple[Taken, Balance]:
    """What a month with `days` unpaid days takes, in the order of the guide, and what is left after it."""
    left = days
    deferral = min(left, balance.deferral)
    left -= deferral
    waiting = min(left, balance.waiting)
    left -= waiting
    holiday_due = min(balance.holiday_monthly, balance.holiday)
    wage_due = min(balance.wage_monthly, balance.wage)
    holiday = min(left, holiday_due)
    left -= holiday
    wage = min(left, wage_due)
    left -= wage
    holiday_carried = min(left, balance.holiday_carried)
    left -= holiday_carried
    wage_carried = min(left, balance.wage_carried)
    after = replace(
        balance,
        deferral=balance.deferral - deferral,
        waiting=balance.waiting - waiting,
        holiday=balance.holiday - holiday_due,
        holiday_carried=balance.holiday_carried + holiday_due - holiday - holiday_carried,
        wage=balance.wage - wage_due,
        wage_carried=balance.wage_carried + wage_due - wage - wage_carried,
    )
    return Taken(deferral, waiting, holiday + holiday_carried, wage + wage_carried), after


def take_in_rattrapage(days: int, on: date) -> Taken:
    """During a clause de rattrapage each month waits for the same few days, and carries none over."""
    holiday = min(days, scales.value(scales.RATTRAPAGE_HOLIDAY, on))
    return Taken(holiday=holiday, wage=min(days - holiday, scales.value(scales.RATTRAPAGE_WAGE, on)))
