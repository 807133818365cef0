"""The months of a right, one after the other: what work leaves to be paid, and the cash of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.money import shared
from webapp.domain.periods import DateRange, Month, spread
from webapp.domain.rights.payment import MOST_MINUTES, MonthPay, MonthWork, micro_minutes, pay_month
from webapp.domain.rights.situations import ASSIMILATED, LENGTHENING, Situation, days_of
from webapp.domain.rights.waiting import NOTHING_LEFT, Balance
from webapp.domain.rights.work import SIGNED, WorkPeriod, by_month

NET_OF_GROSS = 77
"""Per cent of gross wages that reach the account: an order of magnitude, no text says it."""
PAID_ELSEWHERE = ASSIMILATED | LENGTHENING


@dataclass(frozen=True)
class Right:
    """A right that runs: its days, what a day pays, what is waited for on its first day."""

    annexe: int
    range: DateRange
    aj_cents: int
    net_cents: int
    balance: Balance = NOTHING_LEFT

    @property
    def months(self) -> list[Month]:
        return self.range.months()


@dataclass(frozen=True)
class MonthCash:
    """What a month brings in, before income tax; `wages_cents` is an order of magnitude of the net wages."""

    pay: MonthPay
    wages_cents: int
    are_cents: int

    @property
    def month(self) -> Month:
        return self.pay.month

    @property
    def micro_cents(self) -> int:
        return self.pay.work.micro_cents

    @property
    def total_cents(self) -> int:
        return self.wages_cents + self.are_cents + self.micro_cents


def month_work(periods: Iterable[WorkPeriod], month: Month, micro_cents: int = 0) -> MonthWork:
    """Every signed job of the month, whatever its regime: all of them are declared.

    Work whose hours are not told counts those its wages are worth at the hourly SMIC, within what a month holds.
    """
    minutes = gross_cents = untold = 0
    days = month.range
    for period in periods:
        if period.state in SIGNED and period.start_on <= days.end_on and days.start_on <= period.end_on:
            gross, worked = period.gross_cents, period.worked_minutes
            is_untold = not worked
            if period.start_on < days.start_on or days.end_on < period.end_on:
                gross, worked = spread(gross, period.range, days), spread(worked, period.range, days)
            gross_cents += gross
            minutes += worked
            if is_untold:
                untold += micro_minutes(gross, days.end_on)
    return MonthWork(minutes + min(untold, max(0, MOST_MINUTES - minutes)), gross_cents, micro_cents)


def elsewhere(situations: Iterable[Situation], inside: DateRange) -> int:
    """Days the Sécurité sociale pays in the place of the allocation."""
    paid = [s.range for s in situations if s.kind in PAID_ELSEWHERE and s.is_indemnified]
    return days_of(paid, inside)


def forecast(
    right: Right,
    periods: Sequence[WorkPeriod],
    *,
    micro: Mapping[Month, int] | None = None,
    situations: Sequence[Situation] = (),
) -> list[MonthCash]:
    """Every month of the right, from its first day: what one could not take is carried over to the next.

    `micro` is the income of a micro-entreprise by month, in cents.
    """
    balance, cash = right.balance, []
    days = right.range.whole_months
    worked = [p for p in periods if p.start_on <= days.end_on and days.start_on <= p.end_on]
    away = [situation for situation in situations if situation.range.overlaps(right.range)]
    for month, here in by_month(enumerate(worked), right.months).items():
        inside = month.range.intersection(right.range)
        assert inside is not None
        pay, balance = pay_month(
            month,
            month_work((period for _, period in here), month, (micro or {}).get(month, 0)),
            annexe=right.annexe,
            aj_cents=right.aj_cents,
            balance=balance,
            right=right.range,
            other_days=elsewhere(away, inside),
        )
        cash.append(cash_of(pay, right))
    return cash


def cash_of(pay: MonthPay, right: Right) -> MonthCash:
    return MonthCash(pay, net_wages(pay.work.gross_cents), net_are(pay, right))


def net_wages(gross_cents: int) -> int:
    return shared(gross_cents * NET_OF_GROSS, 100)


def net_are(pay: MonthPay, right: Right) -> int:
    """The ARE of the month less what is taken from each day of it."""
    return shared(pay.are_cents * right.net_cents, right.aj_cents)


def left_after(right: Right, cash: Iterable[MonthCash], until: Month) -> int:
    """Days still waited for once the months up to `until` have taken theirs."""
    return right.balance.left - sum(one.pay.taken.days for one in cash if one.month <= until)
