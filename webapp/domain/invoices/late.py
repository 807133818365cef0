"""What a late payment costs the client: interest of each half-year on what was still owed, and the fixed sum.

C. com. L. 441-10, II: due from the day after the due date, without reminder, at three times the legal rate of the
half-year or at the agreed rate; 40 € an invoice (D. 441-5). A public body owes the rate of the ECB on the first day
of the half-year it became late in, and eight points (R. 2192-31 CCP). A consumer owes neither.
Counted by days over 365, the day of the payment included; each step is rounded once, half up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from webapp.domain.invoices import law
from webapp.domain.invoices.document import ClientKind
from webapp.domain.money import half_up
from webapp.domain.refusals import Refused
from webapp.domain.rights.scales import Source
from webapp.domain.words import Cents, Hundredths, Sentence, sentence

YEAR_DAYS = 365
WHOLE_BP = 10_000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paid:
    """Money that came, or a credit note: what is owed from the next day on is less by that."""

    on: date
    cents: int


@dataclass(frozen=True)
class Rate:
    bp: int
    source: Source


@dataclass(frozen=True)
class Step:
    """Days in a row on one sum at one rate; without a rate when that of the half-year is not known."""

    start_on: date
    end_on: date
    owed_cents: int
    rate: Rate | None
    said: Sentence

    @property
    def days(self) -> int:
        return (self.end_on - self.start_on).days + 1

    @property
    def cents(self) -> int | None:
        if self.rate is None:
            return None
        return half_up(Fraction(self.owed_cents * self.rate.bp * self.days, WHOLE_BP * YEAR_DAYS))


@dataclass(frozen=True)
class Late:
    """`recovery_cents` is the fixed sum; `said` why nothing is owed, or what is not known."""

    steps: tuple[Step, ...] = ()
    recovery_cents: int = 0
    recovery_source: Source | None = None
    said: Sentence | None = None

    @property
    def interest_cents(self) -> int:
        """Of the steps whose rate is known."""
        return sum(step.cents or 0 for step in self.steps)

    @property
    def total_cents(self) -> int:
        return self.interest_cents + self.recovery_cents

    @property
    def is_whole(self) -> bool:
        """Every rate is known."""
        return all(step.rate for step in self.steps)


def late(
    due_cents: int,
    due_on: date,
    until_on: date,
    client: ClientKind,
    *,
    payments: Sequence[Paid] = (),
    penalty_bp: int | None = None,
) -> Late:
    """What is owed on the evening of `until_on`, besides the invoice itself."""
    if client is ClientKind.CONSUMER:
        return Late(
            said=sentence(
                "Un client particulier ne doit ni pénalités ni indemnité\u00a0: rien n’est à ajouter."
            )
        )
    steps = tuple(
        _step(start, end, owed, due_on, client, penalty_bp)
        for start, end, owed in _stretches(due_cents, due_on, until_on, payments)
    )
    if not steps:
        return Late()
    recovery = law.on(law.RECOVERY, due_on + DAY)
    unknown = next((step.said for step in steps if step.rate is None), None)
    return Late(steps, recovery.value, recovery.source, unknown)


def least_penalty(day: date) -> int:
    """Basis points under which no rate may be agreed; raises Refused when the legal rate is not known."""
    return law.value(law.LEGAL_INTEREST, day) * law.value(law.LEGAL_INTEREST_TIMES, day)


def default_penalty(day: date) -> int:
    """What the law applies where nothing was written; raises Refused when the rate of the ECB is not known."""
    return law.value(law.ECB, day) + law.value(law.ECB_POINTS, day)


def why_not_penalty(bp: int, day: date) -> Sentence | None:
    """Why a rate may not be agreed on a day; nothing is said where the legal rate is not known."""
    try:
        least = least_penalty(day)
    except Refused:
        return None
    if bp >= least:
        return None
    return sentence(
        "Votre taux de pénalités est sous le minimum de la loi, %(least)s\u00a0%% au %(day)s.",
        least=Hundredths(least),
        day=day,
    )


def _stretches(
    due_cents: int, due_on: date, until_on: date, payments: Sequence[Paid]
) -> Iterator[tuple[date, date, int]]:
    """Days over which neither the half-year nor what is owed changes."""
    first = due_on + DAY
    cuts = {one.on + DAY for one in payments} | set(_half_years(first, until_on))
    starts = sorted({first} | {cut for cut in cuts if first < cut <= until_on})
    for start, following in zip(starts, [*starts[1:], until_on + DAY], strict=True):
        owed = due_cents - sum(one.cents for one in payments if one.on < start)
        if owed > 0 and start <= until_on:
            yield start, following - DAY, owed


def _half_years(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        yield date(year, 1, 1)
        yield date(year, 7, 1)


def _step(
    start: date, end: date, owed: int, due_on: date, client: ClientKind, penalty_bp: int | None
) -> Step:
    try:
        rate = _rate(start, due_on, client, penalty_bp)
    except Refused:
        return Step(start, end, owed, None, _not_known(start))
    said = sentence(
        "%(owed)s × %(rate)s\u00a0%% × %(days)s\u00a0jours ÷ %(year)s",
        owed=Cents(owed),
        rate=Hundredths(rate.bp),
        days=(end - start).days + 1,
        year=YEAR_DAYS,
    )
    return Step(start, end, owed, rate, said)


def _rate(day: date, due_on: date, client: ClientKind, penalty_bp: int | None) -> Rate:
    """Raises Refused when the figure of the half-year is not known."""
    if client is ClientKind.PUBLIC:
        base = law.on(law.ECB, due_on + DAY)
        return Rate(base.value + law.value(law.ECB_POINTS_PUBLIC, due_on + DAY), base.source)
    if penalty_bp is not None:
        return Rate(penalty_bp, law.on(law.LEGAL_INTEREST_TIMES, day).source)
    legal = law.on(law.LEGAL_INTEREST, day)
    return Rate(legal.value * law.value(law.LEGAL_INTEREST_TIMES, day), legal.source)


def _not_known(day: date) -> Sentence:
    return sentence(
        "Le taux du semestre du %(day)s n’est pas encore connu de Raccord\u00a0: ses pénalités ne sont pas comptées.",
        day=date(day.year, 1 if day.month < 7 else 7, 1),
    )
