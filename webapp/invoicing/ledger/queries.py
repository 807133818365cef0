"""The documents whose money or VAT falls between two days, with all those their sums depend on, in one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.core.db import db
from webapp.domain.invoices.document import Document, Kind, Treatment, VatRegime
from webapp.domain.invoices.kept import kept
from webapp.domain.invoices.receipts import Bill, Paid, cut, less
from webapp.invoicing.models import Deduction, Invoice, Payment


def bills_between(first_on: date, last_on: date) -> list[Bill]:
    """Issued or paid then; with them come what they correct, what corrects them, and the deposits they deduct."""
    rows = db().execute(_wanted(first_on, last_on)).all()
    documents = {row.id: kept(Document, row.content) for row in rows}
    return [_bill(row, documents) for row in rows]


def _wanted(first_on: date, last_on: date) -> Any:
    paid_then = select(Payment.invoice_id).where(Payment.paid_on.between(first_on, last_on))
    base = select(Invoice.id, Invoice.original_id).where(
        or_(Invoice.issued_on.between(first_on, last_on), Invoice.id.in_(paid_then))
    )
    ids = base.cte("base")
    near = select(ids.c.id).union(select(ids.c.original_id).where(ids.c.original_id.is_not(None))).cte("near")
    close = or_(Invoice.id.in_(select(near.c.id)), Invoice.original_id.in_(select(near.c.id)))
    family = select(Invoice.id).where(close).cte("family")
    deposits = select(Deduction.deposit_id).where(Deduction.invoice_id.in_(select(family.c.id)))
    return (
        select(
            Invoice.id,
            Invoice.public_id,
            Invoice.kind,
            Invoice.original_id,
            Invoice.content,
            select(func.json_agg(_payment()))
            .where(Payment.workspace_id == Invoice.workspace_id, Payment.invoice_id == Invoice.id)
            .scalar_subquery()
            .label("payments"),
            select(func.array_agg(Deduction.deposit_id))
            .where(Deduction.workspace_id == Invoice.workspace_id, Deduction.invoice_id == Invoice.id)
            .scalar_subquery()
            .label("deposits"),
        )
        .where(or_(Invoice.id.in_(select(family.c.id)), Invoice.id.in_(deposits)))
        .order_by(Invoice.issued_on, Invoice.number)
    )


def _payment() -> Any:
    columns = (Payment.public_id, Payment.paid_on, Payment.cents, Payment.means)
    return aggregate_order_by(func.json_build_array(*columns), Payment.paid_on, Payment.id)


def _bill(row: Row[Any], documents: dict[Any, Document]) -> Bill:
    document = documents[row.id]
    deposits = [cut(documents[key].lines) for key in row.deposits or () if key in documents]
    whole = cut(document.lines)
    return Bill(
        key=str(row.id),
        kind=Kind(row.kind),
        number=document.number,
        issued_on=document.issued_on,
        regime=VatRegime(document.regime),
        treatment=Treatment(document.treatment),
        whole=whole,
        owed=less(whole, *deposits),
        original=str(row.original_id) if row.original_id else None,
        paid=[
            Paid(key, date.fromisoformat(on), cents, means) for key, on, cents, means in row.payments or ()
        ],
        client=document.client.name,
        siren=document.client.siren,
        title=document.title,
        page=row.public_id,
    )
