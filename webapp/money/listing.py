"""The list of what is owed, cut by age and by kind, and what came in lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from webapp.domain.owed import Age, Due, OwedKind, by_age, by_kind, late_total, oldest_first, total
from webapp.domain.words import Sentence
from webapp.money.benefits import owed_kind, payer, purpose
from webapp.money.bills import Bill
from webapp.money.wages import Wage
from webapp.rights.known import Received

PAGE = 40  # lines: a first load stays under 60 kB


@dataclass(frozen=True)
class Arrival:
    """Money that came in; `cents` is what was expected as long as nobody said how much came."""

    key: str
    kind: OwedKind
    who: str
    what: Sentence
    cents: int
    is_estimated: bool
    on: date


@dataclass(frozen=True)
class Owed:
    """Everything owed on a day, and the part of it one asks to see."""

    today: date
    dues: Sequence[Due]
    wages: dict[str, Wage] = field(default_factory=dict)
    bills: dict[str, Bill] = field(default_factory=dict)
    arrivals: Sequence[Arrival] = ()
    unknown: Sentence | None = None
    kind: OwedKind | None = None
    page: int = 1

    @property
    def total_cents(self) -> int:
        return total(self.dues)

    @property
    def late_cents(self) -> int:
        return late_total(self.dues, self.today)

    @property
    def has_estimates(self) -> bool:
        return any(due.is_estimated for due in self.dues)

    @cached_property
    def kinds(self) -> dict[OwedKind, list[Due]]:
        return by_kind(self.dues)

    @cached_property
    def ages(self) -> dict[Age, list[Due]]:
        return by_age(self.dues, self.today)

    @cached_property
    def asked(self) -> list[Due]:
        """Those of the kind asked, the most late first."""
        return oldest_first(due for due in self.dues if self.kind in (None, due.kind))

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.asked) // PAGE))

    @cached_property
    def shown(self) -> list[tuple[Age, int, list[Due]]]:
        """One page: each age, what it comes to over all pages, its lines."""
        page = min(max(1, self.page), self.pages)
        lines = self.asked[(page - 1) * PAGE : page * PAGE]
        sums = {age: total(own) for age, own in by_age(self.asked, self.today).items()}
        return [(age, sums[age], own) for age, own in by_age(lines, self.today).items()]

    @property
    def old_wages(self) -> int:
        """How many wages are so late that they were no doubt paid and not ticked."""
        return sum(due.kind is OwedKind.WAGES for due in self.ages.get(Age.OLD, ()))


def arrivals(
    wages: Sequence[Wage], bills: Sequence[Bill], incomes: Sequence[Received], since: date
) -> list[Arrival]:
    """The latest first."""
    paid = [
        Arrival(
            wage.key,
            OwedKind.WAGES,
            wage.row.employer,
            wage.what,
            wage.net_cents,
            wage.is_estimated,
            wage.row.paid_on,
        )
        for wage in wages
        if wage.row.paid_on is not None
    ]
    noted = [
        Arrival(one.key, kind, payer(one), purpose(one), one.cents, False, one.received_on)
        for one in incomes
        if (kind := owed_kind(one)) and one.received_on is not None and one.received_on >= since
    ]
    billed = [
        Arrival(bill.key, OwedKind.INVOICES, bill.row.employer, bill.what, bill.cents, False, bill.paid_on)
        for bill in bills
        if bill.paid_on is not None
    ]
    return sorted([*paid, *billed, *noted], key=lambda one: (one.on, one.key), reverse=True)
