"""Drafts begun from what is already there, and kept as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from webapp.domain.invoices.credits import whole_credit
from webapp.domain.invoices.document import Document, Kind, Line
from webapp.domain.invoices.draft import Draft, typed_of
from webapp.domain.invoices.standing import Standing
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.models import Invoice, InvoiceDraft
from webapp.invoicing.queries import deducted_by


def duplicate(invoice: Invoice, today: date) -> InvoiceDraft:
    """The same for another time: its days and its order number are not those of this one."""
    again = replace(typed_of(invoice.document), starts_on=None, ends_on=None, order_number="", due_on=None)
    return begin_draft(Kind.INVOICE, invoice.client_id, again, today, production_id=invoice.production_id)


def begin_credit(
    invoice: Invoice, standing: Standing, notes: Sequence[Document], words: str, today: date
) -> InvoiceDraft:
    """Of the whole, or of what earlier notes left; the person takes off what stays due."""
    if standing.kind is Kind.CREDIT or standing.is_replaced or invoice.gross_cents <= standing.credited_cents:
        raise Refused(sentence("Il ne reste rien de cette facture à créditer."))
    original = invoice.document
    typed = replace(typed_of(original), lines=whole_credit(original, notes, words))
    return _after(Kind.CREDIT, invoice, typed, today)


def begin_corrective(invoice: Invoice, standing: Standing, today: date) -> InvoiceDraft:
    if standing.kind is Kind.CREDIT or not is_untouched(standing):
        raise Refused(
            sentence("Cette facture a été payée, créditée ou remplacée\u00a0: corrigez-la par un avoir.")
        )
    typed = replace(typed_of(invoice.document), deducts=deducted_by(invoice.id))
    return _after(Kind.CORRECTIVE, invoice, typed, today)


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
