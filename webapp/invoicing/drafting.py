"""Invoices begun: from nothing, from a quote, from an invoice to correct. None has a number yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from webapp.core.db import db
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.composing import total_due
from webapp.invoicing.issuing import document_of
from webapp.invoicing.models import InvoiceDraft, content_of


def begin_draft(
    kind: Kind,
    client_id: UUID,
    typed: Draft,
    today: date,
    *,
    production_id: UUID | None = None,
    quote_id: UUID | None = None,
    original_id: UUID | None = None,
) -> InvoiceDraft:
    draft = InvoiceDraft(
        kind=kind,
        client_id=client_id,
        production_id=production_id,
        quote_id=quote_id,
        original_id=original_id,
        content=content_of(typed),
    )
    db().add(draft)
    return keep_draft(draft, typed, today)


def keep_draft(draft: InvoiceDraft, typed: Draft, today: date) -> InvoiceDraft:
    """What is typed now; its total is what lists show."""
    draft.content = content_of(typed)
    draft.title = typed.title
    db().flush()
    try:
        draft.total_cents = total_due(document_of(draft, today))
    except Problems:
        draft.total_cents = 0  # without a seller nothing is known of its VAT
    db().flush()
    return draft


def drop_draft(draft: InvoiceDraft) -> None:
    db().delete(draft)
    db().flush()
