"""Where a person stands on a day: which hours count, since when, and what is still missing.

Two ways of counting, never mixed: since the last opening, whose earlier hours are used up, or over the
twelve months that end on the day asked, as a first request would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Protocol

from webapp.domain.periods import DAY, DateRange, add_months
from webapp.domain.refusals import Refused
from webapp.domain.rights import window
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.counts import CountedLine, Kind
from webapp.domain.rights.eligibility import Person, age_on
from webapp.domain.rights.hours import HoursResult, count_hours
from webapp.domain.rights.projection import reached_on
from webapp.domain.rights.situations import Situation, lengthened
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Minutes, Sentence, sentence
from webapp.rights.estimate import Estimate, estimate_of

KEPT = 64  # people whose jobs have not changed since: counting them again is what a page costs most


class Mode(StrEnum):
    FIRST = "first"
    SINCE = "since"


class Opened(Protocol):
    """What is known of the last opening of rights: the row itself, or the same columns of another query."""

    @property
    def is_first_request(self) -> bool: ...
    @property
    def fct_on(self) -> date | None: ...
    @property
    def anniversary_on(self) -> date | None: ...
    @property
    def annexe(self) -> int: ...
    @property
    def born_on(self) -> date | None: ...
    @property
    def has_derogation(self) -> bool: ...
    @property
    def is_alsace_moselle(self) -> bool: ...
    @property
    def tax(self) -> str: ...


@dataclass(frozen=True)
class Reach:
    """When the hours were, or will be, enough; `most_minutes` is what the signed contracts lead to."""

    on: date | None
    is_to_come: bool
    most_minutes: int


@dataclass(frozen=True)
class Standing:
    on: date
    mode: Mode
    anniversary_on: date
    person: Person
    periods: tuple[WorkPeriod, ...]
    result: HoursResult
    situations: tuple[Situation, ...] = ()
    tax: Tax = Tax.FULL
    alsace_moselle: bool = False

    @property
    def is_since(self) -> bool:
        return self.mode is Mode.SINCE

    @property
    def is_past(self) -> bool:
        """The right counted has ended: another opening follows, not entered yet."""
        return self.is_since and self.on > self.anniversary_on

    @property
    def to_justify_minutes(self) -> int:
        """What is done but not proven, of what the right asks."""
        if not self.result.is_reached:
            return 0
        return max(0, self.result.threshold_minutes - self.result.justified_minutes)

    @property
    def counted_lines(self) -> list[CountedLine]:
        return [line for line in self.result.lines if line.kind in (Kind.WORK, Kind.TEACHING)]

    @property
    def other_lines(self) -> list[CountedLine]:
        return [line for line in self.result.lines if line.kind in (Kind.TO_COME, Kind.LEFT_OUT)]

    @property
    def outside_lines(self) -> list[CountedLine]:
        return [line for line in self.result.lines if line.kind is Kind.OUTSIDE]

    @cached_property
    def estimate(self) -> Estimate | None:
        """The allocation if the right opened on these hours."""
        return estimate_of(self.result, self.situations, tax=self.tax, alsace_moselle=self.alsace_moselle)

    @cached_property
    def justified_estimate(self) -> Estimate | None:
        """The same with what France Travail can see today."""
        return estimate_of(
            self.result,
            self.situations,
            justified_only=True,
            tax=self.tax,
            alsace_moselle=self.alsace_moselle,
        )

    @cached_property
    def reach(self) -> Reach:
        """Computed when asked: it counts again at the end of each contract."""
        return _since_reach(self) if self.is_since else _first_reach(self)

    @property
    def verdict(self) -> Sentence:
        result = self.result
        threshold = Minutes(result.threshold_minutes)
        if not result.is_reached:
            return sentence("Encore %(missing)s à faire.", missing=Minutes(result.missing_minutes))
        if self.to_justify_minutes:
            return sentence(
                "%(threshold)s faites. Il en manque %(missing)s à justifier.",
                threshold=threshold,
                missing=Minutes(self.to_justify_minutes),
            )
        return sentence(
            "Les %(threshold)s sont faites, avec %(more)s d’avance.",
            threshold=threshold,
            more=Minutes(result.total_minutes - result.threshold_minutes),
        )

    @property
    def outlook(self) -> Sentence | None:
        """What the contracts already signed change, while hours are missing."""
        if self.result.is_reached:
            return None
        if self.reach.on is not None:
            return sentence("Avec vos contrats signés, vous y êtes vers le %(day)s.", day=self.reach.on)
        if self.reach.most_minutes > self.result.total_minutes:
            return sentence(
                "Avec vos contrats signés, vous arrivez à %(total)s.", total=Minutes(self.reach.most_minutes)
            )
        return sentence("Aucun contrat signé à venir ne s’y ajoute.")


def why_of(line: CountedLine) -> tuple[Sentence, ...]:
    """Why a line counts as it does: something is always said."""
    said = line.why
    if line.kind in (Kind.WORK, Kind.TEACHING):
        if not said:
            said = (sentence("Toutes les heures comptent."),)
        if not line.justified:
            is_teaching = line.kind is Kind.TEACHING
            waits = sentence("Attestation en attente.") if is_teaching else sentence("AEM en attente.")
            said = (*said, waits)
    return said


def fct_of(opening: Opened | None) -> date | None:
    """The fin de contrat retenue; None before a first right."""
    return None if opening is None or opening.is_first_request else opening.fct_on


def default_mode(opening: Opened | None) -> Mode:
    return Mode.SINCE if fct_of(opening) else Mode.FIRST


def default_day(opening: Opened | None, today: date) -> date:
    """Today; on the very day of the fin de contrat retenue the count starts on the next one."""
    fct_on = fct_of(opening)
    return max(today, fct_on + DAY) if fct_on else today


def counted_from(opening: Opened | None, on: date, situations: Sequence[Situation] = ()) -> date:
    """The first day that can count: work that ended before it changes neither hours nor dates."""
    fct_on = fct_of(opening)
    if fct_on:
        return window.since_opening(fct_on, on).start_on
    return lengthened(window.first_request(on), situations).start_on


def known_from(opening: Opened | None, on: date, situations: Sequence[Situation] = ()) -> date:
    """The first day whose work changes anything shown: the year that opened the right, or would open one."""
    days = [day for day in (fct_of(opening), on) if day]
    return min(lengthened(window.first_request(day), situations).start_on for day in days)


def stand(
    periods: Sequence[WorkPeriod],
    opening: Opened | None,
    *,
    on: date,
    mode: Mode | None = None,
    situations: Sequence[Situation] = (),
    annexe: int | None = None,
) -> Standing:
    """Raises Refused when the day does not follow the fin de contrat retenue; `annexe` tries another one."""
    mode = mode or default_mode(opening)
    fct_on = opening.fct_on if opening is not None else None
    if mode is Mode.SINCE and fct_on is not None:
        known = opening.anniversary_on if opening is not None else None
        counted = window.since_opening(fct_on, on)
        anniversary_on = known or window.date_anniversaire(fct_on)
    else:
        mode, counted, anniversary_on = Mode.FIRST, window.first_request(on), window.date_anniversaire(on)
    person = person_of(opening, on)
    if annexe is not None:
        person = replace(person, annexe=annexe)
    if mode is Mode.FIRST:
        counted = lengthened(counted, situations)
    return _standing(
        same(periods),
        tuple(situations),
        on=on,
        mode=mode,
        counted=counted,
        anniversary_on=anniversary_on,
        person=person,
        tax=Tax(opening.tax or Tax.FULL) if opening is not None else Tax.FULL,
        alsace_moselle=bool(opening.is_alsace_moselle) if opening is not None else False,
    )


class Jobs(tuple[WorkPeriod, ...]):
    """The work of a page, by which all that is kept of it is found: its hash is worked out once."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()


def same(periods: Iterable[WorkPeriod]) -> Jobs:
    """The equal work of an earlier page: what is kept for it is then found without comparing each job again."""
    return _same(periods if isinstance(periods, Jobs) else Jobs(periods))


@lru_cache(KEPT)
def _same(jobs: Jobs) -> Jobs:
    return jobs


@lru_cache(KEPT)
def _standing(
    periods: tuple[WorkPeriod, ...],
    situations: tuple[Situation, ...],
    *,
    on: date,
    counted: DateRange,
    person: Person,
    **told: Any,
) -> Standing:
    result = count_hours(
        periods,
        counted,
        on=on,
        age_at_end=person.age,
        annexe=person.annexe,
        derogation=person.derogation,
        situations=situations,
        has_former_right=person.has_former_right,
    )
    return Standing(on=on, person=person, periods=periods, situations=situations, result=result, **told)


def person_of(opening: Opened | None, on: date) -> Person:
    if opening is None:
        return Person()
    return Person(
        annexe=opening.annexe,
        age=age_on(opening.born_on, on),
        derogation=bool(opening.has_derogation),
        has_former_right=not opening.is_first_request,
    )


def _since_reach(standing: Standing) -> Reach:
    """The first day stays put, the last is the date anniversaire."""
    counted = standing.result.window
    right = DateRange(counted.start_on, max(standing.anniversary_on, counted.end_on))
    inside = tuple(period for period in standing.periods if period.end_on >= right.start_on)
    found = _reached(inside, right, standing.on, standing.person)
    return replace(found, most_minutes=max(found.most_minutes, standing.result.total_minutes))


@lru_cache(KEPT)
def _reached(periods: tuple[WorkPeriod, ...], right: DateRange, on: date, person: Person) -> Reach:
    """Not known when the right is older than the figures of law are."""
    try:
        found = reached_on(
            periods, right, on=on, age_at_end=person.age, annexe=person.annexe, derogation=person.derogation
        )
    except Refused:
        return Reach(None, False, 0)
    return Reach(found.reached_on, found.is_to_come, found.most_minutes)


def _first_reach(standing: Standing) -> Reach:
    """The twelve months move along with the end of each signed contract."""
    result, person = standing.result, standing.person
    if result.is_reached:
        inside = tuple(line.period for line in result.lines if line.kind is not Kind.OUTSIDE)
        done = _reached(inside, result.window, standing.on, person)
        return Reach(done.on, False, result.total_minutes)
    most, limit = result.total_minutes, add_months(standing.on, window.RIGHT_MONTHS)
    ends = {line.period.contract_ends_on for line in result.lines if line.kind is Kind.TO_COME}
    for day in sorted(end for end in ends if end <= limit):
        then = window.first_request(day)
        total = _count(standing, then, day)
        if total >= result.threshold_minutes:
            return Reach(day, True, total)
        most = max(most, total)
    return Reach(None, False, most)


def _count(standing: Standing, counted: DateRange, day: date) -> int:
    person = standing.person
    return count_hours(
        standing.periods,
        counted,
        on=day,
        age_at_end=person.age,
        annexe=person.annexe,
        derogation=person.derogation,
    ).total_minutes
