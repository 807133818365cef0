"""What a deposit invoices: a share of each rate of VAT, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from webapp.domain.invoices.document import Line
from webapp.domain.invoices.totals import groups_of, taken
from webapp.domain.money import half_up


def deposit_lines(
    lines: Sequence[Line], options: Iterable[int], share_bp: int, words: str
) -> tuple[Line, ...]:
    """One line a rate, of the lines that count."""
    return tuple(
        Line(
            words=words,
            price_cents=half_up(Fraction(group.base_cents * share_bp, 10_000)),
            vat_bp=group.vat_bp,
            category=group.category,
        )
        for group in groups_of(taken(lines, options))
        if group.base_cents > 0
    )
