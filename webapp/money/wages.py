"""The wages employers owe, or paid: one line a pay period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from webapp.domain.owed import Due, OwedKind, wages_due_on
from webapp.domain.periods import Month
from webapp.domain.rights.forecast import net_wages
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Wage:
    """A pay period, whose it is, and its share of the gross wages of the contract."""

    row: Row[Any]
    gross_cents: int

    @property
    def key(self) -> str:
        return str(self.row.public_id)

    @property
    def title(self) -> str:
        return str(self.row.production or self.row.contract_job)

    @property
    def what(self) -> Sentence:
        return sentence("Salaire, %(month)s", month=Month.of(self.row.end_on).name)

    @property
    def due_on(self) -> date:
        return wages_due_on(self.row.end_on)

    @property
    def net_cents(self) -> int:
        """Received, else expected, else estimated from the gross."""
        for told in (self.row.net_received_cents, self.row.net_expected_cents):
            if told is not None:
                return int(told)
        return self.estimate_cents

    @property
    def estimate_cents(self) -> int:
        return net_wages(self.gross_cents)

    @property
    def is_estimated(self) -> bool:
        return self.row.net_received_cents is None and self.row.net_expected_cents is None

    @property
    def due(self) -> Due:
        return Due(
            kind=OwedKind.WAGES,
            key=self.key,
            who=self.row.employer,
            what=self.what,
            cents=self.net_cents,
            is_estimated=self.is_estimated,
            due_on=self.due_on,
        )
