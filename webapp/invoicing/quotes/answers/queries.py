"""What a good link shows, as plain values: what is not copied here cannot leak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Date,
    SmallInteger,
    String,
    Uuid,
    and_,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from webapp.core.db import Instant, db
from webapp.core.links import LinkClosed, enter_by_link
from webapp.domain.invoices.document import Document
from webapp.domain.invoices.kept import kept
from webapp.domain.invoices.offers import Standing, standing_of
from webapp.invoicing.models import Quote, QuoteAnswer, QuoteVersion
from webapp.invoicing.quotes.sending import PURPOSE
from webapp.productions.shared import Scope
from webapp.workspaces.models import Membership


@dataclass(frozen=True)
class Answered:
    is_accepted: bool
    name: str
    options: tuple[int, ...]
    gross_cents: int
    at: datetime


@dataclass(frozen=True)
class Offer:
    """The last version sent, and what was answered to it."""

    quote_id: UUID
    workspace_id: UUID
    version_id: UUID
    version: int
    document: Document
    pdf_sha256: str
    standing: Standing
    answer: Answered | None

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.SENT and self.answer is None

    @property
    def short_digest(self) -> str:
        return f"{self.pdf_sha256[:4]}…{self.pdf_sha256[-4:]}"


@dataclass(frozen=True)
class SharedOffer:
    offer: Offer
    production: str  # its public id


def offer_of(token: str, today: date) -> Offer:
    """Raises LinkClosed when it does not open; the rest of the request is of its workspace."""
    opened = enter_by_link(PURPOSE, token)
    row = (
        db()
        .execute(
            select(Quote.state, QuoteVersion, QuoteAnswer)
            .join(
                QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.version == Quote.version)
            )
            .outerjoin(QuoteAnswer, QuoteAnswer.version_id == QuoteVersion.id)
            .where(Quote.id == UUID(opened.payload["quote"]))
        )
        .first()
    )
    if row is None:
        raise LinkClosed
    state, version, answer = row
    return Offer(
        quote_id=version.quote_id,
        workspace_id=version.workspace_id,
        version_id=version.id,
        version=version.version,
        document=version.document,
        pdf_sha256=version.pdf_sha256,
        standing=standing_of(state, version.valid_until, False, today),
        answer=_answered(answer) if answer else None,
    )


def shared_offer(scope: Scope, key: str) -> SharedOffer | None:
    """Of a link to its production, read as the role of links: none unless it may be accepted there."""
    asked = func.shared_offer(literal(list(scope.productions), ARRAY(Uuid)), key).table_valued(
        column("production", String),
        column("workspace_id", Uuid),
        column("quote_id", Uuid),
        column("version_id", Uuid),
        column("version", SmallInteger),
        column("state", String),
        column("valid_until", Date),
        column("content", JSONB),
        column("pdf_sha256", String),
        column("is_accepted", Boolean),
        column("name", String),
        column("options", JSONB),
        column("gross_cents", BigInteger),
        column("answered_at", Instant),
    )
    row = db().execute(select(*asked.c)).one_or_none()
    if row is None:
        return None
    offer = Offer(
        quote_id=row.quote_id,
        workspace_id=row.workspace_id,
        version_id=row.version_id,
        version=row.version,
        document=kept(Document, row.content),
        pdf_sha256=row.pdf_sha256,
        standing=standing_of(row.state, row.valid_until, False, scope.today),
        answer=_answered(row) if row.answered_at else None,
    )
    return SharedOffer(offer, row.production)


def pdf_of(offer: Offer) -> bytes:
    """The very bytes whose digest is kept."""
    return db().scalars(select(QuoteVersion.pdf).where(QuoteVersion.id == offer.version_id)).one()


def is_member(account_id: UUID, workspace_id: UUID) -> bool:
    """Somebody of the workspace reads their own quote."""
    theirs = (Membership.workspace_id == workspace_id, Membership.account_id == account_id)
    return db().scalar(select(Membership.account_id).where(*theirs)) is not None


def _answered(answer: Any) -> Answered:
    return Answered(
        answer.is_accepted, answer.name, tuple(answer.options), answer.gross_cents, answer.answered_at
    )
