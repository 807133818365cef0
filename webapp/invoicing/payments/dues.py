"""What a client owes on a day: the balance, the interest of the law and the fixed sum, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from webapp.domain.invoices.document import ClientKind
from webapp.domain.invoices.late import Late, Paid, Step, late
from webapp.domain.invoices.standing import Standing
from webapp.domain.words import Sentence
from webapp.invoicing.payments.queries import Facts


@dataclass(frozen=True)
class DueNow:
    balance_cents: int
    days_late: int
    late: Late

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.late.steps

    @property
    def penalty_cents(self) -> int:
        return self.late.interest_cents

    @property
    def indemnity_cents(self) -> int:
        return self.late.recovery_cents

    @property
    def said(self) -> Sentence | None:
        return self.late.said

    @property
    def total_cents(self) -> int:
        return self.balance_cents + self.late.total_cents


def due_now(row: Row[Any], facts: Facts, standing: Standing, today: date) -> DueNow:
    """Of a row of `standings`; what was credited counts from the day of the credit note."""
    days = standing.days_late(today)
    if not days or row.due_on is None:
        return DueNow(standing.balance_cents, 0, Late())
    found = late(
        row.due_cents,
        row.due_on,
        today,
        ClientKind(facts.document.client.kind),
        payments=[
            *(Paid(one.paid_on, one.cents) for one in facts.payments),
            *(Paid(on, cents) for on, cents in facts.credits),
        ],
        penalty_bp=facts.document.penalty_bp,
    )
    return DueNow(standing.balance_cents, days, found)
