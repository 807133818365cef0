"""From a quote accepted to its invoices: a deposit for each part of its schedule, then what remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Row, select

from webapp.core.db import db
from webapp.domain.invoices.deposits import deposit_lines, share_of
from webapp.domain.invoices.document import Document, Kind, Line
from webapp.domain.invoices.draft import Draft, typed_of
from webapp.domain.invoices.offers import WHOLE_BP, Due, dues_of
from webapp.domain.invoices.totals import taken
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.models import InvoiceDraft, QuoteAnswer
from webapp.invoicing.quotes.queries import File, Pending, Rows, invoices_of, live, locked_quote


@dataclass(frozen=True)
class Part:
    """A part of the schedule of what was accepted, and where its invoice stands."""

    due: Due
    invoice: Row[*tuple[Any, ...]] | None
    draft: Pending | None
    is_next: bool

    @property
    def kind(self) -> Kind:
        return Kind.INVOICE if self.due.is_last else Kind.DEPOSIT


def parts_of(file: File) -> list[Part]:
    """Deposits are invoiced in the order of the schedule; the last part may be at any time."""
    accepted = file.accepted
    if accepted is None or accepted.answer is None:
        return []
    dues = _dues(accepted.document, accepted.answer)
    deposits, finals = _billed(file.invoices)
    drafts = {pending.kind: pending for pending in file.drafts}
    parts = []
    for rank, due in enumerate(dues):
        row = _at(finals, 0) if due.is_last else _at(deposits, rank)
        is_next = not finals and not row and (due.is_last or rank == len(deposits))
        draft = drafts.get(Kind.INVOICE if due.is_last else Kind.DEPOSIT) if is_next else None
        parts.append(Part(due, row, draft, is_next))
    return parts


def bill(file: File, kind: Kind, today: date) -> InvoiceDraft:
    """The draft of the next deposit, or of the final invoice; the one already begun when there is one."""
    accepted = file.accepted
    quote = locked_quote(file.quote.id)
    if accepted is None or accepted.answer is None or quote.version != accepted.version.version:
        raise Refused(sentence("Seul un devis accepté se facture."))
    begun = _drafts(quote.id)
    if kind in begun:
        return begun[kind]
    deposits, finals = _billed(invoices_of(quote.id))
    if finals:
        raise Refused(sentence("Ce devis est déjà facturé en entier."))
    document, answer = accepted.document, accepted.answer
    if kind is Kind.DEPOSIT:
        typed = _deposit(document, answer, len(deposits))
    elif Kind.DEPOSIT in begun:
        raise Refused(
            sentence("Un acompte est en brouillon\u00a0: émettez-le ou supprimez-le avant le solde.")
        )
    else:
        typed = _final(document, answer, [row.public_id for row in deposits])
    return begin_draft(
        kind, quote.client_id, typed, today, production_id=quote.production_id, quote_id=quote.id
    )


def _dues(document: Document, answer: QuoteAnswer) -> tuple[Due, ...]:
    dues = dues_of(document.lines, answer.options, document.schedule)
    return dues or (Due("", WHOLE_BP, answer.gross_cents, is_last=True),)


def _deposit(document: Document, answer: QuoteAnswer, rank: int) -> Draft:
    parts, counted = document.schedule[:-1], taken(document.lines, answer.options)
    if rank >= len(parts):
        raise Refused(sentence("Il ne reste que le solde à facturer."))
    with force_locale(document.client.language):
        words = _(
            "Acompte de %(share)s sur le devis %(number)s, %(when)s",
            share=rate(parts[rank].share_bp),
            number=document.number,
            when=parts[rank].words[:1].lower() + parts[rank].words[1:],
        )
    share, asked = share_of(document.schedule, rank)
    return _typed(document, deposit_lines(counted, share, words, asked_bp=asked))


def _final(document: Document, answer: QuoteAnswer, deposits: Sequence[str]) -> Draft:
    lines = tuple(replace(line, is_option=False) for line in taken(document.lines, answer.options))
    return replace(_typed(document, lines), deducts=tuple(deposits))


def _typed(document: Document, lines: tuple[Line, ...]) -> Draft:
    """What an invoice takes from the quote: not its note, and the code of the transfer as usual."""
    return replace(typed_of(document), lines=lines, note="", shows_qr=True)


def _billed(
    invoices: Rows,
) -> tuple[list[Row[*tuple[Any, ...]]], list[Row[*tuple[Any, ...]]]]:
    """The deposits and the final invoices that count."""
    rows = live(invoices)
    return [row for kind, row in rows if kind is Kind.DEPOSIT], [
        row for kind, row in rows if kind is Kind.INVOICE
    ]


def _drafts(quote_id: UUID) -> dict[Kind, InvoiceDraft]:
    found = db().scalars(select(InvoiceDraft).where(InvoiceDraft.quote_id == quote_id))
    return {Kind(draft.kind): draft for draft in found}


def _at(rows: Sequence[Row[*tuple[Any, ...]]], rank: int) -> Row[*tuple[Any, ...]] | None:
    return rows[rank] if rank < len(rows) else None
