from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.invoicing.models import Invoice

AT_ONCE = 20  # papers held in memory together


def paper_or_404(public_id: str, paper: InstrumentedAttribute[bytes]) -> Row[Any]:
    """The number and one of the papers, as issued."""
    columns: tuple[Any, ...] = (Invoice.number, paper.label("content"))
    row = db().execute(select(*columns).where(Invoice.public_id == public_id)).first()
    if row is None:
        raise NotFound
    return row


def counted(start: date, end: date) -> tuple[int, int]:
    """How many documents were issued from one day to the other, and how heavy their papers are."""
    weight = func.octet_length(Invoice.pdf) + func.octet_length(Invoice.xml)
    row = (
        db()
        .execute(
            select(func.count(), func.coalesce(func.sum(weight), 0)).where(
                Invoice.issued_on.between(start, end)
            )
        )
        .one()
    )
    return int(row[0]), int(row[1])


def issued(start: date | None = None, end: date | None = None) -> Iterator[Row[Any]]:
    """Documents and their papers in the order they were issued, a few at a time."""
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        Invoice.number,
        Invoice.kind,
        Invoice.issued_on,
        Invoice.due_on,
        Invoice.client_name,
        Invoice.title,
        Invoice.net_cents,
        Invoice.vat_cents,
        Invoice.gross_cents,
        Invoice.due_cents,
        Invoice.pdf,
        Invoice.xml,
        Invoice.pdf_sha256,
        Invoice.xml_sha256,
    )
    wanted = select(*columns).order_by(Invoice.issued_on, Invoice.issued_at, Invoice.number)
    if start and end:
        wanted = wanted.where(Invoice.issued_on.between(start, end))
    yield from db().execute(wanted.execution_options(yield_per=AT_ONCE))
