"""How a draft begins: for a client, from a deposit to settle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import and_, select

from webapp.core.db import db
from webapp.domain.invoices.deposits import deposit_lines
from webapp.domain.invoices.document import Document, Kind, Line, Unit
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.totals import taken
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.invoices.writing import actions
from webapp.invoicing.invoices.writing.desk import Choices, Desk, choices_of
from webapp.invoicing.invoices.writing.forms import BEGUN, BeginForm, DraftForm
from webapp.invoicing.models import (
    Invoice,
    InvoiceDraft,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
)


def form_asked(asked: Mapping[str, str]) -> tuple[BeginForm, Choices]:
    """As the address of the page asks; what it names and is not there is left to choose."""
    choices, kind = choices_of(), asked.get("kind", "")
    values = {
        "kind": kind if kind in BEGUN else Kind.INVOICE,
        "client": asked.get("client", ""),
        "production": asked.get("production", ""),
    }
    return BeginForm(data=values).offer(choices), choices


def form_sent() -> tuple[BeginForm, Choices]:
    choices = choices_of()
    return BeginForm().offer(choices), choices


def page(begun: tuple[BeginForm, Choices]) -> dict[str, Any]:
    form, choices = begun
    return {"form": form, "choices": choices}


def has_an_amount(form: BeginForm) -> bool:
    """A deposit is a share of something, or an amount."""
    if not form.is_deposit or form.deposit_cents.data:
        return True
    if form.share_bp.data and form.total_cents.data:
        return True
    lacks = form.total_cents if form.share_bp.data else form.share_bp
    lacks.errors = [_("Indiquez la part et le total, ou le montant de l’acompte.")]
    return False


def begin(form: BeginForm, choices: Choices, today: date) -> InvoiceDraft:
    client = next(one for one in choices.clients if one.public_id == form.client.data)
    production = next(
        (UUID(one.id) for one in choices.productions if one.public_id == form.production.data), None
    )
    typed = Draft(lines=_lines(form), title=form.title.data or "")
    return begin_draft(Kind(form.kind.data), UUID(client.id), typed, today, production_id=production)


def begin_final(deposit: Invoice, today: date) -> InvoiceDraft:
    """With the lines of its quote when it came from one."""
    return actions.begin_final(deposit, _accepted_lines(deposit.quote_id) if deposit.quote_id else (), today)


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


def _accepted_lines(quote_id: UUID) -> tuple[Line, ...]:
    """What the client accepted of the last version, the options taken among them; none unless it is accepted."""
    row = (
        db()
        .execute(
            select(QuoteVersion, QuoteAnswer.options)
            .join(Quote, and_(Quote.id == QuoteVersion.quote_id, Quote.version == QuoteVersion.version))
            .join(QuoteAnswer, and_(QuoteAnswer.version_id == QuoteVersion.id, QuoteAnswer.is_accepted))
            .where(Quote.id == quote_id, Quote.state == QuoteState.ACCEPTED)
        )
        .first()
    )
    if row is None:
        return ()
    lines = taken(row.QuoteVersion.document.lines, row.options)
    return tuple(replace(line, is_option=False) for line in lines)


def _lines(form: BeginForm) -> tuple[Line, ...]:
    if not form.is_deposit:
        return ()
    words = _words(form)
    if form.deposit_cents.data:
        return (Line(words, form.deposit_cents.data, unit=Unit.FLAT, vat_bp=2000),)
    whole = (Line("", form.total_cents.data, vat_bp=2000),)
    return deposit_lines(whole, form.share_bp.data, words)


def _words(form: BeginForm) -> str:
    """`Acompte de 30 %, fête de la mer`."""
    said = _("Acompte de %(share)s", share=rate(form.share_bp.data)) if form.share_bp.data else _("Acompte")
    return f"{said}, {form.title.data}"[:200] if form.title.data else said
