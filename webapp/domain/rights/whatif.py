"""What a job not signed yet would change: the same day with it and without it, never two days compared.

Every signed contract that has ended by that day counts on both sides, so the job alone makes the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from webapp.domain.periods import DAY, Month, spread
from webapp.domain.refusals import Refused
from webapp.domain.rights.eligibility import Person, examine, retained_fct
from webapp.domain.rights.forecast import MonthCash, Right, forecast, left_after, month_work, net_wages
from webapp.domain.rights.hours import HoursResult
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.window import date_anniversaire, first_request
from webapp.domain.rights.work import SIGNED, State, WorkPeriod
from webapp.domain.words import Minutes, sentence

DAY_MINUTES = 24 * 60
MONTH_MINUTES = 31 * 12 * 60
"""Twelve hours every day of the longest month: beyond, something was mistyped."""


@dataclass(frozen=True)
class MonthMoney:
    """What a month brings in; `cash` is None when no right runs in it, and then wages are all there is."""

    month: Month
    wages_cents: int
    cash: MonthCash | None = None

    @property
    def are_cents(self) -> int:
        return self.cash.are_cents if self.cash else 0

    @property
    def total_cents(self) -> int:
        return self.cash.total_cents if self.cash else self.wages_cents

    @property
    def paid_days(self) -> int | None:
        return self.cash.pay.paid if self.cash else None


@dataclass(frozen=True)
class Side:
    """With the job, or without it. `other_cents` is what the other months of the right bring in from there."""

    result: HoursResult
    reference: Reference | None
    anniversary_on: date | None
    months: tuple[MonthMoney, ...]
    other_cents: int
    days_left: int | None
    """Days still waited for once these months are paid; None when no right runs in them."""

    @property
    def aj_cents(self) -> int | None:
        return self.reference.allowance.gross_cents if self.reference else None

    @property
    def total_cents(self) -> int:
        return sum(month.total_cents for month in self.months)


@dataclass(frozen=True)
class WhatIf:
    day: date
    extra: tuple[WorkPeriod, ...]
    right: Right | None
    before: Side
    after: Side
    reached_on: date | None
    """When the hours are enough thanks to the job; None when they are not, or were without it."""

    @property
    def months(self) -> list[Month]:
        return [money.month for money in self.after.months]

    @property
    def gained_minutes(self) -> int:
        return self.after.result.total_minutes - self.before.result.total_minutes

    @property
    def gained_cents(self) -> int:
        return self.after.total_cents - self.before.total_cents


def compare(periods: Sequence[WorkPeriod], extra: Sequence[WorkPeriod], **told: Any) -> WhatIf:
    """One answer alone; told as to `compare_each`."""
    return compare_each(periods, [extra], **told)[0]


def compare_each(
    periods: Sequence[WorkPeriod],
    answers: Sequence[Sequence[WorkPeriod]],
    *,
    on: date,
    right: Right | None = None,
    person: Person = Person(),
    situations: Sequence[Situation] = (),
    micro: Mapping[Month, int] | None = None,
    used_until: date | None = None,
    anniversary_on: date | None = None,
    until: date | None = None,
    months: Sequence[Month] = (),
) -> list[WhatIf]:
    """Each answer, a job or several, beside the same days without any of them.

    On the last day of the jobs, or on `on` when they are over; `until` and `months` look further. `used_until` is
    the fin de contrat of the right that runs, `anniversary_on` its anniversary. Raises Refused for a job that
    cannot be, and on a day whose figures are not known.
    """
    for period in chain.from_iterable(answers):
        _check(period)
    accepted = [
        tuple(replace(p, state=State.CONFIRMED, justified=False) for p in answer) for answer in answers
    ]
    jobs = list(chain.from_iterable(accepted))
    first_day = max(on, used_until + DAY) if used_until else on
    day = max([first_day, *(job.contract_ends_on for job in jobs), *([until] if until else [])])
    touched = sorted({*months, *(month for job in jobs for month in job.months)})
    ground = _Ground(
        right, person, tuple(situations), micro, used_until, anniversary_on, first_day, day, touched
    )
    earliest = ground.counts_from()
    recent = [period for period in periods if period.contract_ends_on >= earliest]
    named = {job.key for job in jobs}
    # Once for all of them: the other jobs not signed yet change nothing.
    before = ground.side([p for p in recent if p.state in SIGNED and p.key not in named])
    return [ground.with_answer(answer, recent, before) for answer in accepted]


def _check(period: WorkPeriod) -> None:
    if period.minutes < 0 or period.cachets_hundredths < 0 or period.gross_cents < 0:
        raise Refused(sentence("Un engagement n’a ni heures ni salaire négatifs."))
    if period.worked_minutes > period.range.days * DAY_MINUTES:
        raise Refused(
            sentence(
                "%(hours)s %(days)s\u00a0: c’est trop. Vérifiez les heures ou les dates.",
                hours=Minutes(period.worked_minutes),
                days=period.range.said,
            )
        )
    for month in period.range.months():
        minutes = spread(period.worked_minutes, period.range, month.range)
        if minutes > MONTH_MINUTES:
            raise Refused(
                sentence(
                    "%(hours)s en %(month)s\u00a0: c’est trop pour un mois. Vérifiez les heures ou les dates.",
                    hours=Minutes(minutes),
                    month=month.name,
                )
            )


@dataclass(frozen=True)
class _Ground:
    """What does not change with the answer; `first_day` is the first one that may be looked at."""

    right: Right | None
    person: Person
    situations: tuple[Situation, ...]
    micro: Mapping[Month, int] | None
    used_until: date | None
    anniversary_on: date | None
    first_day: date
    day: date
    months: Sequence[Month]

    def counts_from(self) -> date:
        """Work that ended before it changes nothing: most of a career, which would be counted for nothing."""
        window = first_request(self.first_day)
        lengthening = sum(situation.range.days for situation in self.situations)
        earliest = min(window.start_on - lengthening * DAY, self.months[0].start_on)
        return min(earliest, self.right.range.start_on) if self.right else earliest

    def with_answer(
        self, answer: tuple[WorkPeriod, ...], known: Sequence[WorkPeriod], before: Side
    ) -> WhatIf:
        keys = {job.key for job in answer}
        periods = [*[period for period in known if period.key not in keys], *answer]
        after = self.side(periods)
        crossed = after.result.is_reached and not before.result.is_reached
        start_on = max(self.first_day, min(job.contract_ends_on for job in answer))
        return WhatIf(
            day=self.day,
            extra=answer,
            right=self.right,
            before=before,
            after=after,
            reached_on=self.reached_on(periods, start_on) if crossed else None,
        )

    def side(self, periods: Sequence[WorkPeriod]) -> Side:
        result = self.count(periods, self.day)
        cash = self._forecast(periods)
        first, last = self.months[0], self.months[-1]
        return Side(
            result=result,
            reference=_reference(result, self.situations),
            anniversary_on=self._anniversary(periods, result),
            months=tuple(_money(month, periods, cash.get(month)) for month in self.months),
            other_cents=sum(c.total_cents for m, c in cash.items() if m > first and m not in self.months),
            days_left=left_after(self.right, cash.values(), last) if self.right and last in cash else None,
        )

    def count(self, periods: Sequence[WorkPeriod], day: date) -> HoursResult:
        """The twelve months that end that day, never further back than the hours already used."""
        return examine(
            periods, day, person=self.person, situations=self.situations, used_until=self.used_until
        ).result

    def reached_on(self, periods: Sequence[WorkPeriod], start_on: date) -> date:
        ends = sorted({p.contract_ends_on for p in periods if start_on <= p.contract_ends_on < self.day})
        return next((end for end in (start_on, *ends) if self.count(periods, end).is_reached), self.day)

    def _forecast(self, periods: Sequence[WorkPeriod]) -> dict[Month, MonthCash]:
        if self.right is None:
            return {}
        months = forecast(self.right, periods, micro=self.micro, situations=self.situations)
        return {one.month: one for one in months}

    def _anniversary(self, periods: Sequence[WorkPeriod], result: HoursResult) -> date | None:
        """A right that runs keeps its own; a first one has that of the contract that would open it."""
        if self.used_until is not None:
            return self.anniversary_on or date_anniversaire(self.used_until)
        fct_on = retained_fct(periods, self.day) if result.is_reached else None
        return date_anniversaire(fct_on) if fct_on else None


def _reference(result: HoursResult, situations: Sequence[Situation]) -> Reference | None:
    """None without hours to compute from; a figure that is not known still refuses."""
    return refer(result, situations) if result.nht_minutes > 0 else None


def _money(month: Month, periods: Sequence[WorkPeriod], cash: MonthCash | None) -> MonthMoney:
    wages = cash.wages_cents if cash else net_wages(month_work(periods, month).gross_cents)
    return MonthMoney(month, wages, cash)
