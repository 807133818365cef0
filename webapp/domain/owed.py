"""What others owe: one line each, its age from the day it was due, and sums that agree however they are cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.periods import DateRange, Month, add_months
from webapp.domain.words import Sentence

ARE_DAY = 15
"""Paid once the month is declared, from the 28th to the 15th of the next: practice, no day is written."""
CLAIM_DAY = 15
"""Congés Spectacles are claimed from mid-April, once the year ended on 31 March."""
CLAIM_MONTHS = 1
"""What Audiens is left to pay from then on: practice."""


class OwedKind(StrEnum):
    WAGES = "wages"
    ARE = "are"
    CONGES_SPECTACLES = "conges_spectacles"
    INVOICES = "invoices"


class Age(StrEnum):
    """The oldest first, as the list shows them."""

    OLD = "old"
    SECOND_MONTH = "second_month"
    FIRST_MONTH = "first_month"
    NOT_DUE = "not_due"


LAST_DAYS = {Age.NOT_DUE: 0, Age.FIRST_MONTH: 30, Age.SECOND_MONTH: 60}
"""The most days late of each age; the oldest has no end."""


@dataclass(frozen=True)
class Due:
    """A sum somebody owes; `key` names it among those of its kind, `cents` is 0 as long as nobody knows."""

    kind: OwedKind
    key: str
    who: str
    what: Sentence
    cents: int
    is_estimated: bool
    due_on: date

    def days_late(self, today: date) -> int:
        return max(0, (today - self.due_on).days)

    def age(self, today: date) -> Age:
        return age_of(self.due_on, today)


def age_of(due_on: date, today: date) -> Age:
    late = (today - due_on).days
    return next((age for age, most in LAST_DAYS.items() if late <= most), Age.OLD)


def oldest_first(dues: Iterable[Due]) -> list[Due]:
    return sorted(dues, key=lambda due: (due.due_on, list(OwedKind).index(due.kind), due.who, due.key))


def total(dues: Iterable[Due]) -> int:
    return sum(due.cents for due in dues)


def late_total(dues: Iterable[Due], today: date) -> int:
    return total(due for due in dues if due.age(today) is not Age.NOT_DUE)


def by_age(dues: Iterable[Due], today: date) -> dict[Age, list[Due]]:
    """The ages there are, the oldest first."""
    known = oldest_first(dues)
    cut = {age: [due for due in known if due.age(today) is age] for age in Age}
    return {age: own for age, own in cut.items() if own}


def by_kind(dues: Iterable[Due]) -> dict[OwedKind, list[Due]]:
    """The kinds there are, the dearest first."""
    known = oldest_first(dues)
    cut = {kind: [due for due in known if due.kind is kind] for kind in OwedKind}
    return dict(sorted(((k, own) for k, own in cut.items() if own), key=lambda pair: -total(pair[1])))


def wages_due_on(period_end_on: date) -> date:
    """The last day of the civil month of the work: practice, most contracts of a few days say no other day."""
    return Month.of(period_end_on).end_on


def are_due_on(month: Month) -> date:
    return month.next().start_on + timedelta(days=ARE_DAY - 1)


def claimable_from(holiday_year: DateRange) -> date:
    """Mid-April after the year of Congés Spectacles that ends on 31 March."""
    return Month.of(holiday_year.end_on).next().start_on + timedelta(days=CLAIM_DAY - 1)


def holiday_pay_due_on(holiday_year: DateRange) -> date:
    return add_months(claimable_from(holiday_year), CLAIM_MONTHS)
