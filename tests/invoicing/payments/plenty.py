"""Invoices of months of work, some paid, some in part, some late, as rows of their tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from tests.invoicing.samples import SELLER
from tests.plenty import NAMESPACE
from webapp.core.fold import fold
from webapp.domain.invoices.document import Category, Client, Document, Kind, Line
from webapp.invoicing.models import BillingEvent, Happening, Invoice, Means, Payment, content_of

Row = dict[str, Any]
STEP = timedelta(days=3)
CLIENT = Client(name="Brique Rouge", address="18 rue du Port", postal_code="29200", city="Brest")
PAPER = b"%PDF-1.7"


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), after those of sellers and clients."""
    count, clients = max(6, engagements // 2), max(5, engagements // 5)

    def row(table: str, number: int, /, **values: Any) -> Row:
        return {
            "workspace_id": workspace_id,
            "id": uuid5(NAMESPACE, f"{workspace_id} {table} {number}"),
            **values,
        }

    def page(letter: str, number: int) -> str:
        return f"{letter}{number:06d}{workspace_id.hex[-5:]}"

    documents = [_document(k, today) for k in range(count)]
    yield (
        Invoice,
        [
            row(
                "bill", k, public_id=page("n", k), kind=one.kind, number=one.number, issued_on=one.issued_on,
                due_on=one.due_on, client_id=row("client", k % clients)["id"], client_name=one.client.name,
                title=one.title, net_cents=one.lines[0].price_cents, vat_cents=0,
                gross_cents=one.lines[0].price_cents, due_cents=one.lines[0].price_cents, content=content_of(one),
                folded=fold(one.number, one.client.name), pdf=PAPER, xml=PAPER,
                pdf_sha256=sha256(PAPER).hexdigest(), xml_sha256=sha256(PAPER).hexdigest(), issued_at=_at(one.issued_on),
            )
            for k, one in enumerate(documents)
        ],
    )  # fmt: skip
    yield (
        Payment,
        [
            row(
                "paid", k, public_id=page("u", k), invoice_id=row("bill", k)["id"],
                paid_on=min(today, one.issued_on + timedelta(days=20)),
                cents=one.lines[0].price_cents // (1 + k % 3), means=Means.TRANSFER, created_at=_at(one.issued_on),
            )
            for k, one in enumerate(documents)
            if k % 3 != 2
        ],
    )  # fmt: skip
    yield (
        BillingEvent,
        [
            row(
                "told",
                k,
                invoice_id=row("bill", k)["id"],
                kind=Happening.ISSUED,
                at=_at(one.issued_on),
                detail={},
            )
            for k, one in enumerate(documents)
        ],
    )


def _document(number: int, today: date) -> Document:
    issued = today - number * STEP
    return Document(
        kind=Kind.INVOICE,
        number=f"F-{number:05d}",
        issued_on=issued,
        due_on=issued + timedelta(days=30),
        seller=replace(SELLER, logo=""),
        client=CLIENT,
        lines=(Line("Conseil en production", 280_00 + number, category=Category.EXEMPT),),
        title="Conseil",
    )


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
