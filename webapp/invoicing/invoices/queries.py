"""The list, in two statements: what one is owed in all, and a page of drafts and issued documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.fold import fold, folded
from webapp.domain.invoices.document import Kind
from webapp.invoicing.clients.queries import is_employer
from webapp.invoicing.invoices.filters import Filters, Shown
from webapp.invoicing.models import (
    BillingEvent,
    Client,
    Happening,
    Invoice,
    InvoiceDraft,
    Payment,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
    SellerProfile,
)
from webapp.productions.models import Production

PAGE = 40
OLD = timedelta(days=30)
LATE, WAITING, DRAFT, OVER = range(4)
"""Groups of the list, in their order."""


def overview(today: date) -> Row[Any]:
    """One row: what there is to begin with, what is owed by age, what the filters may offer."""
    every = _balances().subquery()
    owed = and_(every.c.kind != Kind.CREDIT, every.c.balance_cents > 0)
    is_late = and_(owed, every.c.due_on < today)

    def sum_of(*wanted: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.coalesce(func.sum(every.c.balance_cents).filter(and_(*wanted)), 0)

    return (
        db()
        .execute(
            select(
                _there(SellerProfile).label("has_seller"),
                _there(Client).label("has_client"),
                _there(Quote).label("has_quote"),
                select(func.count(InvoiceDraft.id)).scalar_subquery().label("drafts"),
                func.count(every.c.id).label("issued"),
                func.count(every.c.id).filter(is_late).label("late"),
                sum_of(owed).label("owed_cents"),
                sum_of(owed, or_(every.c.due_on.is_(None), every.c.due_on >= today)).label("not_due_cents"),
                sum_of(is_late, every.c.due_on >= today - OLD).label("late_cents"),
                sum_of(is_late, every.c.due_on < today - OLD).label("old_cents"),
                func.min(every.c.due_on).filter(is_late).label("oldest_on"),
                _to_invoice().label("to_invoice_cents"),
                _years().label("years"),
                _employers(today).label("employers"),
            ).select_from(every)
        )
        .one()
    )


def listed(filters: Filters, today: date) -> Sequence[Row[Any]]:
    """A page, each row with the count and the sum of its group, and how many there are in all."""
    every = union_all(_drafts(filters), _issued(filters, today)).subquery()
    page = (
        select(
            every,
            func.count().over(partition_by=every.c.rank).label("group_count"),
            func.sum(every.c.cents).over(partition_by=every.c.rank).label("group_cents"),
            func.count().over().label("found"),
        )
        .where(*_in_tab(every, filters.shown))
        .order_by(*_in_order(every))
        .limit(PAGE)
        .offset((filters.page - 1) * PAGE)
        .subquery()
    )
    wanted = select(page, Production.label, Production.hue, _reached(page).label("reached")).outerjoin(
        Production, Production.id == page.c.production_id
    )
    return db().execute(wanted.order_by(*_in_order(page))).all()


def _there(model: Any) -> ScalarSelect[bool]:
    return select(func.count(model.id) > 0).scalar_subquery()


def _balances() -> Select[*tuple[Any, ...]]:
    """Every issued document, with what was paid, credited and is left: gathered once, not once a row."""
    note = aliased(Invoice)
    paid = (
        select(Payment.invoice_id, func.sum(Payment.cents).label("cents"))
        .group_by(Payment.invoice_id)
        .subquery()
    )
    since = (
        select(
            note.original_id,
            func.sum(note.gross_cents).filter(note.kind == Kind.CREDIT).label("cents"),
            func.bool_or(note.kind == Kind.CORRECTIVE).label("is_replaced"),
        )
        .where(note.original_id.is_not(None))
        .group_by(note.original_id)
        .subquery()
    )
    replaced = func.coalesce(since.c.is_replaced, False)
    paid_cents = func.coalesce(paid.c.cents, 0)
    credited_cents = func.coalesce(since.c.cents, 0)
    left = func.greatest(0, Invoice.due_cents - paid_cents - credited_cents)
    return (
        select(
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
            Invoice.title,
            Invoice.due_cents,
            Invoice.folded,
            paid_cents.label("paid_cents"),
            credited_cents.label("credited_cents"),
            replaced.label("is_replaced"),
            case((replaced, 0), else_=left).label("balance_cents"),
        )
        .outerjoin(paid, paid.c.invoice_id == Invoice.id)
        .outerjoin(since, since.c.original_id == Invoice.id)
    )


def _issued(filters: Filters, today: date) -> Select[*tuple[Any, ...]]:
    every = _balances().subquery()
    is_over = or_(every.c.kind == Kind.CREDIT, every.c.balance_cents == 0)
    rank = case((is_over, OVER), (every.c.due_on < today, LATE), else_=WAITING)
    sign = case((every.c.kind == Kind.CREDIT, -1), else_=1)
    return (
        select(
            every.c.id,
            every.c.public_id,
            every.c.kind,
            every.c.number,
            every.c.issued_on.label("on_day"),
            every.c.due_on,
            every.c.client_name,
            every.c.production_id,
            every.c.title,
            every.c.due_cents,
            every.c.paid_cents,
            every.c.credited_cents,
            every.c.is_replaced,
            case((is_over, every.c.due_cents * sign), else_=every.c.balance_cents).label("cents"),
            rank.label("rank"),
        )
        .select_from(every)
        .where(
            *[every.c.folded.contains(word, autoescape=True) for word in fold(filters.words).split()],
            *_around(filters, every.c.client_id, every.c.production_id, every.c.issued_on),
        )
    )


def _drafts(filters: Filters) -> Select[*tuple[Any, ...]]:
    begun = cast(InvoiceDraft.created_at, Date)
    said = folded(Contact.folded, InvoiceDraft.title)
    return (
        select(
            InvoiceDraft.id,
            InvoiceDraft.public_id,
            InvoiceDraft.kind,
            literal("").label("number"),
            begun.label("on_day"),
            cast(literal(None), Date).label("due_on"),
            Client.legal_name.label("client_name"),
            InvoiceDraft.production_id,
            InvoiceDraft.title,
            InvoiceDraft.total_cents.label("due_cents"),
            literal(0).label("paid_cents"),
            literal(0).label("credited_cents"),
            literal(False).label("is_replaced"),
            InvoiceDraft.total_cents.label("cents"),
            cast(literal(DRAFT), Integer).label("rank"),
        )
        .join(Client, Client.id == InvoiceDraft.client_id)
        .join(Contact, Contact.id == Client.contact_id)
        .where(
            *[said.contains(word, autoescape=True) for word in fold(filters.words).split()],
            *_around(filters, InvoiceDraft.client_id, InvoiceDraft.production_id, begun),
        )
    )


def _around(filters: Filters, client_id: Any, production_id: Any, on: Any) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.year:
        wanted.append(extract("year", on) == filters.year)
    if filters.production:
        named = select(Production.id).where(Production.public_id == filters.production)
        wanted.append(production_id == named.scalar_subquery())
    if filters.client:
        of_contact = select(Client.id).join(Contact, Contact.id == Client.contact_id)
        wanted.append(client_id.in_(of_contact.where(Contact.public_id == filters.client)))
    return wanted


def _in_tab(every: Any, shown: Shown) -> list[ColumnElement[bool]]:
    match shown:
        case Shown.DRAFTS:
            return [every.c.rank == DRAFT]
        case Shown.WAITING:
            return [every.c.rank.in_((LATE, WAITING))]
        case Shown.LATE:
            return [every.c.rank == LATE]
        case Shown.PAID:
            return [every.c.rank == OVER, every.c.kind != Kind.CREDIT]
        case Shown.CREDITS:
            return [every.c.kind == Kind.CREDIT]
    return []


def _in_order(every: Any) -> list[Any]:
    """Late ones from the oldest, the others from the newest."""
    late_first = case((every.c.rank == LATE, every.c.due_on))
    return [every.c.rank, late_first, every.c.on_day.desc(), every.c.number.desc(), every.c.id.desc()]


def _reached(page: Any) -> ScalarSelect[Any]:
    """Whether it was sent, or opened, last."""
    return (
        select(cast(BillingEvent.kind, String))
        .where(
            BillingEvent.invoice_id == page.c.id,
            BillingEvent.kind.in_((Happening.SENT, Happening.VIEWED)),
        )
        .order_by(BillingEvent.at.desc())
        .limit(1)
        .scalar_subquery()
    )


def _to_invoice() -> ScalarSelect[int]:
    """What clients accepted and was not invoiced yet."""
    other = aliased(Invoice)
    note = aliased(Invoice)
    replaced = exists().where(note.original_id == other.id, note.kind == Kind.CORRECTIVE)
    invoiced = (
        select(func.coalesce(func.sum(other.due_cents), 0))
        .where(other.quote_id == Quote.id, other.kind != Kind.CREDIT, ~replaced)
        .scalar_subquery()
    )
    left = func.greatest(0, QuoteAnswer.gross_cents - invoiced)
    return (
        select(func.coalesce(func.sum(left), 0))
        .select_from(Quote)
        .join(QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.version == Quote.version))
        .join(QuoteAnswer, and_(QuoteAnswer.version_id == QuoteVersion.id, QuoteAnswer.is_accepted))
        .where(Quote.state == QuoteState.ACCEPTED)
        .scalar_subquery()
    )


def _years() -> ScalarSelect[Any]:
    year = cast(extract("year", Invoice.issued_on), Integer)
    each = select(year.label("year")).distinct().subquery()
    return select(func.array_agg(aggregate_order_by(each.c.year, each.c.year.desc()))).scalar_subquery()


def _employers(today: date) -> ScalarSelect[Any]:
    """Names of clients who also hire the person."""
    return (
        select(func.array_agg(aggregate_order_by(Client.legal_name, Client.legal_name)))
        .join(Contact, Contact.id == Client.contact_id)
        .where(is_employer(today))
        .scalar_subquery()
    )
