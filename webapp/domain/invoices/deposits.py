"""What a deposit invoices: a share of each rate of VAT, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from webapp.domain.invoices.document import Line
from webapp.domain.invoices.totals import groups_of
from webapp.domain.money import half_up


def deposit_lines(lines: Sequence[Line], share_bp: int, words: str, *, asked_bp: int = 0) -> tuple[Line, ...]:
    """Of the lines a client took: a share, after the shares asked before."""
    return tuple(
        Line(
            words=words,
            price_cents=_cut(group.base_cents, asked_bp + share_bp) - _cut(group.base_cents, asked_bp),
            vat_bp=group.vat_bp,
            category=group.category,
        )
        for group in groups_of(lines)
        if group.base_cents > 0
    )


def _cut(base_cents: int, share_bp: int) -> int:
    return half_up(Fraction(base_cents * share_bp, 10_000))
