"""All that « Mes droits » shows, computed from one reading of the jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from webapp.domain.periods import DAY, DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales, waiting
from webapp.domain.rights.eligibility import annexe_of, contracts_of, exam_on, retained_fct
from webapp.domain.rights.explain import explain_hours
from webapp.domain.rights.explain_allowance import explain_allowance, explain_net
from webapp.domain.rights.explain_waiting import explain_waited, explain_waiting
from webapp.domain.rights.forecast import MonthCash, Right
from webapp.domain.rights.gap import Gap, parts_told
from webapp.domain.rights.steps import Step
from webapp.domain.rights.waiting import Balance, Taken
from webapp.domain.words import Sentence
from webapp.rights.estimate import Estimate
from webapp.rights.models import Opening
from webapp.rights.running import Running, cash_of
from webapp.rights.standing import Standing

SHOWN_MONTHS = 8  # the months ahead whose unpaid days are drawn


@dataclass(frozen=True)
class Board:
    standing: Standing
    running: Running | None
    opening: Opening | None = None
    micro: Mapping[Month, int] = field(default_factory=dict)

    @property
    def is_notified(self) -> bool:
        """The letter of the right that runs tells the allocation."""
        return self.running is not None and self.running.opening.aj_cents is not None

    @cached_property
    def estimate(self) -> Estimate | None:
        """Of the right that runs, from the jobs before it; else of the right a first request would open."""
        return self.running.estimate if self.running else self.standing.estimate

    @cached_property
    def next_estimate(self) -> Estimate | None:
        """Of the right these hours would open, while one runs."""
        return self.standing.estimate if self.running else None

    @cached_property
    def justified_estimate(self) -> Estimate | None:
        return self.standing.justified_estimate

    @cached_property
    def aj_cents(self) -> int | None:
        if self.running:
            return self.running.aj_cents
        return self.estimate.allowance.gross_cents if self.estimate else None

    @cached_property
    def net_cents(self) -> int | None:
        if self.running:
            return self.running.net_cents
        return self.estimate.net.net_cents if self.estimate else None

    @property
    def is_net_known(self) -> bool:
        return self.running is None or self.running.net is not None

    @cached_property
    def right(self) -> Right | None:
        """The right that runs, or the one a first request would open the day after the day counted."""
        return self._reckoned[0]

    @property
    def cash(self) -> list[MonthCash]:
        return self._reckoned[1]

    @property
    def unknown(self) -> Sentence | None:
        """Why the days to wait for are not told: a month that cannot be, or without a figure of law."""
        return self._reckoned[2]

    @cached_property
    def _reckoned(self) -> tuple[Right | None, list[MonthCash], Sentence | None]:
        standing = self.standing
        try:
            right = self._right()
            cash = cash_of(right, standing.periods, standing.situations, self.micro) if right else []
        except Refused as refusal:
            return None, [], refusal.sentence
        return right, cash, None

    def _right(self) -> Right | None:
        if self.running:
            return self.running.right
        if self.estimate is None or not self.standing.result.is_reached:
            return None
        return _right_of(self.estimate, self.standing)

    @cached_property
    def left(self) -> Balance | None:
        """Days still to be waited for on the day counted: the months that have ended took theirs."""
        if self.right is None:
            return None
        balance, this = self.right.balance, Month.of(self.standing.on)
        for month in self.cash:
            if month.month < this:
                _taken, balance = waiting.take(balance, month.pay.taken.days + month.pay.paid)
        return balance

    @cached_property
    def ahead(self) -> list[tuple[Month, Taken]]:
        """The days waited for in each month to come, as long as there are some."""
        this = Month.of(self.standing.on)
        months = [(one.month, one.pay.taken) for one in self.cash if one.month >= this and one.pay.taken.days]
        return months[:SHOWN_MONTHS]

    @cached_property
    def retained_fct_on(self) -> date | None:
        """The fin de contrat a first request made that day would keep: the last one, of the annexes."""
        return None if self.running else retained_fct(self.standing.periods, self.standing.on)

    @cached_property
    def exam_on(self) -> date:
        return exam_on(self.standing.anniversary_on, contracts_of(self.standing.periods))

    @cached_property
    def other_annexe(self) -> int | None:
        """The annexe with the most hours, when it is not the one counted for."""
        best = annexe_of(self.standing.result)
        return best if best != self.standing.result.annexe else None

    @property
    def gap(self) -> Gap | None:
        return self.running.gap if self.running else None

    @cached_property
    def told(self) -> tuple[int, int, int] | None:
        """The three parts by the wages and hours of the letter, when it tells them."""
        opening, estimate = self.opening, self.estimate
        if opening is None or estimate is None or (opening.sr_cents is None and opening.nht_minutes is None):
            return None
        parts = parts_told(estimate.allowance.basis, opening.sr_cents, opening.nht_minutes)
        return parts.a_cents, parts.b_cents, parts.c_cents

    @property
    def rules_on(self) -> date:
        return scales.latest_change(self.standing.on)

    @cached_property
    def hours_steps(self) -> list[Step]:
        return explain_hours(self.standing.result)

    @cached_property
    def allowance_steps(self) -> list[Step]:
        if self.estimate is None:
            return []
        return explain_allowance(self.estimate.reference, self.estimate.allowance)

    @cached_property
    def net_steps(self) -> list[Step]:
        if self.estimate is None or self.aj_cents is None:
            return []
        wage = self.running.told_wage if self.running else None
        return explain_net(
            self.estimate.net_of(self.aj_cents, wage),
            self.estimate.reference,
            tax=self.estimate.tax,
            alsace_moselle=self.estimate.alsace_moselle,
            wage=wage,
        )

    @cached_property
    def waiting_steps(self) -> list[Step]:
        if self.estimate is None:
            return []
        steps = explain_waiting(self.estimate.reference, self.estimate.holiday, self.estimate.wages)
        return [*steps, explain_waited(self.right.balance)] if self.right else steps

    @cached_property
    def next_steps(self) -> Sequence[Step]:
        if self.next_estimate is None:
            return []
        return explain_allowance(self.next_estimate.reference, self.next_estimate.allowance)


def _right_of(estimate: Estimate, standing: Standing) -> Right:
    days = DateRange(standing.on + DAY, standing.anniversary_on)
    return Right(
        annexe=standing.result.annexe,
        range=days,
        aj_cents=estimate.allowance.gross_cents,
        net_cents=estimate.net.net_cents,
        balance=Balance(
            waiting=waiting.waiting_days(days.start_on, None),
            holiday=estimate.holiday.total,
            holiday_monthly=estimate.holiday.monthly,
            wage=estimate.wages.total,
            wage_monthly=waiting.wage_monthly(estimate.wages.total, len(days.months()), days.start_on),
        ),
    )
