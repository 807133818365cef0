"""The right that runs: what its letter says rules, and what it does not say is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from webapp.core import clock
from webapp.domain.periods import DAY, DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import waiting
from webapp.domain.rights.allowance import Basis, Net, Tax, daily_wage, net
from webapp.domain.rights.counts import HoursResult
from webapp.domain.rights.eligibility import Person, examine
from webapp.domain.rights.forecast import MonthCash, Right, forecast
from webapp.domain.rights.gap import Gap, gap_of, parts_told
from webapp.domain.rights.situations import Situation, lengthened
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.window import date_anniversaire, first_request
from webapp.domain.rights.work import WorkPeriod
from webapp.rights.estimate import Estimate, estimate_of
from webapp.rights.models import Opening
from webapp.rights.standing import KEPT, fct_of, person_of, same


@dataclass(frozen=True)
class Running:
    """An opening beside the estimate of it from the jobs known before its fin de contrat."""

    opening: Opening
    estimate: Estimate | None
    periods: tuple[WorkPeriod, ...] = ()
    situations: tuple[Situation, ...] = ()

    @property
    def range(self) -> DateRange:
        fct_on = self.opening.fct_on
        assert fct_on is not None
        start_on = max(fct_on + DAY, self.opening.registered_on or fct_on + DAY)
        end_on = self.opening.anniversary_on or date_anniversaire(fct_on)
        return DateRange(min(start_on, end_on), end_on)

    @property
    def result(self) -> HoursResult | None:
        return self.estimate.reference.result if self.estimate else None

    @cached_property
    def aj_cents(self) -> int | None:
        """Notified, else estimated."""
        if self.opening.aj_cents is not None:
            return self.opening.aj_cents
        return self.estimate.allowance.gross_cents if self.estimate else None

    @cached_property
    def told_wage(self) -> Fraction | None:
        """The salaire journalier moyen by the salary and hours of the letter, when it tells them."""
        sr_cents, nht_minutes = self.opening.sr_cents, self.opening.nht_minutes
        if self.estimate and (sr_cents is not None or nht_minutes is not None):
            return parts_told(self.estimate.allowance.basis, sr_cents, nht_minutes).daily_wage
        if sr_cents is None or nht_minutes is None:
            return None
        fct_on = self.opening.fct_on
        assert fct_on is not None
        return daily_wage(Basis(self.opening.annexe, sr_cents, nht_minutes, fct_on))

    @cached_property
    def net(self) -> Net | None:
        """None without an allocation, or without the wages that say what is taken from it."""
        if self.aj_cents is None:
            return None
        if self.estimate:
            return self.estimate.net_of(self.aj_cents, self.told_wage)
        if self.told_wage is None:
            return None
        fct_on, _person, tax, alsace_moselle = _told_of(self.opening)
        return net(self.aj_cents, self.told_wage, on=fct_on, tax=tax, alsace_moselle=alsace_moselle)

    @cached_property
    def net_cents(self) -> int | None:
        """The gross as long as what is taken from it is not known."""
        return self.net.net_cents if self.net else self.aj_cents

    @cached_property
    def gap(self) -> Gap | None:
        """Between the letter and the estimate, when both are known."""
        notified = self.opening.aj_cents
        if notified is None or self.estimate is None:
            return None
        return _gap(self.periods, *_told_of(self.opening), self.situations, notified)

    @cached_property
    def balance(self) -> Balance:
        """What was waited for on the first day."""
        opening, first_on = self.opening, self.range.start_on
        holiday = _told(opening.holiday_days, self.estimate.holiday.total if self.estimate else 0)
        wages = _told(opening.wage_days, self.estimate.wages.total if self.estimate else 0)
        return Balance(
            deferral=opening.deferral_days or 0,
            waiting=_told(opening.waiting_days, waiting.waiting_days(first_on, None)),
            holiday=holiday,
            holiday_monthly=waiting.holiday_monthly(holiday, first_on),
            wage=wages,
            wage_monthly=waiting.wage_monthly(wages, len(self.range.months()), first_on),
        )

    @cached_property
    def right(self) -> Right | None:
        """None as long as no allocation is known, notified or estimated."""
        if self.aj_cents is None or self.net_cents is None:
            return None
        return Right(self.opening.annexe, self.range, self.aj_cents, self.net_cents, self.balance)


def running(
    periods: Iterable[WorkPeriod], opening: Opening | None, situations: tuple[Situation, ...] = ()
) -> Running | None:
    """None before a first right is entered."""
    if opening is None or fct_of(opening) is None:
        return None
    jobs = same(periods)
    estimate = _estimate(jobs, *_told_of(opening), situations)
    return Running(opening, estimate, jobs, situations)


def _told_of(opening: Opening) -> tuple[date, Person, Tax, bool]:
    assert opening.fct_on is not None
    person = person_of(opening, opening.fct_on)
    return opening.fct_on, person, Tax(opening.tax or Tax.FULL), bool(opening.is_alsace_moselle)


def cash_of(
    right: Right,
    periods: tuple[WorkPeriod, ...],
    situations: tuple[Situation, ...] = (),
    micro: Mapping[Month, int] | None = None,
) -> list[MonthCash]:
    """The months of a right; a list that others are given too, to be read alone."""
    return _cash(right, periods, situations, tuple(sorted((micro or {}).items())))


@lru_cache(KEPT)
def _cash(
    right: Right,
    periods: tuple[WorkPeriod, ...],
    situations: tuple[Situation, ...],
    micro: tuple[tuple[Month, int], ...],
) -> list[MonthCash]:
    return forecast(right, periods, micro=dict(micro), situations=situations)


@lru_cache(KEPT)
def _estimate(
    periods: tuple[WorkPeriod, ...],
    fct_on: date,
    person: Person,
    tax: Tax,
    alsace_moselle: bool,
    situations: tuple[Situation, ...],
) -> Estimate | None:
    """None for a right older than the figures of law that are known."""
    try:
        known = examine(periods, fct_on, person=person, situations=situations)
    except Refused:
        return None
    return estimate_of(known.result, situations, tax=tax, alsace_moselle=alsace_moselle)


@lru_cache(KEPT)
def _gap(
    periods: tuple[WorkPeriod, ...],
    fct_on: date,
    person: Person,
    tax: Tax,
    alsace_moselle: bool,
    situations: tuple[Situation, ...],
    notified_cents: int,
) -> Gap | None:
    estimate = _estimate(periods, fct_on, person, tax, alsace_moselle, situations)
    return gap_of(estimate.reference, notified_cents) if estimate else None


def rights_had(openings: Sequence[Opening]) -> list[Opening]:
    """One row for each right, the latest first, among all that were entered, the last entered first.

    A row written after the fin de contrat of the next right is what was once believed of the same letter.
    """
    had: list[Opening] = []
    for opening in openings:
        if fct_of(opening) is None:
            if not had:
                return []
            continue
        if not had or _is_before(opening, had[-1]):
            had.append(opening)
    return had


def looked_at_since(opening: Opening, situations: Sequence[Situation] = ()) -> date:
    """The first day that the estimate of a right looks at: no older work changes it."""
    assert opening.fct_on is not None
    return lengthened(first_request(opening.fct_on), situations).start_on


def _is_before(opening: Opening, later: Opening) -> bool:
    assert opening.fct_on is not None and later.fct_on is not None
    written_on = opening.created_at.astimezone(clock.PARIS).date()
    return opening.fct_on < later.fct_on and written_on <= later.fct_on


def _told(said: int | None, estimated: int) -> int:
    return estimated if said is None else said
