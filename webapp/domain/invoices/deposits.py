"""Deposits on a quote: each asks its share of every VAT rate, and the final invoice takes them all off."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from webapp.domain.invoices.document import Instalment, Line
from webapp.domain.invoices.parts import WHOLE_BP, fitted, gross_of, lines_of, piles_of
from webapp.domain.money import half_up
from webapp.domain.refusals import Refused
from webapp.domain.words import Hundredths, sentence


def deposit_lines(lines: Sequence[Line], share_bp: int, words: str, *, asked_bp: int = 0) -> tuple[Line, ...]:
    """Of the lines a client took (`totals.taken`), VAT dealt with: a share, after the shares asked before.

    Cut at running shares, so that all of them come to the quote, never over it.
    """
    left_bp = WHOLE_BP - asked_bp
    if left_bp <= 0:
        raise Refused(sentence("Ce devis est déjà entièrement demandé en acomptes."))
    if not 0 < share_bp <= left_bp:
        raise Refused(
            sentence("Un acompte sur ce devis va jusqu’à %(left)s\u00a0%%.", left=Hundredths(left_bp))
        )
    piles = piles_of(lines)
    before = {pile: _cut(base, asked_bp) for pile, base in piles.items()}
    after = {pile: _cut(base, asked_bp + share_bp) for pile, base in piles.items()}
    asked = {pile: after[pile] - before[pile] for pile in piles}
    return lines_of(fitted(asked, gross_of(after) - gross_of(before)), words)


def share_of(schedule: Sequence[Instalment], rank: int) -> tuple[int, int]:
    """The share an instalment asks, and what those before it asked: `deposit_lines` takes both."""
    return schedule[rank].share_bp, sum(part.share_bp for part in schedule[:rank])


def _cut(base_cents: int, share_bp: int) -> int:
    return half_up(Fraction(base_cents * share_bp, WHOLE_BP))
