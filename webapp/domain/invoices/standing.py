"""Where an issued invoice stands: nothing of it is written down, all of it follows from what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.invoices.document import Kind


class State(StrEnum):
    REPLACED = "replaced"  # a corrective invoice took its place
    CREDITED = "credited"  # wholly, by credit notes
    PAID = "paid"
    LATE = "late"
    PARTLY_PAID = "partly_paid"
    WAITING = "waiting"


@dataclass(frozen=True)
class Standing:
    """Sums in cents: `due_cents` as the document says, deposits taken off; what was paid, what was credited since."""

    kind: Kind
    due_on: date | None
    due_cents: int
    paid_cents: int = 0
    credited_cents: int = 0
    is_replaced: bool = False

    @property
    def balance_cents(self) -> int:
        """What is still owed; of a credit note, what is still to be given back. Never below zero."""
        if self.is_replaced:
            return 0
        return max(0, self.due_cents - self.credited_cents - self.paid_cents)

    @property
    def overpaid_cents(self) -> int:
        return 0 if self.is_replaced else max(0, self.paid_cents - (self.due_cents - self.credited_cents))

    def state(self, today: date) -> State:
        if self.is_replaced:
            return State.REPLACED
        if self.balance_cents == 0:
            return State.CREDITED if 0 < self.due_cents <= self.credited_cents else State.PAID
        if self.kind is not Kind.CREDIT and self.due_on and self.due_on < today:
            return State.LATE
        return State.PARTLY_PAID if self.paid_cents else State.WAITING

    def days_late(self, today: date) -> int:
        return (today - self.due_on).days if self.due_on and self.state(today) is State.LATE else 0
