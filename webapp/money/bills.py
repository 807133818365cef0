"""The invoices clients owe, and what they paid: one line an invoice, one a payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from webapp.domain.owed import Due, OwedKind
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Bill:
    """An invoice and what is left of it, or a payment and what came."""

    row: Row[Any]

    @property
    def key(self) -> str:
        """That of the invoice."""
        return str(self.row.public_id)

    @property
    def what(self) -> Sentence:
        return sentence("Facture %(number)s", number=self.row.number)

    @property
    def cents(self) -> int:
        return int(self.row.cents)

    @property
    def paid_on(self) -> date | None:
        """Of a payment."""
        found: date | None = self.row.paid_on
        return found

    @property
    def due(self) -> Due:
        return Due(
            kind=OwedKind.INVOICES,
            key=self.key,
            who=self.row.employer,
            what=self.what,
            cents=self.cents,
            is_estimated=False,
            due_on=self.row.due_on,
        )
