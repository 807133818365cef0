"""Three statements tell what is owed: the work there is, the pay periods and the invoices not paid or just paid, and
what is known besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.invoices.document import Kind
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import WorkPeriod
from webapp.engagements.models import Engagement, PayPeriod
from webapp.engagements.queries import alive, with_names
from webapp.engagements.shares import Stretch, gross_shares
from webapp.engagements.standing import SIGNED
from webapp.invoicing.models import Invoice, Payment
from webapp.invoicing.queries import credited_cents, is_replaced, paid_cents
from webapp.money.bills import Bill
from webapp.money.wages import Wage
from webapp.productions.models import Production

RECENT = timedelta(days=30)
OF_BILLS = {"number": String, "due_on": Date, "cents": BigInteger}


def wages_and_bills(work: Sequence[WorkPeriod], today: date) -> tuple[list[Wage], list[Bill]]:
    """The wages of signed work that is over and the invoices, not paid; and both kinds of payments since a month."""
    gross = {period.key.rpartition(".")[2]: period.gross_cents for period in work}
    found = (
        db().execute(union_all(_owed_wages(today), _owed_invoices(), _invoices_paid(today - RECENT))).all()
    )
    return (
        [Wage(row, gross.get(row.public_id, 0)) for row in found if row.source == "wage"],
        [Bill(row) for row in found if row.source == "bill"],
    )


def wage_or_404(public_id: str) -> Wage:
    """A pay period of signed work, over or not."""
    row = db().execute(_wages().where(PayPeriod.public_id == public_id)).first()
    if row is None:
        raise NotFound
    siblings = (
        db()
        .execute(
            select(PayPeriod.public_id, PayPeriod.start_on, PayPeriod.end_on, PayPeriod.gross_cents)
            .where(PayPeriod.engagement_id == row.engagement_id)
            .order_by(PayPeriod.start_on, PayPeriod.id)
        )
        .all()
    )
    stretches = [
        Stretch(DateRange(one.start_on, one.end_on), gross_cents=one.gross_cents) for one in siblings
    ]
    shares = gross_shares(row.contract_gross_cents, stretches)
    return Wage(row, next(s for s, one in zip(shares, siblings, strict=True) if one.public_id == public_id))


def period_or_404(public_id: str) -> PayPeriod:
    found = db().scalar(_periods().where(PayPeriod.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def unpaid_periods(before: date) -> Sequence[PayPeriod]:
    """Those that ended before a day."""
    return db().scalars(_periods().where(PayPeriod.paid_on.is_(None), PayPeriod.end_on < before)).all()


def _owed_wages(today: date) -> Select[Any]:
    late_or_recent = or_(
        and_(PayPeriod.paid_on.is_(None), PayPeriod.end_on < today),
        PayPeriod.paid_on >= today - RECENT,
    )
    nothing: list[Any] = [cast(null(), of).label(name) for name, of in OF_BILLS.items()]
    return _wages().where(late_or_recent).add_columns(literal("wage").label("source"), *nothing)


def _owed_invoices() -> Select[Any]:
    """Issued, and neither wholly paid, credited nor replaced."""
    left = Invoice.due_cents - paid_cents() - credited_cents()
    return _as_bills(due_on=func.coalesce(Invoice.due_on, Invoice.issued_on), cents=left).where(
        Invoice.kind != Kind.CREDIT, left > 0, ~is_replaced()
    )


def _invoices_paid(since: date) -> Select[Any]:
    """What was given back by credit notes is no money received."""
    return (
        _as_bills(due_on=Payment.paid_on, cents=Payment.cents, paid_on=Payment.paid_on)
        .join(Payment, Payment.invoice_id == Invoice.id)
        .where(Invoice.kind != Kind.CREDIT, Payment.paid_on >= since)
    )


def _as_bills(*, due_on: Any, cents: Any, paid_on: Any = None) -> Select[Any]:
    """Rows of the columns of wages, in their order, then those of bills."""
    known: dict[str, Any] = {
        "public_id": Invoice.public_id,
        "employer": Invoice.client_name,
        "production": Production.title,
        "label": Production.label,
        "hue": Production.hue,
    }
    if paid_on is not None:
        known["paid_on"] = paid_on
    shared = (
        known[one.name].label(one.name) if one.name in known else cast(null(), one.type).label(one.name)
        for one in _wages().selected_columns
    )
    return (
        select(
            *shared,
            literal("bill").label("source"),
            Invoice.number.label("number"),
            due_on.label("due_on"),
            cast(cents, BigInteger).label("cents"),
        )
        .select_from(Invoice)
        .outerjoin(Production, Production.id == Invoice.production_id)
    )


def _wages() -> Select[*tuple[Any, ...]]:
    return (
        with_names(
            select(
                PayPeriod.public_id,
                PayPeriod.start_on,
                PayPeriod.end_on,
                PayPeriod.net_expected_cents,
                PayPeriod.net_received_cents,
                PayPeriod.paid_on,
                PayPeriod.engagement_id,
                Engagement.public_id.label("engagement_public_id"),
                Engagement.contract_job,
                Engagement.gross_cents.label("contract_gross_cents"),
                Contact.public_id.label("employer_id"),
                Contact.name.label("employer"),
                Contact.deleted_at.label("employer_deleted_at"),
                Contact.payroll_contact,
                Contact.payroll_email,
                Contact.employee_space_url,
                Production.title.label("production"),
                Production.label.label("label"),
                Production.hue.label("hue"),
            )
        )
        .join(PayPeriod, PayPeriod.engagement_id == Engagement.id)
        .where(*_signed())
    )


def _periods() -> Select[PayPeriod]:
    return select(PayPeriod).join(Engagement, Engagement.id == PayPeriod.engagement_id).where(*_signed())


def _signed() -> tuple[ColumnElement[bool], ...]:
    return alive(), Engagement.state.in_(SIGNED)
