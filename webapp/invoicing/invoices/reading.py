"""The page of an issued document, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.kept import kept
from webapp.domain.invoices.standing import Standing, State
from webapp.domain.invoices.totals import Totals, totals
from webapp.invoicing.clients.queries import is_employer
from webapp.invoicing.models import Client, Deduction, Invoice, Quote
from webapp.invoicing.queries import draft_or_none, is_deducted, standing_of, standings
from webapp.productions.models import Production


@dataclass(frozen=True)
class Related:
    """Another document that this one quotes, or that quotes it."""

    public_id: str
    kind: Kind
    number: str
    cents: int
    is_before: bool  # quoted by this one


@dataclass(frozen=True)
class Issued:
    row: Row[Any]
    document: Document
    today: date
    related: list[Related]

    @property
    def kind(self) -> Kind:
        return self.document.kind

    @property
    def standing(self) -> Standing:
        return standing_of(self.row)

    @property
    def state(self) -> State:
        return self.standing.state(self.today)

    @property
    def totals(self) -> Totals:
        return totals(self.document)

    @property
    def is_credit(self) -> bool:
        return self.kind is Kind.CREDIT

    @property
    def may_be_credited(self) -> bool:
        left = self.row.gross_cents - self.standing.credited_cents
        return not self.is_credit and not self.standing.is_replaced and left > 0

    @property
    def may_be_corrected(self) -> bool:
        standing = self.standing
        return not (self.is_credit or standing.paid_cents or standing.credited_cents or standing.is_replaced)

    @property
    def may_be_settled(self) -> bool:
        """A deposit that no final invoice took off yet."""
        return self.kind is Kind.DEPOSIT and not self.row.is_deducted and self.may_be_credited


def issued_or_none(public_id: str, today: date) -> Issued | None:
    row = (
        db()
        .execute(
            standings()
            .add_columns(
                Invoice.content,
                Invoice.pdf_sha256,
                Contact.public_id.label("client_page"),
                Production.public_id.label("production"),
                Production.label,
                Production.hue,
                Quote.public_id.label("quote_page"),
                Quote.number.label("quote_number"),
                is_employer(today).label("is_employer"),
                is_deducted().label("is_deducted"),
                _related().label("related"),
            )
            .join(Client, Client.id == Invoice.client_id)
            .join(Contact, Contact.id == Client.contact_id)
            .outerjoin(Production, Production.id == Invoice.production_id)
            .outerjoin(Quote, Quote.id == Invoice.quote_id)
            .where(Invoice.public_id == public_id)
        )
        .first()
    )
    if row is None:
        return None
    return Issued(
        row=row,
        document=kept(Document, row.content),
        today=today,
        related=[Related(**{**one, "kind": Kind(one["kind"])}) for one in row.related or []],
    )


def draft_or_404(public_id: str) -> str:
    """The same page before it was issued."""
    if draft_or_none(public_id) is None:
        raise NotFound
    return public_id


def _related() -> ScalarSelect[Any]:
    """What it corrects or deducts, what corrects or deducts it."""
    other, taken, taking = aliased(Invoice), aliased(Deduction), aliased(Deduction)
    is_before = or_(
        other.id == Invoice.original_id,
        _there(taken, other, taken.invoice_id == Invoice.id, taken.deposit_id == other.id),
    )
    is_after = or_(
        other.original_id == Invoice.id,
        _there(taking, other, taking.deposit_id == Invoice.id, taking.invoice_id == other.id),
    )
    built = func.jsonb_build_object(
        "public_id", other.public_id, "kind", other.kind, "number", other.number,
        "cents", other.gross_cents, "is_before", func.coalesce(is_before, False),
    )  # fmt: skip
    return (
        select(func.jsonb_agg(aggregate_order_by(built, other.issued_on, other.number)))
        .where(or_(is_before, is_after))
        .correlate(Invoice)
        .scalar_subquery()
    )


def _there(link: Any, other: Any, *wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(link.id).where(*wanted).correlate(Invoice, other).exists()
