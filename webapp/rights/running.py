"""The right that runs: what its letter says rules, and what it does not say is estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from webapp.core import clock
from webapp.domain.periods import DAY, DateRange
from webapp.domain.rights import waiting
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.counts import HoursResult
from webapp.domain.rights.eligibility import Person, examine
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.gap import Gap, explain_gap
from webapp.domain.rights.situations import Situation, lengthened
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.window import date_anniversaire, first_request
from webapp.domain.rights.work import WorkPeriod
from webapp.rights.estimate import Estimate, estimate_of
from webapp.rights.models import Opening
from webapp.rights.standing import KEPT, fct_of, person_of


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
    def net_cents(self) -> int | None:
        if self.aj_cents is None:
            return None
        return self.estimate.net_of(self.aj_cents).net_cents if self.estimate else self.aj_cents

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
    periods: tuple[WorkPeriod, ...], opening: Opening | None, situations: tuple[Situation, ...] = ()
) -> Running | None:
    """None before a first right is entered."""
    if opening is None or fct_of(opening) is None:
        return None
    estimate = _estimate(periods, *_told_of(opening), situations)
    return Running(opening, estimate, periods, situations)


def _told_of(opening: Opening) -> tuple[date, Person, Tax, bool]:
    assert opening.fct_on is not None
    person = person_of(opening, opening.fct_on)
    return opening.fct_on, person, Tax(opening.tax or Tax.FULL), bool(opening.is_alsace_moselle)


@lru_cache(KEPT)
def _estimate(
    periods: tuple[WorkPeriod, ...],
    fct_on: date,
    person: Person,
    tax: Tax,
    alsace_moselle: bool,
    situations: tuple[Situation, ...],
) -> Estimate | None:
    known = examine(periods, fct_on, person=person, situations=situations)
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
    return explain_gap(estimate.reference.result, notified_cents, situations) if estimate else None


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
