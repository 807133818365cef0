"""A quote as it is read: what it comes to with the options taken, when it is paid, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.invoices.deposits import deposit_lines
from webapp.domain.invoices.document import Instalment, Line
from webapp.domain.invoices.totals import taken, totals_of

WHOLE_BP = 100_00


class Standing(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    EXPIRED = "expired"  # sent, and its last day is over
    TO_INVOICE = "to_invoice"  # accepted
    INVOICED = "invoiced"  # its final invoice is issued
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Due:
    """A part of the schedule, to the cent: together they come to the total."""

    words: str
    share_bp: int
    cents: int
    is_last: bool


def standing_of(state: str, valid_until: date | None, is_invoiced: bool, today: date) -> Standing:
    """Of what the row says, the days and the invoices."""
    if state == "sent" and valid_until and valid_until < today:
        return Standing.EXPIRED
    if state == "accepted":
        return Standing.INVOICED if is_invoiced else Standing.TO_INVOICE
    return Standing(state)


def options_of(lines: Sequence[Line]) -> dict[int, Line]:
    """What the client may take, by its rank among the lines."""
    return {rank: line for rank, line in enumerate(lines) if line.is_option}


def known_options(lines: Sequence[Line], asked: Iterable[str]) -> tuple[int, ...]:
    """Of what a form asks, the ranks that are options."""
    wanted = set(asked)
    return tuple(rank for rank in options_of(lines) if str(rank) in wanted)


def gross_with(lines: Sequence[Line], options: Iterable[int]) -> int:
    return totals_of(taken(lines, options)).gross_cents


def dues_of(lines: Sequence[Line], options: Iterable[int], schedule: Sequence[Instalment]) -> tuple[Due, ...]:
    """Each part as its deposit would be invoiced; the last one is what remains."""
    counted = taken(lines, options)
    left, asked_bp, dues = totals_of(counted).gross_cents, 0, list[Due]()
    for part in schedule[:-1]:
        asked = deposit_lines(counted, part.share_bp, part.words, asked_bp=asked_bp)
        cents = totals_of(asked).gross_cents
        left, asked_bp = left - cents, asked_bp + part.share_bp
        dues.append(Due(part.words, part.share_bp, cents, is_last=False))
    if schedule:
        dues.append(Due(schedule[-1].words, schedule[-1].share_bp, left, is_last=True))
    return tuple(dues)
