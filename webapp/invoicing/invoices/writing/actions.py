"""Drafts begun from what is already there, and kept as they are typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from webapp.domain.invoices.document import Document, Kind, Line, Nature, Unit
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.standing import Standing
from webapp.domain.invoices.totals import groups_of, net_of_line
from webapp.domain.money import half_up
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.models import Invoice, InvoiceDraft

WHOLE = 100_00


def duplicate(invoice: Invoice, today: date) -> InvoiceDraft:
    """The same for another time: its days and its order number are not those of this one."""
    again = replace(_typed(invoice.document), starts_on=None, ends_on=None, order_number="", due_on=None)
    return begin_draft(Kind.INVOICE, invoice.client_id, again, today, production_id=invoice.production_id)


def begin_credit(
    invoice: Invoice, standing: Standing, notes: Sequence[Document], words: str, today: date
) -> InvoiceDraft:
    """Of the whole, or of what earlier notes left; the person takes off what stays due."""
    if standing.kind is Kind.CREDIT or standing.is_replaced or invoice.gross_cents <= standing.credited_cents:
        raise Refused(sentence("Il ne reste rien de cette facture à créditer."))
    original = invoice.document
    lines = _left(original, notes, words) if notes else original.lines
    typed = replace(_typed(original), lines=lines)
    return _after(Kind.CREDIT, invoice, typed, today)


def begin_corrective(invoice: Invoice, standing: Standing, today: date) -> InvoiceDraft:
    if standing.kind is Kind.CREDIT or not is_untouched(standing):
        raise Refused(
            sentence("Cette facture a été payée, créditée ou remplacée\u00a0: corrigez-la par un avoir.")
        )
    return _after(Kind.CORRECTIVE, invoice, _typed(invoice.document), today)


def begin_final(deposit: Invoice, lines: tuple[Line, ...], today: date) -> InvoiceDraft:
    """The invoice of the whole, this deposit taken off."""
    typed = Draft(lines=lines, title=deposit.title, deducts=(deposit.public_id,))
    return begin_draft(
        Kind.INVOICE,
        deposit.client_id,
        typed,
        today,
        production_id=deposit.production_id,
        quote_id=deposit.quote_id,
    )


def is_untouched(standing: Standing) -> bool:
    """A corrective invoice may still take its place."""
    return not (standing.paid_cents or standing.credited_cents or standing.is_replaced)


def deposit_lines(lines: Sequence[Line], share_bp: int, words: str) -> tuple[Line, ...]:
    """A share of each rate: VAT is that of the work to come."""
    return tuple(
        Line(
            words,
            half_up(Fraction(group.base_cents * share_bp, WHOLE)),
            unit=Unit.FLAT,
            vat_bp=group.vat_bp,
        )
        for group in groups_of(lines)
        if group.base_cents > 0
    )


def _after(kind: Kind, invoice: Invoice, typed: Draft, today: date) -> InvoiceDraft:
    return begin_draft(
        kind,
        invoice.client_id,
        typed,
        today,
        production_id=invoice.production_id,
        quote_id=invoice.quote_id,
        original_id=invoice.id,
    )


def _typed(document: Document) -> Draft:
    """What was typed of a document, its day of issue apart."""
    return Draft(
        lines=document.lines,
        title=document.title,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        order_number=document.order_number,
        buyer_reference=document.buyer_reference,
        contract_number=document.contract_number,
        delivery=document.delivery,
        note=document.note,
        treatment=document.treatment if document.treatment_reason else None,
        treatment_reason=document.treatment_reason,
        shows_qr=document.shows_qr,
    )


def _left(original: Document, notes: Sequence[Document], words: str) -> tuple[Line, ...]:
    """One line for each nature and rate of which something is left."""
    left: dict[tuple[Nature, int], int] = defaultdict(int)
    for document in (original, *notes):
        for line in document.lines:
            sign = 1 if document is original else -1
            left[line.nature, line.vat_bp] += sign * net_of_line(line)
    return tuple(
        Line(words, cents, unit=Unit.FLAT, vat_bp=bp, nature=nature)
        for (nature, bp), cents in left.items()
        if cents > 0
    )
