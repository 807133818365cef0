"""The account of a client: what was invoiced, credited, paid and given back, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Entry(StrEnum):
    INVOICED = "invoiced"
    REPLACED = "replaced"  # told, and counted for nothing
    CREDITED = "credited"
    PAID = "paid"
    GIVEN_BACK = "given_back"


RAISES = (Entry.INVOICED, Entry.GIVEN_BACK)
LOWERS = (Entry.CREDITED, Entry.PAID)


@dataclass(frozen=True)
class Move:
    """`cents` is above zero; the entry says which way it goes."""

    on: date
    entry: Entry
    cents: int
    number: str
    page: str = ""
    kind: str = ""
    means: str = ""
    due_on: date | None = None

    @property
    def signed_cents(self) -> int:
        if self.entry in RAISES:
            return self.cents
        return -self.cents if self.entry in LOWERS else 0


@dataclass(frozen=True)
class Line:
    move: Move
    balance_cents: int


def lines_of(moves: Iterable[Move]) -> list[Line]:
    """By day, documents before payments; each with the balance after it."""
    balance, found = 0, []
    for move in sorted(moves, key=lambda one: (one.on, list(Entry).index(one.entry), one.number)):
        balance += move.signed_cents
        found.append(Line(move, balance))
    return found


def balance_of(lines: Sequence[Line]) -> int:
    """Below zero, it is the client who is owed."""
    return lines[-1].balance_cents if lines else 0
