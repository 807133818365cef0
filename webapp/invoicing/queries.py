"""What every sub-room of invoicing reads: the seller, the clients, where each document stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Exists,
    Row,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.document import Kind, VatRegime
from webapp.domain.invoices.standing import Standing
from webapp.invoicing.models import (
    Client,
    Deduction,
    Invoice,
    InvoiceDraft,
    Payment,
    SellerLogo,
    SellerProfile,
    SellerRegime,
    Series,
    SeriesKind,
)


def hold_regimes() -> None:
    """Whoever changes a VAT regime, or issues under one, next waits for this transaction to end."""
    hold("regimes", workspace_of(db()))


def hold_document(public_id: str) -> None:
    """Likewise whoever pays, credits, replaces or deducts this document."""
    hold("document", workspace_of(db()), public_id)


def seller_profile() -> SellerProfile | None:
    return db().scalar(select(SellerProfile))


@dataclass(frozen=True)
class SellerFacts:
    """All a document takes from the seller, in one trip."""

    profile: SellerProfile
    regimes: list[tuple[date, VatRegime]]
    logo: str | None  # its SHA-256


def seller_facts() -> SellerFacts | None:
    rows = (
        db()
        .execute(
            select(SellerProfile, SellerRegime.from_on, SellerRegime.regime, SellerLogo.sha256)
            .outerjoin(SellerRegime, SellerRegime.workspace_id == SellerProfile.workspace_id)
            .outerjoin(SellerLogo, SellerLogo.id == SellerProfile.logo_id)
            .order_by(SellerRegime.from_on)
        )
        .all()
    )
    if not rows:
        return None
    regimes = [(row.from_on, VatRegime(row.regime)) for row in rows if row.from_on]
    return SellerFacts(rows[0].SellerProfile, regimes, rows[0].sha256)


def logo_content(sha256: str) -> bytes | None:
    return db().scalar(select(SellerLogo.content).where(SellerLogo.sha256 == sha256))


def series_of(kind: SeriesKind, *, lock: bool = False) -> Series | None:
    """`lock` makes whoever asks for the next number wait for the one before."""
    wanted = select(Series).where(Series.kind == kind)
    return db().scalar(wanted.with_for_update().execution_options(populate_existing=True) if lock else wanted)


def client_with_contact(client_id: UUID) -> tuple[Client, Contact]:
    row = (
        db()
        .execute(
            select(Client, Contact)
            .join(Contact, Contact.id == Client.contact_id)
            .where(Client.id == client_id)
        )
        .one()
    )
    return row.Client, row.Contact


def client_or_404(contact_public_id: str) -> Client:
    """By the id of its contact, which is that of its page."""
    found = db().scalar(
        select(Client)
        .join(Contact, Contact.id == Client.contact_id)
        .where(
            Contact.public_id == contact_public_id,
            Contact.deleted_at.is_(None),
            Client.replaced_by_id.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def of_same_contact(client_id: UUID | None) -> Select[UUID]:
    """The ids of a client: several when two contacts, both clients, were made one."""
    own = select(Client.contact_id).where(Client.id == client_id).scalar_subquery()
    return select(Client.id).where(Client.contact_id == own)


def draft_or_none(public_id: str, *, lock: bool = False) -> InvoiceDraft | None:
    wanted = select(InvoiceDraft).where(InvoiceDraft.public_id == public_id)
    return db().scalar(wanted.with_for_update() if lock else wanted)


def invoice_or_none(public_id: str) -> Invoice | None:
    return db().scalar(select(Invoice).where(Invoice.public_id == public_id))


def invoice_or_404(public_id: str) -> Invoice:
    found = invoice_or_none(public_id)
    if found is None:
        raise NotFound
    return found


def paid_cents(of: type[Invoice] = Invoice) -> ScalarSelect[int]:
    """Of the invoice of the row around it, or of the one it is joined with."""
    return (
        select(func.coalesce(func.sum(Payment.cents), 0))
        .where(Payment.workspace_id == of.workspace_id, Payment.invoice_id == of.id)
        .scalar_subquery()
    )


def credited_cents(of: type[Invoice] = Invoice) -> ScalarSelect[int]:
    """Likewise: what credit notes took off it."""
    note = aliased(Invoice)
    return select(func.coalesce(func.sum(note.gross_cents), 0)).where(*credits(note, of)).scalar_subquery()


def credits(note: type[Invoice], of: type[Invoice] = Invoice) -> tuple[ColumnElement[bool], ...]:
    """Likewise: `note` is a credit note on it."""
    return note.workspace_id == of.workspace_id, note.original_id == of.id, note.kind == Kind.CREDIT


def is_replaced() -> ScalarSelect[bool]:
    """Likewise: a corrective invoice took its place."""
    other = aliased(Invoice)
    return (
        select(func.count() > 0)
        .where(
            other.workspace_id == Invoice.workspace_id,
            other.original_id == Invoice.id,
            other.kind == Kind.CORRECTIVE,
        )
        .scalar_subquery()
    )


def is_deducted(*, but: UUID | None = None) -> Exists:
    """Likewise, of a deposit: an invoice that was not replaced takes it off; `but` is one about to be."""
    other = aliased(Invoice)
    replaces = exists().where(other.original_id == Deduction.invoice_id, other.kind == Kind.CORRECTIVE)
    wanted = exists().where(Deduction.deposit_id == Invoice.id, ~replaces)
    return wanted.where(Deduction.invoice_id != but) if but else wanted


def deducted_by(invoice_id: UUID) -> tuple[str, ...]:
    """Public ids of the deposits it takes off."""
    wanted = select(Invoice.public_id).join(Deduction, Deduction.deposit_id == Invoice.id)
    return tuple(db().scalars(wanted.where(Deduction.invoice_id == invoice_id)))


def is_deposit_of(client_id: UUID | None) -> ColumnElement[bool]:
    """Likewise: a deposit of the client, or what corrects one, that nothing credited nor replaced."""
    after, before = aliased(Invoice), aliased(Invoice)
    corrects = exists().where(before.id == Invoice.original_id, before.kind == Kind.DEPOSIT)
    return and_(
        Invoice.client_id.in_(of_same_contact(client_id)),
        or_(Invoice.kind == Kind.DEPOSIT, and_(Invoice.kind == Kind.CORRECTIVE, corrects)),
        ~exists().where(after.original_id == Invoice.id),
    )


def standings() -> Select[Any]:
    """One row an issued document: its columns but the papers and the content, and what its standing is made of."""
    columns: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...] = (
        Invoice.id,
        Invoice.public_id,
        Invoice.kind,
        Invoice.number,
        Invoice.issued_on,
        Invoice.due_on,
        Invoice.client_id,
        Invoice.client_name,
        Invoice.production_id,
        Invoice.quote_id,
        Invoice.original_id,
        Invoice.title,
        Invoice.net_cents,
        Invoice.vat_cents,
        Invoice.gross_cents,
        Invoice.due_cents,
        paid_cents().label("paid_cents"),
        credited_cents().label("credited_cents"),
        is_replaced().label("is_replaced"),
    )
    return select(*columns)


def standing_of(row: Row[Any]) -> Standing:
    """Of a row of `standings`."""
    return Standing(
        kind=Kind(row.kind),
        due_on=row.due_on,
        due_cents=row.due_cents,
        paid_cents=int(row.paid_cents),  # a sum comes as a decimal
        credited_cents=int(row.credited_cents),
        is_replaced=row.is_replaced,
    )


def standing_or_404(public_id: str) -> Row[Any]:
    row = db().execute(standings().where(Invoice.public_id == public_id)).first()
    if row is None:
        raise NotFound
    return row


def invoices_named(public_ids: Sequence[str]) -> Sequence[Invoice]:
    """In the order they were issued."""
    return (
        db()
        .scalars(
            select(Invoice)
            .where(Invoice.public_id.in_(public_ids))
            .order_by(Invoice.issued_on, Invoice.number)
        )
        .all()
    )


def deposits_named(
    public_ids: Sequence[str], client_id: UUID, replaces: UUID | None
) -> Sequence[Row[str, bool, bool]]:
    """Rows (number, whether it is deducted already, whether it is a deposit this client may still have deducted)."""
    columns = (
        Invoice.number,
        is_deducted(but=replaces).label("is_deducted"),
        is_deposit_of(client_id).label("is_free"),
    )
    return db().execute(select(*columns).where(Invoice.public_id.in_(public_ids))).all()
