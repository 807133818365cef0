"""Whether a right opens, on which fin de contrat, and what remains when it does not.

Guide « Intermittents du spectacle » of February 2026, p. 4 to 9 and 18 to 22.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.periods import DAY, DateRange, add_months
from webapp.domain.rights import scales
from webapp.domain.rights.counts import HoursResult, Kind
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.situations import Situation, lengthened
from webapp.domain.rights.window import date_anniversaire, first_request, since_opening
from webapp.domain.rights.work import SIGNED, Regime, WorkPeriod

USUAL_DAYS = 365
FORECLOSURE_MONTHS = 12


@dataclass(frozen=True)
class Person:
    """What the count needs to know of somebody."""

    annexe: int = 8
    age: int | None = None
    derogation: bool = False
    has_former_right: bool = False


def age_on(born_on: date | None, on: date) -> int | None:
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@dataclass(frozen=True)
class Examination:
    """A fin de contrat tried: its period, its hours, and how many were asked."""

    fct_on: date
    result: HoursResult

    @property
    def opens(self) -> bool:
        return self.result.is_reached

    @property
    def anniversary_on(self) -> date:
        return date_anniversaire(self.fct_on)


def examine(
    periods: Sequence[WorkPeriod],
    fct_on: date,
    *,
    person: Person = Person(),
    situations: Sequence[Situation] = (),
    used_until: date | None = None,
    at_anniversary: bool = False,
) -> Examination:
    """The twelve months before a fin de contrat, longer by the leave they hold.

    `used_until` is the fin de contrat of the right before: no hour up to it serves again. At its anniversary or
    after it, a period too poor is tried longer by 30 days, 42 h more each time. Raises Refused when the fin de
    contrat does not follow that of the right before.
    """
    earliest = since_opening(used_until, fct_on).start_on if used_until else None

    def counted(blocks: int) -> HoursResult:
        days = blocks * scales.value(scales.READMISSION_DAYS, fct_on)
        return count_hours(
            periods,
            _longer(fct_on, days, earliest, situations),
            on=fct_on,
            age_at_end=person.age,
            annexe=person.annexe,
            derogation=person.derogation,
            situations=situations,
            has_former_right=person.has_former_right,
            required_minutes=required_minutes(USUAL_DAYS + days, fct_on),
        )

    usual = tried = counted(0)
    blocks = 0
    while at_anniversary and earliest and not tried.is_reached and tried.window.start_on > earliest:
        blocks += 1
        tried = counted(blocks)
    return Examination(fct_on, tried if tried.is_reached else usual)


def _longer(fct_on: date, days: int, earliest: date | None, situations: Sequence[Situation]) -> DateRange:
    usual = first_request(fct_on)
    window = lengthened(DateRange(usual.start_on - timedelta(days=days), fct_on), situations)
    return DateRange(max(window.start_on, earliest), fct_on) if earliest else window


def required_minutes(days: int, on: date) -> int:
    """507 h, and 42 h more for each whole stretch of 30 days beyond 365."""
    blocks = max(0, (days - USUAL_DAYS) // scales.value(scales.READMISSION_DAYS, on))
    return scales.value(scales.THRESHOLD, on) + blocks * scales.value(scales.READMISSION_HOURS, on)


def annexe_of(result: HoursResult) -> int:
    """The annexe with the most hours in the period; as many in both, the one counted for."""
    minutes = {8: 0, 10: 0}
    for line in result.lines:
        if line.kind is Kind.WORK and line.period.annexe in minutes:
            minutes[line.period.annexe] += line.counted_minutes
    if minutes[8] == minutes[10]:
        return result.annexe
    return max(minutes, key=lambda annexe: minutes[annexe])


def retained_fct(periods: Iterable[WorkPeriod], before: date, *, justified_only: bool = False) -> date | None:
    """The last fin de contrat up to a day, of signed work of the annexes; an early request wants its AEM in."""
    ends = [
        period.contract_ends_on
        for period in periods
        if period.regime is Regime.SPECTACLE
        and period.state in SIGNED
        and period.contract_ends_on <= before
        and (period.justified or not justified_only)
    ]
    return max(ends, default=None)


def fct_at_anniversary(periods: Sequence[WorkPeriod], anniversary_on: date) -> date | None:
    """The last fin de contrat up to it; of contracts that run on it, the first one that a day without any follows."""
    contracts = contracts_of(periods)
    if any(anniversary_on in contract for contract in contracts):
        return exam_on(anniversary_on, contracts) - DAY
    return retained_fct(periods, anniversary_on)


def exam_on(anniversary_on: date, contracts: Iterable[DateRange]) -> date:
    """The day after the anniversary, or the first day without a contract of the annexes if one runs on it."""
    running = sorted(contracts)
    day = anniversary_on
    while inside := [contract for contract in running if day in contract]:
        day = max(contract.end_on for contract in inside) + DAY
    return day if day > anniversary_on else anniversary_on + DAY


def contracts_of(periods: Iterable[WorkPeriod]) -> list[DateRange]:
    """The contracts that may put an exam off: signed, of the annexes."""
    return [
        DateRange(period.contract_starts_on, period.contract_ends_on)
        for period in periods
        if period.regime is Regime.SPECTACLE and period.state in SIGNED
    ]


def opens_on(fct_on: date, registered_on: date) -> date:
    """A first right starts the day after its fin de contrat, never before the inscription."""
    return max(fct_on + DAY, registered_on)


@dataclass(frozen=True)
class Rattrapage:
    """Clause de rattrapage: more months to reach 507 h, at the same allocation."""

    range: DateRange
    ask_until: date
    new_anniversary_on: date
    has_hours: bool
    has_seniority: bool

    @property
    def is_open(self) -> bool:
        return self.has_hours and self.has_seniority


def rattrapage(
    anniversary_on: date, minutes: int, *, openings: int = 0, ten_years_minutes: int = 0
) -> Rattrapage:
    """`minutes`: hours of the twelve months before the anniversary; `openings` those of the last ten years."""
    start_on = anniversary_on + DAY
    months = scales.value(scales.RATTRAPAGE_MONTHS, start_on)
    return Rattrapage(
        range=DateRange(start_on, _date_to_date(start_on, months)),
        ask_until=anniversary_on + timedelta(days=scales.value(scales.RATTRAPAGE_REQUEST, start_on)),
        new_anniversary_on=date_anniversaire(anniversary_on),
        has_hours=has_rattrapage_hours(minutes, start_on),
        has_seniority=openings >= scales.value(scales.RATTRAPAGE_OPENINGS, start_on)
        or ten_years_minutes >= scales.value(scales.RATTRAPAGE_HOURS, start_on),
    )


def has_rattrapage_hours(minutes: int, on: date) -> bool:
    return scales.value(scales.RATTRAPAGE_FROM, on) <= minutes < scales.value(scales.THRESHOLD, on)


def _date_to_date(start_on: date, months: int) -> date:
    """The last day of so many months; where the month lacks the day, its last one (code de procédure civile, 641)."""
    after = add_months(start_on, months)
    return after if after.day < start_on.day else after - DAY


def is_foreclosed(fct_on: date, asked_on: date) -> bool:
    """A fin de contrat more than a year old opens nothing."""
    return asked_on > add_months(fct_on, FORECLOSURE_MONTHS)
