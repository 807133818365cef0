"""What a job not signed yet would change: the same day with it and without it, never two days compared.

Every signed contract that has ended by that day counts on both sides, so the job alone makes the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from webapp.domain.periods import DAY, Month, spread
from webapp.domain.refusals import Refused
from webapp.domain.rights.eligibility import Person, examine, retained_fct
from webapp.domain.rights.forecast import MonthCash, Right, forecast, left_after, month_work, net_wages
from webapp.domain.rights.hours import HoursResult
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.window import date_anniversaire, first_request
from webapp.domain.rights.work import State, WorkPeriod
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


def compare(
    periods: Sequence[WorkPeriod],
    extra: Sequence[WorkPeriod],
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
) -> WhatIf:
    """On the last day of the job, or on `on` when it is over; `until` and `months` put two jobs side by side.

    `used_until` is the fin de contrat of the right that runs, `anniversary_on` its anniversary. Raises Refused
    for a job that cannot be, and on a day whose figures are not known.
    """
    for period in extra:
        _check(period)
    accepted = tuple(replace(period, state=State.CONFIRMED, justified=False) for period in extra)
    ends = [period.contract_ends_on for period in accepted]
    first_day = max(on, used_until + DAY) if used_until else on
    day = max([first_day, *ends, *([until] if until else [])])
    touched = sorted({*months, *(month for period in accepted for month in period.range.months())})
    ground = _Ground(right, person, tuple(situations), micro, used_until, anniversary_on)
    keys, first = {period.key for period in extra}, min(ground.counts_from(day), touched[0].start_on)
    without = [p for p in periods if p.key not in keys and p.contract_ends_on >= first]
    before = ground.side(without, day, touched)
    after = ground.side([*without, *accepted], day, touched)
    crossed = after.result.is_reached and not before.result.is_reached
    return WhatIf(
        day=day,
        extra=accepted,
        right=right,
        before=before,
        after=after,
        reached_on=ground.reached_on([*without, *accepted], max(first_day, min(ends)), day)
        if crossed
        else None,
    )


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
    """What does not change with the job."""

    right: Right | None
    person: Person
    situations: tuple[Situation, ...]
    micro: Mapping[Month, int] | None
    used_until: date | None
    anniversary_on: date | None

    def counts_from(self, day: date) -> date:
        """Work that ended before it changes nothing: most of a career, which would be counted for nothing."""
        window = first_request(day)
        lengthening = sum(situation.range.days for situation in self.situations)
        earliest = window.start_on - lengthening * DAY
        return min(earliest, self.right.range.start_on) if self.right else earliest

    def side(self, periods: Sequence[WorkPeriod], day: date, touched: Sequence[Month]) -> Side:
        result = self.count(periods, day)
        cash = self._forecast(periods)
        last = touched[-1]
        return Side(
            result=result,
            reference=_reference(result, self.situations),
            anniversary_on=self._anniversary(periods, result, day),
            months=tuple(_money(month, periods, cash.get(month)) for month in touched),
            other_cents=sum(c.total_cents for m, c in cash.items() if m > touched[0] and m not in touched),
            days_left=left_after(self.right, cash.values(), last) if self.right and last in cash else None,
        )

    def count(self, periods: Sequence[WorkPeriod], day: date) -> HoursResult:
        """The twelve months that end that day, never further back than the hours already used."""
        return examine(
            periods, day, person=self.person, situations=self.situations, used_until=self.used_until
        ).result

    def reached_on(self, periods: Sequence[WorkPeriod], start_on: date, day: date) -> date:
        ends = sorted({p.contract_ends_on for p in periods if start_on <= p.contract_ends_on < day})
        return next((end for end in (start_on, *ends) if self.count(periods, end).is_reached), day)

    def _forecast(self, periods: Sequence[WorkPeriod]) -> dict[Month, MonthCash]:
        if self.right is None:
            return {}
        months = forecast(self.right, periods, micro=self.micro, situations=self.situations)
        return {one.month: one for one in months}

    def _anniversary(self, periods: Sequence[WorkPeriod], result: HoursResult, day: date) -> date | None:
        """A right that runs keeps its own; a first one has that of the contract that would open it."""
        if self.used_until is not None:
            return self.anniversary_on or date_anniversaire(self.used_until)
        fct_on = retained_fct(periods, day) if result.is_reached else None
        return date_anniversaire(fct_on) if fct_on else None


def _reference(result: HoursResult, situations: Sequence[Situation]) -> Reference | None:
    """None without hours to compute from; a figure that is not known still refuses."""
    return refer(result, situations) if result.nht_minutes > 0 else None


def _money(month: Month, periods: Sequence[WorkPeriod], cash: MonthCash | None) -> MonthMoney:
    wages = cash.wages_cents if cash else net_wages(month_work(periods, month).gross_cents)
    return MonthMoney(month, wages, cash)
