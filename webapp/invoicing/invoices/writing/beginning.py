"""How a draft begins: for a client, from an accepted quote, from a deposit to settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import and_, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.invoices.deposits import deposit_lines
from webapp.domain.invoices.document import Document, Kind, Line, Unit
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.totals import taken
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.invoices.writing import actions
from webapp.invoicing.invoices.writing.desk import Choices, Desk, choices_of
from webapp.invoicing.invoices.writing.forms import BEGUN, BeginForm, DraftForm
from webapp.invoicing.lines.labels import rate
from webapp.invoicing.models import (
    Client,
    Invoice,
    InvoiceDraft,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
)


@dataclass(frozen=True)
class Accepted:
    """A quote that its client accepted, with the options taken."""

    quote: Quote
    document: Document
    options: Sequence[int]
    client: str  # public id of its contact

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(replace(line, is_option=False) for line in taken(self.document.lines, self.options))


def accepted_or_404(public_id: str) -> Accepted:
    row = (
        db()
        .execute(
            select(Quote, QuoteVersion, QuoteAnswer.options, Contact.public_id)
            .join(
                QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.version == Quote.version)
            )
            .join(QuoteAnswer, and_(QuoteAnswer.version_id == QuoteVersion.id, QuoteAnswer.is_accepted))
            .join(Client, Client.id == Quote.client_id)
            .join(Contact, Contact.id == Client.contact_id)
            .where(Quote.public_id == public_id, Quote.state == QuoteState.ACCEPTED)
        )
        .first()
    )
    if row is None:
        raise NotFound
    return Accepted(row.Quote, row.QuoteVersion.document, row.options, row.public_id)


def form_asked(asked: Mapping[str, str]) -> tuple[BeginForm, Choices]:
    """As the address of the page asks; what it names and is not there is left to choose."""
    choices, kind = choices_of(), asked.get("kind", "")
    accepted = accepted_or_404(asked["quote"]) if asked.get("quote") else None
    values = {
        "kind": kind if kind in BEGUN else Kind.INVOICE,
        "client": accepted.client if accepted else asked.get("client", ""),
        "production": asked.get("production", ""),
        "title": accepted.document.title if accepted else None,
    }
    return BeginForm(data=values).offer(choices), choices


def form_sent(form: BeginForm) -> tuple[BeginForm, Choices]:
    choices = choices_of()
    return form.offer(choices), choices


def page(begun: tuple[BeginForm, Choices], asked: Mapping[str, str]) -> dict[str, Any]:
    form, choices = begun
    return {"form": form, "choices": choices, "quote": asked.get("quote", "")}


def has_an_amount(form: BeginForm, quote: str) -> bool:
    """A deposit is a share of something, or an amount."""
    if not form.is_deposit or form.deposit_cents.data:
        return True
    if form.share_bp.data and (quote or form.total_cents.data):
        return True
    lacks = form.total_cents if form.share_bp.data else form.share_bp
    lacks.errors = [_("Indiquez la part et le total, ou le montant de l’acompte.")]
    return False


def begin(form: BeginForm, choices: Choices, quote: str, today: date) -> InvoiceDraft:
    client = next(one for one in choices.clients if one.public_id == form.client.data)
    production = next(
        (UUID(one.id) for one in choices.productions if one.public_id == form.production.data), None
    )
    accepted = accepted_or_404(quote) if quote else None
    own = accepted.document if accepted else None
    typed = Draft(
        lines=_lines(form, accepted),
        title=form.title.data or "",
        order_number=own.order_number if own else "",
        buyer_reference=own.buyer_reference if own else "",
        treatment=own.treatment if own and own.treatment_reason else None,
        treatment_reason=own.treatment_reason if own else "",
    )
    return begin_draft(
        Kind(form.kind.data),
        accepted.quote.client_id if accepted else UUID(client.id),
        typed,
        today,
        production_id=production or (accepted.quote.production_id if accepted else None),
        quote_id=accepted.quote.id if accepted else None,
    )


def begin_final(deposit: Invoice, today: date) -> InvoiceDraft:
    """With the lines of its quote when it came from one."""
    quote = (
        db().scalar(select(Quote.public_id).where(Quote.id == deposit.quote_id)) if deposit.quote_id else None
    )
    return actions.begin_final(deposit, accepted_or_404(quote).lines if quote else (), today)


def notes_on(invoice: Invoice) -> list[Document]:
    """What earlier credit notes took off it."""
    wanted = select(Invoice).where(Invoice.original_id == invoice.id, Invoice.kind == Kind.CREDIT)
    return [note.document for note in db().scalars(wanted)]


def moved(desk: Desk, form: DraftForm, typed: Draft) -> Draft:
    """To another client or production when the person chose so; deposits are those of one client."""
    production = next(
        (one.id for one in desk.choices.productions if one.public_id == form.production.data), None
    )
    if form.production.data != desk.production:
        desk.draft.production_id = UUID(production) if production else None
    if desk.original is not None or form.client.data == desk.contact.public_id:
        return typed
    client = next(one for one in desk.choices.clients if one.public_id == form.client.data)
    desk.draft.client_id = UUID(client.id)
    return replace(typed, deducts=())


def _lines(form: BeginForm, accepted: Accepted | None) -> tuple[Line, ...]:
    if not form.is_deposit:
        return accepted.lines if accepted else ()
    words = _words(form, accepted)
    if form.deposit_cents.data:
        return (Line(words, form.deposit_cents.data, unit=Unit.FLAT, vat_bp=2000),)
    whole = accepted.lines if accepted else (Line("", form.total_cents.data, vat_bp=2000),)
    return deposit_lines(whole, form.share_bp.data, words)


def _words(form: BeginForm, accepted: Accepted | None) -> str:
    """`Acompte de 30 % sur devis D-2026-014`."""
    of = _("sur devis %(number)s", number=accepted.quote.number) if accepted else form.title.data or ""
    said = _("Acompte de %(share)s", share=rate(form.share_bp.data)) if form.share_bp.data else _("Acompte")
    if accepted:
        return f"{said} {of}"
    return f"{said}, {of}"[:200] if of else said
