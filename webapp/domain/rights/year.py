"""A year of income, month by month: what was received, and an estimate of what is not known yet.

Wages stand in the month that was worked, laid evenly on the days of each pay period. What was received is taken
as noted; an estimate never adds to it. Congés Spectacles of a year ended on 31 March are estimated in April, when
they may be asked for, until some are received.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from webapp.domain.periods import DAY, DateRange, Month, spread
from webapp.domain.refusals import Refused
from webapp.domain.rights.forecast import MonthCash, Right, forecast, net_wages
from webapp.domain.rights.holidays import FIRST_MONTH, HolidayPay, holiday_pay, holiday_year
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.work import WorkPeriod

LAST_MONTH = 12


class Stream(StrEnum):
    """Money that comes besides wages, as it is noted when received."""

    ARE = "are"
    MICRO = "micro"
    HOLIDAY = "conges_spectacles"


@dataclass(frozen=True)
class Receipt:
    """Received for a month; `days` are those that an ARE pays."""

    stream: Stream
    month: Month
    cents: int
    days: int | None = None


@dataclass(frozen=True)
class Amount:
    received_cents: int = 0
    estimated_cents: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.received_cents + other.received_cents, self.estimated_cents + other.estimated_cents
        )

    @property
    def cents(self) -> int:
        return self.received_cents + self.estimated_cents

    @property
    def is_estimated(self) -> bool:
        """At least a part of it."""
        return self.estimated_cents > 0


NOTHING = Amount()


@dataclass(frozen=True)
class MonthIncome:
    """`gross` wages, and `wages` what of them reaches the account: an order of magnitude."""

    month: Month
    gross: Amount = NOTHING
    wages: Amount = NOTHING
    are: Amount = NOTHING
    micro: Amount = NOTHING
    holiday: Amount = NOTHING
    has_right: bool = False
    paid_days: int | None = None

    @property
    def total(self) -> Amount:
        return self.wages + self.are + self.micro + self.holiday


@dataclass(frozen=True)
class YearIncome:
    year: int
    months: tuple[MonthIncome, ...]
    employers: int
    accrued: HolidayPay | None
    """The congés spectacles of the year that starts in this one; None when its rate is not known."""

    @cached_property
    def gross(self) -> Amount:
        return _sum(month.gross for month in self.months)

    @cached_property
    def wages(self) -> Amount:
        return _sum(month.wages for month in self.months)

    @cached_property
    def are(self) -> Amount:
        return _sum(month.are for month in self.months)

    @cached_property
    def micro(self) -> Amount:
        return _sum(month.micro for month in self.months)

    @cached_property
    def holiday(self) -> Amount:
        return _sum(month.holiday for month in self.months)

    @cached_property
    def total(self) -> Amount:
        return _sum(month.total for month in self.months)

    @property
    def without_right(self) -> list[MonthIncome]:
        """Months no known right covers, for which no allocation came in."""
        return [month for month in self.months if not month.has_right and not month.are.cents]


def year_income(
    year: int,
    periods: Sequence[WorkPeriod],
    rights: Iterable[Right] = (),
    receipts: Iterable[Receipt] = (),
    situations: Sequence[Situation] = (),
) -> YearIncome:
    """`rights` that overlap follow each other: the later one ends the earlier."""
    signed = [period for period in periods if period.state.is_signed]
    noted = list(receipts)
    months = [Month(year, number) for number in range(1, LAST_MONTH + 1)]
    whole = DateRange(months[0].start_on, months[-1].end_on)
    in_turn = [right for right in one_after_the_other(rights) if right.range.overlaps(whole)]
    cash = _forecasts(in_turn, signed, noted, situations)
    inside = [period for period in signed if period.range.overlaps(whole)]
    due = _holiday_due(Month(year, FIRST_MONTH), signed, noted)
    return YearIncome(
        year=year,
        months=tuple(_month(month, inside, in_turn, cash, noted, due) for month in months),
        employers=len({period.employer.strip().casefold() for period in inside}),
        accrued=_holiday_pay(signed, months[-1].end_on),
    )


def one_after_the_other(rights: Iterable[Right]) -> list[Right]:
    """Each ends on the eve of the next at the latest."""
    ordered = sorted(rights, key=lambda right: right.range)
    kept = []
    for right, later in zip(ordered, [*ordered[1:], None], strict=False):
        end_on = min(right.range.end_on, later.range.start_on - DAY) if later else right.range.end_on
        if end_on >= right.range.start_on:
            kept.append(replace(right, range=DateRange(right.range.start_on, end_on)))
    return kept


def _forecasts(
    rights: Sequence[Right],
    periods: Sequence[WorkPeriod],
    receipts: Sequence[Receipt],
    situations: Sequence[Situation],
) -> list[MonthCash]:
    micro: dict[Month, int] = {}
    for receipt in receipts:
        if receipt.stream is Stream.MICRO:
            micro[receipt.month] = micro.get(receipt.month, 0) + receipt.cents
    cash: list[MonthCash] = []
    for right in rights:
        try:
            here = [period for period in periods if period.range.overlaps(right.range)]
            cash += forecast(right, here, micro=micro, situations=situations)
        except Refused:  # a month before the figures that are known
            continue
    return cash


def _month(
    month: Month,
    periods: Sequence[WorkPeriod],
    rights: Sequence[Right],
    cash: Sequence[MonthCash],
    receipts: Sequence[Receipt],
    holiday_due: Amount,
) -> MonthIncome:
    gross = _gross(month, periods)
    here = [receipt for receipt in receipts if receipt.month == month]
    are, days = _are(month, cash, here)
    return MonthIncome(
        month=month,
        gross=gross,
        wages=Amount(net_wages(gross.received_cents), net_wages(gross.estimated_cents)),
        are=are,
        micro=Amount(_received(Stream.MICRO, here)),
        holiday=Amount(_received(Stream.HOLIDAY, here))
        + (holiday_due if month.number == FIRST_MONTH else NOTHING),
        has_right=any(right.range.overlaps(month.range) for right in rights),
        paid_days=days,
    )


def _gross(month: Month, periods: Sequence[WorkPeriod]) -> Amount:
    total = NOTHING
    for period in periods:
        part = spread(period.gross_cents, period.range, month.range)
        total += Amount(part) if period.paid_on else Amount(0, part)
    return total


def _are(month: Month, cash: Sequence[MonthCash], receipts: Sequence[Receipt]) -> tuple[Amount, int | None]:
    """The amount, and the days it pays when they are known."""
    told = [receipt for receipt in receipts if receipt.stream is Stream.ARE]
    if told:
        days = [receipt.days for receipt in told if receipt.days is not None]
        return Amount(sum(receipt.cents for receipt in told)), sum(days) if days else None
    here = [one for one in cash if one.month == month]
    return Amount(0, sum(one.are_cents for one in here)), sum(one.pay.paid for one in here) if here else None


def _holiday_due(april: Month, periods: Sequence[WorkPeriod], receipts: Sequence[Receipt]) -> Amount:
    """The year that has just ended, unless a payment of it came in."""
    asked = holiday_year(april.start_on)
    if any(one.stream is Stream.HOLIDAY and one.month.start_on in asked for one in receipts):
        return NOTHING
    due = _holiday_pay(periods, april.start_on - DAY)
    return Amount(0, net_wages(due.pay_cents)) if due else NOTHING


def _holiday_pay(periods: Iterable[WorkPeriod], day: date) -> HolidayPay | None:
    try:
        return holiday_pay(periods, day)
    except Refused:
        return None


def _received(stream: Stream, receipts: Iterable[Receipt]) -> int:
    return sum(receipt.cents for receipt in receipts if receipt.stream is stream)


def _sum(amounts: Iterable[Amount]) -> Amount:
    return sum(amounts, NOTHING)
