"""What happened to a document since it was issued, with what is asked around it, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.invoices.document import Document
from webapp.domain.invoices.kept import kept
from webapp.invoicing.models import BillingEvent, Client, Happening, Invoice, Means, Payment
from webapp.invoicing.queries import credited_cents, credits, of_same_contact, paid_cents, standings


@dataclass(frozen=True)
class Received:
    """A payment, or what was given back."""

    public_id: str
    paid_on: date
    cents: int
    means: Means
    note: str | None


@dataclass(frozen=True)
class Event:
    at: datetime
    kind: Happening
    detail: dict[str, Any]

    @property
    def on(self) -> date:
        return self.at.astimezone(clock.PARIS).date()


@dataclass(frozen=True)
class Original:
    """Of a credit note: the invoice, and what its client paid beyond what is left of it."""

    number: str
    public_id: str
    overpaid_cents: int


@dataclass(frozen=True)
class Facts:
    document: Document
    client_page: str  # the public id of its contact
    email: str
    events: tuple[Event, ...]
    payments: tuple[Received, ...]
    credits: tuple[tuple[date, int], ...] = ()  # of an invoice: the days and sums of its credit notes
    original: Original | None = None


def facts_of(invoice_id: UUID) -> Facts:
    """What is told around a row of `standings`."""
    original = aliased(Invoice)
    row = (
        db()
        .execute(
            select(
                Invoice.content,
                Contact.public_id,
                func.coalesce(Client.email, Contact.email, "").label("email"),
                _events(),
                _payments(),
                _credits(),
                original.number,
                original.public_id.label("original_id"),
                (original.due_cents - credited_cents(original)).label("original_due"),
                (paid_cents(original) - _given_back(original)).label("original_kept"),
            )
            .join(Client, Client.id == Invoice.client_id)
            .join(Contact, Contact.id == Client.contact_id)
            .outerjoin(original, original.id == Invoice.original_id)
            .where(Invoice.id == invoice_id)
        )
        .one()
    )
    return Facts(
        document=kept(Document, row.content),
        client_page=row.public_id,
        email=row.email,
        events=tuple(_event(values) for values in row.events or ()),
        payments=tuple(_received(values) for values in row.payments or ()),
        credits=tuple((date.fromisoformat(on), cents) for on, cents in row.credits or ()),
        original=_original(row),
    )


def payment_or_404(invoice_id: UUID, public_id: str) -> Payment:
    """As it is now: asked again once it is held, it is what whoever came before left."""
    found = db().scalar(
        select(Payment)
        .where(Payment.invoice_id == invoice_id, Payment.public_id == public_id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def invoice_by_id(invoice_id: UUID) -> Row[Any] | None:
    return db().execute(standings().where(Invoice.id == invoice_id)).first()


@dataclass(frozen=True)
class OpenedInvoice:
    standing: Row[Any]
    document: Document


def opened_invoice(invoice_id: UUID) -> OpenedInvoice | None:
    row = db().execute(standings().add_columns(Invoice.content).where(Invoice.id == invoice_id)).first()
    return OpenedInvoice(row, kept(Document, row.content)) if row else None


def paper_of(invoice_id: UUID, name: str) -> bytes | None:
    """The exact bytes that were issued: `pdf` or `xml`."""
    column = {"pdf": Invoice.pdf, "xml": Invoice.xml}[name]
    return db().scalar(select(column).where(Invoice.id == invoice_id))


def last_viewed(invoice_id: UUID) -> datetime | None:
    return db().scalar(
        select(func.max(BillingEvent.at)).where(
            BillingEvent.invoice_id == invoice_id, BillingEvent.kind == Happening.VIEWED
        )
    )


def documents_of(client_id: UUID) -> Sequence[Row[Any]]:
    """Every issued document of a client with its payments, in the order of days."""
    return (
        db()
        .execute(
            standings()
            .add_columns(_payments())
            .where(Invoice.client_id.in_(of_same_contact(client_id)))
            .order_by(Invoice.issued_on, Invoice.number)
        )
        .all()
    )


def received_of(row: Row[Any]) -> tuple[Received, ...]:
    """The payments of a row of `documents_of`."""
    return tuple(_received(values) for values in row.payments or ())


def _events() -> ColumnElement[Any]:
    rows = aggregate_order_by(
        func.json_build_array(BillingEvent.at, BillingEvent.kind, BillingEvent.detail),
        BillingEvent.at,
        BillingEvent.id,
    )
    mine = BillingEvent.workspace_id == Invoice.workspace_id, BillingEvent.invoice_id == Invoice.id
    return select(func.json_agg(rows)).where(*mine).scalar_subquery().label("events")


def _payments() -> ColumnElement[Any]:
    rows = aggregate_order_by(
        func.json_build_array(Payment.public_id, Payment.paid_on, Payment.cents, Payment.means, Payment.note),
        Payment.paid_on,
        Payment.id,
    )
    mine = Payment.workspace_id == Invoice.workspace_id, Payment.invoice_id == Invoice.id
    return select(func.json_agg(rows)).where(*mine).scalar_subquery().label("payments")


def _credits() -> ColumnElement[Any]:
    note = aliased(Invoice)
    rows = func.json_build_array(note.issued_on, note.gross_cents)
    return select(func.json_agg(rows)).where(*credits(note)).scalar_subquery().label("credits")


def _given_back(original: type[Invoice]) -> ScalarSelect[int]:
    note = aliased(Invoice)
    return (
        select(func.coalesce(func.sum(Payment.cents), 0))
        .join(note, note.id == Payment.invoice_id)
        .where(*credits(note, original))
        .scalar_subquery()
    )


def _event(values: Sequence[Any]) -> Event:
    at, kind, detail = values
    return Event(datetime.fromisoformat(at), Happening(kind), detail)


def _received(values: Sequence[Any]) -> Received:
    public_id, paid_on, cents, means, note = values
    return Received(public_id, date.fromisoformat(paid_on), cents, Means(means), note)


def _original(row: Row[Any]) -> Original | None:
    if row.number is None:
        return None
    return Original(row.number, row.original_id, max(0, int(row.original_kept - row.original_due)))
