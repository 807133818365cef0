"""Renewing a right before its end, or waiting for its date anniversaire: what each opens, and leaves owed.

Guide « Intermittents du spectacle » of February 2026, p. 12 to 15 and 18 to 22. Where it is silent, the prudent
choices below are ours:

- An early request is examined on the last fin de contrat whose AEM is in, with justified work alone. When that is
  not enough but the work done is, the request is weighed as if every AEM were in, and says so.
- The right asked for starts on the day of the request, or after its fin de contrat if that is later.
- A day of franchise that the months of the old right did not take is owed back, at the gross allocation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from webapp.domain.periods import DAY, DateRange, Month, spread
from webapp.domain.refusals import Refused
from webapp.domain.rights import waiting
from webapp.domain.rights.allowance import Allowance, Net, Tax, net
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind
from webapp.domain.rights.eligibility import Examination, Person, contracts_of, exam_on, examine, retained_fct
from webapp.domain.rights.forecast import MonthCash, Right, forecast
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.work import WorkPeriod


class Basis(StrEnum):
    """Which work a choice takes."""

    JUSTIFIED = "justified"
    DONE = "done"
    SIGNED = "signed"


@dataclass(frozen=True)
class Holder:
    """The right that runs, and what its person is."""

    right: Right
    fct_on: date
    person: Person
    tax: Tax = Tax.FULL
    alsace_moselle: bool = False

    @property
    def anniversary_on(self) -> date:
        return self.right.range.end_on


@dataclass(frozen=True)
class Owed:
    """The franchises of a right that its months did not take, asked back when it ends."""

    holiday: int
    holiday_taken: int
    wage: int
    wage_taken: int
    aj_cents: int

    @property
    def holiday_left(self) -> int:
        return self.holiday - self.holiday_taken

    @property
    def wage_left(self) -> int:
        return self.wage - self.wage_taken

    @property
    def days(self) -> int:
        return self.holiday_left + self.wage_left

    @property
    def cents(self) -> int:
        return self.days * self.aj_cents


@dataclass(frozen=True)
class Opened:
    """The right that an examination would open."""

    reference: Reference
    allowance: Allowance
    net: Net
    right: Right

    @property
    def gross_cents(self) -> int:
        return self.allowance.gross_cents

    @property
    def starts_on(self) -> date:
        return self.right.range.start_on

    @property
    def anniversary_on(self) -> date:
        return self.right.range.end_on

    @property
    def balance(self) -> Balance:
        return self.right.balance

    @property
    def first_whole_on(self) -> date:
        """The first day of the first month it pays whole."""
        return self.starts_on if self.starts_on.day == 1 else Month.of(self.starts_on).end_on + DAY


@dataclass(frozen=True)
class Choice:
    """`examination` is None without a fin de contrat since the last opening; `opened` when it opens nothing."""

    basis: Basis
    examination: Examination | None
    opened: Opened | None
    owed: Owed

    @property
    def result(self) -> HoursResult | None:
        return self.examination.result if self.examination else None

    @property
    def expected(self) -> list[CountedLine]:
        """The periods counted whose AEM is not in."""
        lines = self.result.lines if self.result else ()
        return [line for line in lines if line.kind in (Kind.WORK, Kind.TEACHING) and not line.justified]


@dataclass(frozen=True)
class Ledger:
    """What both choices are worked out from; `on` is the day of the request, inside the right."""

    holder: Holder
    periods: tuple[WorkPeriod, ...]
    situations: tuple[Situation, ...]
    micro: Mapping[Month, int]
    on: date

    def examined(self, fct_on: date | None, *, at_anniversary: bool = False) -> Examination | None:
        """None on a fin de contrat whose hours have already opened the right that runs."""
        if fct_on is None or fct_on <= self.holder.fct_on:
            return None
        return examine(
            self.periods,
            fct_on,
            person=self.holder.person,
            situations=self.situations,
            used_until=self.holder.fct_on,
            at_anniversary=at_anniversary,
        )

    def early(self, justified: Examination | None) -> Choice:
        basis, examination = Basis.JUSTIFIED, justified
        if justified is None or justified.result.justified_minutes < justified.result.threshold_minutes:
            basis, examination = Basis.DONE, self.examined(retained_fct(self.periods, self.on))
        opened = None
        if examination is not None and examination.opens:
            opened = self.opened(examination, basis, max(examination.fct_on + DAY, self.on))
        closing = month_before(opened.first_whole_on) if opened else Month.of(self.on)
        return Choice(basis, examination, opened, self.owed(closing))

    def waiting(self) -> Choice:
        anniversary_on = self.holder.anniversary_on
        exam = exam_on(anniversary_on, contracts_of(self.periods))
        examination = self.examined(retained_fct(self.periods, exam - DAY), at_anniversary=True)
        opened = None
        if examination is not None and examination.opens:
            start_on = max(examination.fct_on, anniversary_on) + DAY
            opened = self.opened(examination, Basis.SIGNED, start_on)
        return Choice(Basis.SIGNED, examination, opened, self.owed(Month.of(anniversary_on)))

    def opened(self, examination: Examination, basis: Basis, start_on: date) -> Opened | None:
        """None when nothing makes an allocation, as hours of teaching alone, or its figures are not known."""
        try:
            reference = refer(examination.result, self.situations, justified_only=basis is Basis.JUSTIFIED)
            allocation = reference.allowance
            of_day = net(
                allocation.gross_cents,
                allocation.daily_wage,
                on=examination.fct_on,
                tax=self.holder.tax,
                alsace_moselle=self.holder.alsace_moselle,
            )
            days = DateRange(start_on, max(start_on, examination.anniversary_on))
            balance = self._balance(reference, allocation, days)
        except Refused:
            return None
        annexe, gross, left = examination.result.annexe, allocation.gross_cents, of_day.net_cents
        return Opened(reference, allocation, of_day, Right(annexe, days, gross, left, balance))

    def _balance(self, reference: Reference, allocation: Allowance, days: DateRange) -> Balance:
        fct_on = reference.result.window.end_on
        holiday = waiting.holiday_franchise(reference.days_worked, fct_on)
        wages = waiting.wage_franchise(reference.all_wages_cents, allocation.daily_wage, fct_on)
        old = self.holder.right
        return Balance(
            waiting=waiting.waiting_days(days.start_on, old.range.start_on if old.balance.waiting else None),
            holiday=holiday.total,
            holiday_monthly=holiday.monthly,
            wage=wages.total,
            wage_monthly=waiting.wage_monthly(wages.total, len(days.months()), fct_on),
        )

    def owed(self, until: Month) -> Owed:
        old = self.holder.right
        taken = [one.pay.taken for one in self.kept if one.month <= until]
        start = old.balance
        return Owed(
            start.holiday + start.holiday_carried,
            sum(one.holiday for one in taken),
            start.wage + start.wage_carried,
            sum(one.wage for one in taken),
            old.aj_cents,
        )

    @cached_property
    def kept(self) -> list[MonthCash]:
        """The right that runs, to its last day."""
        return self.cash(self.holder.right, self.holder.right.range)

    def cash(self, right: Right, days: DateRange) -> list[MonthCash]:
        """The months of a right on these days, with the work that falls on them."""
        return forecast(
            replace(right, range=days),
            clipped(self.periods, days),
            micro=self.micro,
            situations=self.situations,
        )


def clipped(periods: Sequence[WorkPeriod], days: DateRange) -> list[WorkPeriod]:
    """The part of the work that falls on these days, laid evenly as everywhere."""
    return [_part_of(period, part) for period in periods if (part := period.range.intersection(days))]


def _part_of(period: WorkPeriod, part: DateRange) -> WorkPeriod:
    if part == period.range:
        return period
    return replace(
        period,
        start_on=part.start_on,
        end_on=part.end_on,
        minutes=spread(period.minutes, period.range, part),
        cachets_hundredths=spread(period.cachets_hundredths, period.range, part),
        gross_cents=spread(period.gross_cents, period.range, part),
    )


def month_before(day: date) -> Month:
    return Month.of(Month.of(day).start_on - DAY)
