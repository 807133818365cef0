from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, validates

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.domain.invoices.document import (
    Activity as Activity,
)
from webapp.domain.invoices.document import (
    ClientKind,
    Document,
    Kind,
    Nature,
    Treatment,
    Unit,
    VatRegime,
)
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.kept import as_values, kept


class Rhythm(StrEnum):
    """How often the turnover is declared to URSSAF."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class SellerProfile(TenantScoped, Base):
    """Who invoices; one a workspace. Each document freezes what it takes from here."""

    __tablename__ = "seller_profiles"

    name: Mapped[str] = mapped_column(String(200))
    trade_name: Mapped[str | None] = mapped_column(String(200))
    activity: Mapped[str | None] = mapped_column(String(200))
    siret: Mapped[str | None] = mapped_column(String(14))
    naf: Mapped[str | None] = mapped_column(String(6))
    address: Mapped[str | None] = mapped_column(String(400))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(100))
    country: Mapped[str] = mapped_column(String(2), default="FR")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    vat_number: Mapped[str | None] = mapped_column(String(20))
    iban: Mapped[str | None] = mapped_column(String(34))
    bic: Mapped[str | None] = mapped_column(String(11))
    payment_days: Mapped[int] = mapped_column(SmallInteger, default=30)
    ends_month: Mapped[bool] = mapped_column(Boolean, default=False)  # counted to the end of the month
    penalty_bp: Mapped[int | None] = mapped_column(Integer)  # none: three times the legal rate
    insurance: Mapped[str | None] = mapped_column(String(400))
    mediator: Mapped[str | None] = mapped_column(String(400))
    terms: Mapped[str | None] = mapped_column(String(2000))  # of every quote
    accent: Mapped[str | None] = mapped_column(String(7))
    logo_id: Mapped[UUID | None] = mapped_column(Uuid)
    micro: Mapped[Activity | None] = mapped_column(String(10))  # none: no micro-entreprise
    declares: Mapped[Rhythm] = mapped_column(String(10), default=Rhythm.QUARTERLY)
    started_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        UniqueConstraint("workspace_id"),
        tenant_fk("logo_id", "seller_logos"),
        CheckConstraint("payment_days BETWEEN 0 AND 60", name="payment_days"),
    )


class SellerLogo(TenantScoped, Base):
    """A picture printed on documents; kept as long as they are."""

    __tablename__ = "seller_logos"

    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(String(20))

    __table_args__ = (UniqueConstraint("workspace_id", "sha256"),)


class SellerRegime(TenantScoped, Base):
    """The VAT regime from a day on, until the next one."""

    __tablename__ = "seller_regimes"

    from_on: Mapped[date] = mapped_column(Date)
    regime: Mapped[VatRegime] = mapped_column(String(10))

    __table_args__ = (UniqueConstraint("workspace_id", "from_on"),)


class SeriesKind(StrEnum):
    INVOICES = "invoices"  # and deposits, and corrective invoices
    CREDITS = "credits"
    QUOTES = "quotes"


class Series(TenantScoped, Base):
    """A run of numbers without gap: its row is locked by whoever takes the next one."""

    __tablename__ = "number_series"

    kind: Mapped[SeriesKind] = mapped_column(String(10))
    prefix: Mapped[str] = mapped_column(String(12), default="")
    digits: Mapped[int] = mapped_column(SmallInteger, default=3)
    is_yearly: Mapped[bool] = mapped_column(
        Boolean, default=True
    )  # the year in the number, and 1 again each January
    year: Mapped[int] = mapped_column(SmallInteger)
    last_number: Mapped[int] = mapped_column(Integer, default=0)
    last_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        UniqueConstraint("workspace_id", "kind"),
        CheckConstraint("last_number >= 0 AND digits BETWEEN 1 AND 8", name="number"),
    )


class CatalogueItem(Addressable, TenantScoped, Base):
    """Something one often sells, ready to be put on a line."""

    __tablename__ = "catalogue_items"

    words: Mapped[str] = mapped_column(String(200))
    detail: Mapped[str | None] = mapped_column(String(1000))
    unit: Mapped[Unit] = mapped_column(String(3), default=Unit.DAY)
    price_cents: Mapped[int] = mapped_column(BigInteger)
    vat_bp: Mapped[int] = mapped_column(SmallInteger, default=2000)
    nature: Mapped[Nature] = mapped_column(String(12), default=Nature.SERVICE)
    folded: Mapped[str] = mapped_column(String(600), default="")
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("workspace_id", "public_id"),)

    def refold(self) -> None:
        self.folded = fold(self.words, self.detail)[:600]


class Client(Searchable, TenantScoped, Base):
    """What invoicing needs to know of a contact; its page is the contact's id."""

    __tablename__ = "clients"

    contact_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[ClientKind] = mapped_column(String(12), default=ClientKind.BUSINESS)
    legal_name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(300), default="")
    siren: Mapped[str | None] = mapped_column(String(9))
    siret: Mapped[str | None] = mapped_column(String(14))
    vat_number: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[str | None] = mapped_column(String(400))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(100))
    country: Mapped[str] = mapped_column(String(2), default="FR")
    email: Mapped[str | None] = mapped_column(String(254))  # where invoices go
    attention: Mapped[str | None] = mapped_column(String(200))
    buyer_reference: Mapped[str | None] = mapped_column(String(100))  # service code of a public body
    payment_days: Mapped[int | None] = mapped_column(SmallInteger)
    treatment: Mapped[Treatment | None] = mapped_column(String(15))  # chosen against the rule
    treatment_reason: Mapped[str | None] = mapped_column(String(400))
    language: Mapped[str] = mapped_column(String(2), default="fr")
    # Of two contacts made one, the client that takes no new paper; those issued are written once, and stay its own.
    replaced_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        tenant_fk("contact_id", "contacts"),
        tenant_fk("replaced_by_id", "clients"),
        Index("ix_clients_contact", "workspace_id", "contact_id"),
        Index(
            "uq_clients_workspace_id_contact_id",
            "workspace_id",
            "contact_id",
            unique=True,
            postgresql_where="replaced_by_id IS NULL",
        ),
        CheckConstraint("payment_days BETWEEN 0 AND 60", name="payment_days"),
    )

    @validates("legal_name")
    def _refold(self, _key: str, legal_name: str) -> str:
        self.folded = fold(legal_name)[:300]
        return legal_name


class QuoteState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # a version is out and awaits an answer
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Quote(Searchable, Addressable, TenantScoped, Base):
    """A quote across its versions: what is being typed, and what became of the last version sent."""

    __tablename__ = "quotes"

    client_id: Mapped[UUID] = mapped_column(Uuid)
    production_id: Mapped[UUID | None] = mapped_column(Uuid)
    number: Mapped[str | None] = mapped_column(String(35))  # taken with the first version
    state: Mapped[QuoteState] = mapped_column(String(10), default=QuoteState.DRAFT)
    version: Mapped[int] = mapped_column(SmallInteger, default=0)  # the last one made
    has_changes: Mapped[bool] = mapped_column(Boolean, default=True)  # typed since then
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    title: Mapped[str] = mapped_column(String(200), default="")
    folded: Mapped[str] = mapped_column(String(300), default="")  # its client has words of its own
    total_cents: Mapped[int] = mapped_column(BigInteger, default=0)  # VAT included, options aside
    valid_until: Mapped[date | None] = mapped_column(Date)
    link_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "number"),
        tenant_fk("client_id", "clients"),
        tenant_fk("production_id", "productions", ondelete="SET NULL (production_id)"),
        Index("ix_quotes_created", "workspace_id", "created_at"),
    )

    @validates("number", "title")
    def _refold(self, key: str, said: str | None) -> str | None:
        self.folded = fold(*(said if key == name else getattr(self, name) for name in ("number", "title")))[
            :300
        ]
        return said

    @property
    def draft(self) -> Draft:
        return kept(Draft, self.content)


class QuoteVersion(TenantScoped, Base):
    """What a client was shown, to the byte. Written once."""

    __tablename__ = "quote_versions"

    quote_id: Mapped[UUID] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column(SmallInteger)
    issued_on: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date] = mapped_column(Date)
    gross_cents: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "quote_id", "version"),
        tenant_fk("quote_id", "quotes"),
    )

    @property
    def document(self) -> Document:
        return kept(Document, self.content)


class QuoteAnswer(TenantScoped, Base):
    """Who said yes or no to a version, when, from where, and to which bytes. Written once."""

    __tablename__ = "quote_answers"

    version_id: Mapped[UUID] = mapped_column(Uuid)
    is_accepted: Mapped[bool] = mapped_column(Boolean)
    name: Mapped[str] = mapped_column(String(200))
    job: Mapped[str | None] = mapped_column(String(200))
    words: Mapped[str | None] = mapped_column(String(2000))  # why not
    options: Mapped[list[int]] = mapped_column(JSONB, default=list)  # ranks of the lines taken
    gross_cents: Mapped[int] = mapped_column(BigInteger)  # of what was accepted
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(45))
    agent: Mapped[str] = mapped_column(String(400), default="")
    answered_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "version_id"),
        tenant_fk("version_id", "quote_versions"),
    )


class InvoiceDraft(Searchable, Addressable, TenantScoped, Base):
    """An invoice being typed, without a number; issuing makes an `Invoice` of it, under the same public id."""

    __tablename__ = "invoice_drafts"

    kind: Mapped[Kind] = mapped_column(String(10), default=Kind.INVOICE)
    client_id: Mapped[UUID] = mapped_column(Uuid)
    production_id: Mapped[UUID | None] = mapped_column(Uuid)
    quote_id: Mapped[UUID | None] = mapped_column(Uuid)
    original_id: Mapped[UUID | None] = mapped_column(Uuid)  # of a credit note or a corrective invoice
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    title: Mapped[str] = mapped_column(String(200), default="")
    folded: Mapped[str] = mapped_column(String(300), default="")
    total_cents: Mapped[int] = mapped_column(BigInteger, default=0)  # what is left to pay
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("client_id", "clients"),
        tenant_fk("production_id", "productions", ondelete="SET NULL (production_id)"),
        tenant_fk("quote_id", "quotes", ondelete="CASCADE"),
        tenant_fk("original_id", "invoices"),
        Index("ix_invoice_drafts_created", "workspace_id", "created_at"),
    )

    @validates("title")
    def _refold(self, _key: str, title: str) -> str:
        self.folded = fold(title)[:300]
        return title

    @property
    def draft(self) -> Draft:
        return kept(Draft, self.content)


class Invoice(Searchable, Addressable, TenantScoped, Base):
    """An issued document: invoice, deposit, credit note or corrective. The web role may only add one."""

    __tablename__ = "invoices"

    kind: Mapped[Kind] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(35))
    issued_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    client_id: Mapped[UUID] = mapped_column(Uuid)
    client_name: Mapped[str] = mapped_column(String(200))
    production_id: Mapped[UUID | None] = mapped_column(Uuid)
    quote_id: Mapped[UUID | None] = mapped_column(Uuid)
    original_id: Mapped[UUID | None] = mapped_column(Uuid)
    title: Mapped[str] = mapped_column(String(200), default="")
    net_cents: Mapped[int] = mapped_column(BigInteger)
    vat_cents: Mapped[int] = mapped_column(BigInteger)
    gross_cents: Mapped[int] = mapped_column(BigInteger)
    due_cents: Mapped[int] = mapped_column(
        BigInteger
    )  # deposits taken off; a credit note's is what it gives back
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    folded: Mapped[str] = mapped_column(String(600))
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    xml: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    xml_sha256: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "number"),
        tenant_fk("client_id", "clients"),
        tenant_fk("production_id", "productions", ondelete="SET NULL (production_id)"),
        tenant_fk("quote_id", "quotes"),
        tenant_fk("original_id", "invoices"),
        Index("ix_invoices_issued", "workspace_id", "issued_on"),
        Index("ix_invoices_original", "workspace_id", "original_id"),
        Index("ix_invoices_client", "workspace_id", "client_id"),
        Index("ix_invoices_quote", "workspace_id", "quote_id"),
        CheckConstraint("kind IN ('invoice', 'deposit', 'credit', 'corrective')", name="kind"),
        CheckConstraint("gross_cents > 0", name="gross"),
    )

    @property
    def document(self) -> Document:
        return kept(Document, self.content)


class Deduction(TenantScoped, Base):
    """A deposit that a final invoice took off: once, whatever happens. Written once."""

    __tablename__ = "invoice_deductions"

    deposit_id: Mapped[UUID] = mapped_column(Uuid)
    invoice_id: Mapped[UUID] = mapped_column(Uuid)

    __table_args__ = (
        UniqueConstraint("workspace_id", "deposit_id", "invoice_id"),
        tenant_fk("deposit_id", "invoices"),
        tenant_fk("invoice_id", "invoices"),
    )


class Means(StrEnum):
    TRANSFER = "transfer"
    CARD = "card"
    CHEQUE = "cheque"
    CASH = "cash"
    OTHER = "other"


class Payment(Addressable, TenantScoped, Base):
    """Money that came for an invoice, or went back for a credit note."""

    __tablename__ = "invoice_payments"

    invoice_id: Mapped[UUID] = mapped_column(Uuid)
    paid_on: Mapped[date] = mapped_column(Date)
    cents: Mapped[int] = mapped_column(BigInteger)
    means: Mapped[Means] = mapped_column(String(10), default=Means.TRANSFER)
    note: Mapped[str | None] = mapped_column(String(400))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("invoice_id", "invoices"),
        Index("ix_invoice_payments_invoice", "workspace_id", "invoice_id"),
        Index("ix_invoice_payments_paid", "workspace_id", "paid_on"),
        CheckConstraint("cents > 0", name="cents"),
    )


class Happening(StrEnum):
    ISSUED = "issued"
    SENT = "sent"
    SHARED = "shared"  # a link was made
    VIEWED = "viewed"
    REMINDED = "reminded"
    PAID = "paid"
    UNPAID = "unpaid"  # a payment was taken back
    ACCEPTED = "accepted"
    DECLINED = "declined"
    QUESTION = "question"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # the link no longer opens
    REFUSED = "refused"  # the server of mails will never take this address
    SNOOZED = "snoozed"  # the next reminder is proposed later


class BillingEvent(TenantScoped, Base):
    """What happened to a quote or an invoice. Written once."""

    __tablename__ = "billing_events"

    invoice_id: Mapped[UUID | None] = mapped_column(Uuid)
    quote_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[Happening] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)  # to, tone, cents, link_id, version…

    __table_args__ = (
        tenant_fk("invoice_id", "invoices"),
        tenant_fk("quote_id", "quotes"),
        CheckConstraint("(invoice_id IS NULL) != (quote_id IS NULL)", name="one"),
        Index("ix_billing_events_invoice", "workspace_id", "invoice_id", "at"),
        Index("ix_billing_events_quote", "workspace_id", "quote_id", "at"),
    )


WRITTEN_ONCE = (SellerLogo, QuoteVersion, QuoteAnswer, Invoice, Deduction, BillingEvent)
"""Rows the web role may read and add, never change nor remove."""


def content_of(plain: Any) -> dict[str, Any]:
    """What `content` keeps of a draft or a document."""
    return as_values(plain)
