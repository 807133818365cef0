"""Credit notes: the whole of an invoice, what is left of it, or a part; amounts are positive, the kind says the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webapp.domain.invoices.document import Document, Line
from webapp.domain.invoices.parts import Pile, fitted, lines_of, piles_of, share_of_gross
from webapp.domain.invoices.totals import taken, totals
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents, sentence


def left_to_credit(invoice: Document, credits: Sequence[Document] = ()) -> int:
    """Cents, VAT included."""
    return totals(invoice).gross_cents - sum(totals(credit).gross_cents for credit in credits)


def whole_credit(invoice: Document, credits: Sequence[Document] = (), words: str = "") -> tuple[Line, ...]:
    """The lines of the invoice as they are; after other credit notes, what is left of each rate under `words`.

    Raises Refused when nothing is left.
    """
    left, rest = left_to_credit(invoice, credits), _rest(invoice, credits)
    if left <= 0 or not rest:
        raise _nothing_left(invoice)
    if not credits:
        return tuple(replace(line, is_option=False) for line in taken(invoice.lines))
    return lines_of(fitted(rest, left), words or f"Solde de la facture {invoice.number}")


def partial_credit(
    invoice: Document, gross_cents: int, words: str, credits: Sequence[Document] = ()
) -> tuple[Line, ...]:
    """So much, VAT included, shared between the rates as they are left; a cent less where no VAT comes to it.

    Raises Refused for more than what is left.
    """
    left, rest = left_to_credit(invoice, credits), _rest(invoice, credits)
    if left <= 0 or not rest:
        raise _nothing_left(invoice)
    if not 0 < gross_cents <= left:
        raise Refused(
            sentence(
                "Un avoir sur la facture %(number)s va jusqu’à %(left)s.",
                number=invoice.number,
                left=Cents(left),
            )
        )
    return lines_of(share_of_gross(rest, gross_cents), words)


def _rest(invoice: Document, credits: Sequence[Document]) -> dict[Pile, int]:
    rest = piles_of(taken(invoice.lines))
    for credit in credits:
        for pile, base in piles_of(credit.lines).items():
            rest[pile] = rest.get(pile, 0) - base
    return {pile: base for pile, base in rest.items() if base > 0}


def _nothing_left(invoice: Document) -> Refused:
    return Refused(sentence("La facture %(number)s est déjà entièrement créditée.", number=invoice.number))
