"""A part of what was sold, line by VAT rate: what a deposit asks of a quote, what a credit gives back of an invoice.

VAT is rounded on each document, so parts may come to a cent more or less than the whole: the last of them gives way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.invoices.document import Category, Line, Nature
from webapp.domain.invoices.totals import net_of_line
from webapp.domain.money import half_up
from webapp.domain.words import Hundredths

WHOLE_BP = 10_000
NEAREST_FIRST = sorted(range(-6, 7), key=lambda cents: (abs(cents), cents))
"""Each rate is rounded by itself: five of them are a few cents away."""


@dataclass(frozen=True)
class Pile:
    """What is sold under one rate and is turnover, goods or débours alike."""

    category: Category
    vat_bp: int
    nature: Nature


def piles_of(lines: Iterable[Line]) -> dict[Pile, int]:
    """The sum of each, without VAT, in the order they first come."""
    found: dict[Pile, int] = {}
    for line in lines:
        pile = Pile(line.category, line.vat_bp, _nature(line.nature))
        found[pile] = found.get(pile, 0) + net_of_line(line)
    return found


def gross_of(piles: dict[Pile, int]) -> int:
    """As totals count it: VAT on all that is of one rate."""
    bases: dict[tuple[Category, int], int] = {}
    for pile, base in piles.items():
        bases[pile.category, pile.vat_bp] = bases.get((pile.category, pile.vat_bp), 0) + base
    return sum(base + half_up(Fraction(base * bp, WHOLE_BP)) for (_category, bp), base in bases.items())


def fitted(piles: dict[Pile, int], gross_cents: int) -> dict[Pile, int]:
    """The same, moved by a few cents to come to so much, VAT included; where no sum does, just under it."""
    sold = {pile: base for pile, base in piles.items() if base > 0}
    moved = [_moved(sold, shift) for shift in NEAREST_FIRST] if sold else []
    if under := [one for one in moved if gross_of(one) <= gross_cents]:
        return max(under, key=gross_of)
    while sold and gross_of(sold) > gross_cents:
        sold = _moved(sold, -1)
    return sold


def _moved(piles: dict[Pile, int], cents: int) -> dict[Pile, int]:
    largest = max(piles, key=lambda pile: piles[pile])
    return {pile: base for pile, base in {**piles, largest: piles[largest] + cents}.items() if base > 0}


def share_of_gross(piles: dict[Pile, int], gross_cents: int) -> dict[Pile, int]:
    """So much, VAT included, shared between the piles as they are."""
    whole = gross_of(piles)
    return fitted(
        {pile: half_up(Fraction(base * gross_cents, whole)) for pile, base in piles.items()}, gross_cents
    )


def lines_of(piles: dict[Pile, int], words: str) -> tuple[Line, ...]:
    """One line each; the rate is in its words where there are several."""
    several = len(piles) > 1
    return tuple(
        Line(
            words=_named(words, pile) if several else words,
            price_cents=base,
            vat_bp=pile.vat_bp,
            category=pile.category,
            nature=pile.nature,
        )
        for pile, base in piles.items()
    )


def _named(words: str, pile: Pile) -> str:
    if pile.nature is Nature.DISBURSEMENT:
        return f"{words} (débours)"
    what = "biens, " if pile.nature is Nature.GOODS else ""
    return f"{words} ({what}TVA {Hundredths(pile.vat_bp)}\u00a0%)"


def _nature(nature: Nature) -> Nature:
    return Nature.SERVICE if nature is Nature.EXPENSE else nature
