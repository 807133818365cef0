"""What one civil month pays: the days work takes away, the days waited for, the cap on wages and ARE.

Guide « Intermittents du spectacle » of February 2026, p. 16 and 17.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from webapp.domain.money import shared
from webapp.domain.periods import DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.waiting import NOTHING_LEFT, Balance, Taken, take
from webapp.domain.words import sentence

ALL = 10_000
HOUR = 60
MOST_MINUTES = 31 * 24 * HOUR


@dataclass(frozen=True)
class MonthWork:
    """Everything worked in a month, whatever its regime; `micro_cents` is the income of a micro-entreprise."""

    minutes: int = 0
    gross_cents: int = 0
    micro_cents: int = 0

    def __add__(self, other: MonthWork) -> MonthWork:
        return MonthWork(
            self.minutes + other.minutes,
            self.gross_cents + other.gross_cents,
            self.micro_cents + other.micro_cents,
        )


@dataclass(frozen=True)
class MonthPay:
    """`days` inside the right, `unpaid` by work, `taken` by what is waited for, `paid` in the end."""

    month: Month
    work: MonthWork
    minutes: int
    days: int
    work_days: Fraction
    unpaid: int
    taken: Taken
    aj_cents: int
    before_cap_cents: int
    cap_cents: int
    paid: int
    are_cents: int

    @property
    def is_full(self) -> bool:
        """Too much work for anything to be paid."""
        return self.unpaid == self.days > 0

    @property
    def is_capped(self) -> bool:
        return self.are_cents < self.before_cap_cents


def pay_month(
    month: Month,
    work: MonthWork,
    *,
    annexe: int,
    aj_cents: int,
    balance: Balance = NOTHING_LEFT,
    right: DateRange | None = None,
    other_days: int = 0,
    pmss_cents: int | None = None,
) -> tuple[MonthPay, Balance]:
    """The month, and what is still waited for after it.

    `right` are the days the right runs, `other_days` those another body pays instead (sick leave, maternity).
    Raises Refused for a month that cannot be.
    """
    inside = month.range if right is None else month.range.intersection(right)
    days = max(0, inside.days - other_days) if inside else 0
    minutes = counted_minutes(work, month.end_on)
    unpaid = unpaid_days(minutes, days, annexe, month.end_on)
    taken, after = take(balance, days - unpaid)
    payable = days - unpaid - taken.days
    cap = month_cap(month.end_on, pmss_cents)
    paid, are = _capped(payable, aj_cents, work.gross_cents, cap)
    paid_month = MonthPay(
        month=month,
        work=work,
        minutes=minutes,
        days=days,
        work_days=Fraction(minutes, scales.value(scales.DAY_HOURS[annexe], month.end_on)),
        unpaid=unpaid,
        taken=taken,
        aj_cents=aj_cents,
        before_cap_cents=payable * aj_cents,
        cap_cents=cap,
        paid=paid,
        are_cents=are,
    )
    return paid_month, after


def pay_series(
    months: Iterable[tuple[Month, MonthWork]],
    *,
    annexe: int,
    aj_cents: int,
    balance: Balance = NOTHING_LEFT,
    right: DateRange | None = None,
) -> list[MonthPay]:
    """Months in a row, each taking its part of what is waited for."""
    paid = []
    for month, work in months:
        one, balance = pay_month(month, work, annexe=annexe, aj_cents=aj_cents, balance=balance, right=right)
        paid.append(one)
    return paid


def counted_minutes(work: MonthWork, on: date) -> int:
    """Hours declared, and those a micro-entreprise is worth."""
    if work.minutes < 0 or work.gross_cents < 0 or work.micro_cents < 0:
        raise Refused(sentence("Un mois n’a ni heures ni salaires négatifs."))
    if work.minutes > MOST_MINUTES:
        raise Refused(sentence("Un mois n’a pas autant d’heures."))
    return work.minutes + micro_minutes(work.micro_cents, on)


def micro_minutes(micro_cents: int, on: date, smic_hour_cents: int | None = None) -> int:
    """Income ÷ hourly SMIC. Whether the tax abatement comes first is not stated: without it, the prudent way."""
    return shared(micro_cents * HOUR, _smic(on, smic_hour_cents))


def micro_hours(micro_cents: int, on: date, smic_hour_cents: int | None = None) -> Fraction:
    return Fraction(micro_cents, _smic(on, smic_hour_cents))


def _smic(on: date, smic_hour_cents: int | None) -> int:
    return smic_hour_cents if smic_hour_cents is not None else scales.value(scales.SMIC_HOUR, on)


def unpaid_days(minutes: int | Fraction, days: int | None, annexe: int, on: date) -> int:
    """Jours non indemnisables: days of work × 1,4 (1,3 in annexe 10), whole days; all of them in a full month.

    Without `days` the calendar does not bound them.
    """
    day = scales.value(scales.DAY_HOURS[annexe], on)
    unpaid = minutes * scales.value(scales.UNPAID_RATE[annexe], on) // (day * ALL)
    if days is None:
        return unpaid
    if minutes >= day * scales.value(scales.FULL_MONTH_DAYS[annexe], on):
        return days
    return min(days, unpaid)


def month_cap(on: date, pmss_cents: int | None = None) -> int:
    """118 % of the plafond mensuel: wages and allocation together do not pass it."""
    yearly = scales.value(scales.PASS_ANNUAL, on) if pmss_cents is None else 12 * pmss_cents
    return shared(yearly * scales.value(scales.MONTH_CAP_RATE, on), 12 * ALL)


def _capped(days: int, aj_cents: int, gross_cents: int, cap_cents: int) -> tuple[int, int]:
    """(days, ARE): under the cap both as they are, else what the cap leaves, in days begun."""
    are = days * aj_cents
    left = max(0, cap_cents - gross_cents)
    if are <= left:
        return days, are
    return ceil(Fraction(left, aj_cents)), left
