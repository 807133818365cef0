"""What is read of quotes: the list, one with all that became of it, and the choices of its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, and_, func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.links import Link
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.offers import Standing, standing_of
from webapp.invoicing.models import (
    BillingEvent,
    Client,
    Happening,
    Invoice,
    InvoiceDraft,
    Quote,
    QuoteAnswer,
    QuoteVersion,
)
from webapp.invoicing.queries import standings
from webapp.productions.models import Production

Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Event:
    kind: Happening
    at: datetime
    detail: dict[str, Any]


@dataclass(frozen=True)
class Pending:
    """An invoice of the quote still being typed."""

    public_id: str
    kind: Kind
    total_cents: int


@dataclass(frozen=True)
class Sent:
    """A version and what was answered to it."""

    version: QuoteVersion
    answer: QuoteAnswer | None

    @property
    def document(self) -> Document:
        return self.version.document


@dataclass(frozen=True)
class File:
    """A quote and whatever became of it."""

    quote: Quote
    client: Client
    contact: Contact
    production: Production | None
    link_until: datetime | None  # of its link, if it opens
    events: list[Event]
    drafts: list[Pending]
    sent: list[Sent] = field(default_factory=list)  # the last one first
    invoices: Rows = ()

    @property
    def last(self) -> Sent | None:
        return self.sent[0] if self.sent else None

    @property
    def accepted(self) -> Sent | None:
        """The version that counts, accepted."""
        last = self.last
        return last if last and last.answer and last.answer.is_accepted else None

    @property
    def is_invoiced(self) -> bool:
        return any(role == Kind.INVOICE for role, _row in live(self.invoices))

    def standing(self, today: date) -> Standing:
        return standing_of(self.quote.state, self.quote.valid_until, self.is_invoiced, today)

    @property
    def sent_to(self) -> str:
        """Where it was last sent, else where the client is written to."""
        told = [event.detail["to"] for event in self.events if event.detail.get("to")]
        return told[-1] if told else self.client.email or self.contact.email or ""


def live(invoices: Rows) -> list[tuple[Kind, Row[*tuple[Any, ...]]]]:
    """(deposit or invoice, row) of those that count: neither replaced nor wholly credited."""
    kinds = {row.id: Kind(row.kind) for row in invoices}
    found: list[tuple[Kind, Row[*tuple[Any, ...]]]] = []
    for row in invoices:
        kind = Kind(row.kind)
        if kind is Kind.CORRECTIVE:
            kind = kinds.get(row.original_id, Kind.INVOICE)
        counts = not row.is_replaced and row.credited_cents < row.gross_cents
        if counts and kind in (Kind.DEPOSIT, Kind.INVOICE):
            found.append((kind, row))
    return found


def quote_or_404(public_id: str) -> Quote:
    found = db().scalar(select(Quote).where(Quote.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def locked_quote(quote_id: UUID) -> Quote:
    """As it is now: whoever answers, sends or invoices next waits for this transaction to end."""
    wanted = select(Quote).where(Quote.id == quote_id).with_for_update()
    return db().scalars(wanted.execution_options(populate_existing=True)).one()


def quote_with_client(public_id: str) -> File:
    """In one trip, without its versions."""
    columns = (Quote, Client, Contact, Production, Link.expires_at, _events(), _drafts())
    row = (
        db()
        .execute(
            select(*columns)
            .join(Client, Client.id == Quote.client_id)
            .join(Contact, Contact.id == Client.contact_id)
            .outerjoin(Production, Production.id == Quote.production_id)
            .outerjoin(Link, and_(Link.id == Quote.link_id, Link.revoked_at.is_(None)))
            .where(Quote.public_id == public_id)
        )
        .first()
    )
    if row is None:
        raise NotFound
    quote, client, contact, production, until, events, drafts = row
    return File(
        quote,
        client,
        contact,
        production,
        until,
        [
            Event(Happening(one["kind"]), datetime.fromisoformat(one["at"]), one["detail"])
            for one in events or ()
        ],
        [Pending(one["public_id"], Kind(one["kind"]), one["total_cents"]) for one in drafts or ()],
    )


def file_or_404(public_id: str) -> File:
    file = quote_with_client(public_id)
    return replace(file, sent=versions_of(file.quote.id), invoices=invoices_of(file.quote.id))


def invoices_of(quote_id: UUID) -> Rows:
    """In the order they were issued."""
    wanted = standings().where(Invoice.quote_id == quote_id)
    return db().execute(wanted.order_by(Invoice.issued_on, Invoice.number)).all()


def versions_of(quote_id: UUID) -> list[Sent]:
    """The last one first."""
    rows = db().execute(
        select(QuoteVersion, QuoteAnswer)
        .outerjoin(QuoteAnswer, QuoteAnswer.version_id == QuoteVersion.id)
        .where(QuoteVersion.quote_id == quote_id)
        .order_by(QuoteVersion.version.desc())
    )
    return [Sent(version, answer) for version, answer in rows]


def version_or_404(quote: Quote, number: int) -> QuoteVersion:
    found = db().scalar(
        select(QuoteVersion).where(QuoteVersion.quote_id == quote.id, QuoteVersion.version == number)
    )
    if found is None:
        raise NotFound
    return found


def answer_to(version: QuoteVersion) -> QuoteAnswer | None:
    return db().scalar(select(QuoteAnswer).where(QuoteAnswer.version_id == version.id))


def last_sending(quote_id: UUID) -> dict[str, Any]:
    """What the last one who sent it told of themselves."""
    return (
        db().scalar(
            select(BillingEvent.detail)
            .where(
                BillingEvent.quote_id == quote_id,
                BillingEvent.kind.in_((Happening.SENT, Happening.SHARED)),
                BillingEvent.detail["from"].astext.is_not(None),
            )
            .order_by(BillingEvent.at.desc())
            .limit(1)
        )
        or {}
    )


def last_address(quote_id: UUID) -> str | None:
    """Where it was last sent by mail."""
    return db().scalar(
        select(BillingEvent.detail["to"].astext)
        .where(BillingEvent.quote_id == quote_id, BillingEvent.detail["to"].astext.is_not(None))
        .order_by(BillingEvent.at.desc())
        .limit(1)
    )


def was_seen_since(quote_id: UUID, since: datetime) -> bool:
    seen = (
        BillingEvent.quote_id == quote_id,
        BillingEvent.kind == Happening.VIEWED,
        BillingEvent.at >= since,
    )
    return db().scalar(select(BillingEvent.id).where(*seen).limit(1)) is not None


def _events() -> ScalarSelect[Any]:
    told = func.jsonb_build_object(
        "kind", BillingEvent.kind, "at", BillingEvent.at, "detail", BillingEvent.detail, type_=JSONB
    )
    return (
        select(func.jsonb_agg(aggregate_order_by(told, BillingEvent.at, BillingEvent.id), type_=JSONB))
        .where(BillingEvent.workspace_id == Quote.workspace_id, BillingEvent.quote_id == Quote.id)
        .correlate(Quote)
        .scalar_subquery()
    )


def _drafts() -> ScalarSelect[Any]:
    told = func.jsonb_build_object(
        "kind", InvoiceDraft.kind,
        "public_id", InvoiceDraft.public_id,
        "total_cents", InvoiceDraft.total_cents,
        type_=JSONB,
    )  # fmt: skip
    return (
        select(func.jsonb_agg(aggregate_order_by(told, InvoiceDraft.created_at), type_=JSONB))
        .where(InvoiceDraft.workspace_id == Quote.workspace_id, InvoiceDraft.quote_id == Quote.id)
        .correlate(Quote)
        .scalar_subquery()
    )
