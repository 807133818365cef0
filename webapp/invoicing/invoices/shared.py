"""The invoices of a production, as a link shows them: those issued to the company of the production alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    LargeBinary,
    Select,
    String,
    Uuid,
    column,
    func,
    literal,
    select,
)

from webapp.core.db import db
from webapp.core.formats import day, money
from webapp.core.pdf import Column, part
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import State
from webapp.invoicing.invoices import labels
from webapp.invoicing.payments.sending import file_name
from webapp.productions.shared import Field, File, Rows, Scope, Section

AMOUNTS, FILE = "invoices.amounts", "invoices.file"
XML = ".xml"  # after the key of the document: its data, as they are inside its PDF too
AWAITS = (State.WAITING, State.PARTLY_PAID)


@dataclass(frozen=True)
class InvoiceShown:
    """What was not granted is None, or False."""

    key: str
    kind: Kind
    number: str
    title: str
    issued_on: date
    due_on: date | None
    state: State
    total_cents: int | None  # deposits taken off
    left_cents: int | None
    has_file: bool

    @property
    def name(self) -> str:
        return labels.titled(self.kind, self.number)

    @property
    def mark(self) -> tuple[str, str, str]:
        """As `chip` takes it; a credit note is only one."""
        if self.kind is Kind.CREDIT:
            return (str(labels.DOCUMENTS[self.kind]), "", "undo")
        return (str(labels.state_said(self.state)), *labels.MARKS[self.state])


@dataclass(frozen=True)
class InvoicesShown:
    invoices: tuple[InvoiceShown, ...]


def rows(scope: Scope) -> Select[Any]:
    asked = func.shared_invoices(literal(list(scope.productions), ARRAY(Uuid))).table_valued(
        column("production_id", Uuid),
        column("key", String),
        column("kind", String),
        column("number", String),
        column("title", String),
        column("issued_on", Date),
        column("due_on", Date),
        column("state", String),
        column("due_cents", BigInteger),
        column("left_cents", BigInteger),
    )
    told = [one for one in asked.c if not one.key.endswith("_cents") or scope.has(AMOUNTS)]
    return select(*told).order_by(asked.c.issued_on.desc(), asked.c.number.desc())


def values(rows: Rows, scope: Scope) -> InvoicesShown | None:
    return InvoicesShown(tuple(_invoice(row, scope) for row in rows)) if rows else None


def _invoice(row: Mapping[str, Any], scope: Scope) -> InvoiceShown:
    kind, due_on = Kind(row["kind"]), date.fromisoformat(row["due_on"]) if row["due_on"] else None
    state = State(row["state"])
    is_late = state in AWAITS and kind is not Kind.CREDIT and due_on is not None and due_on < scope.today
    return InvoiceShown(
        key=row["key"],
        kind=kind,
        number=row["number"],
        title=row["title"],
        issued_on=date.fromisoformat(row["issued_on"]),
        due_on=due_on,
        state=State.LATE if is_late else state,
        total_cents=row.get("due_cents"),
        left_cents=row.get("left_cents"),
        has_file=has_papers(scope),
    )


def has_papers(scope: Scope) -> bool:
    """They tell the amounts."""
    return scope.has(FILE) and scope.has(AMOUNTS)


def subjects(value: InvoicesShown) -> dict[str, str]:
    return {one.key: one.name for one in value.invoices}


def paper(value: InvoicesShown) -> list[dict[str, Any]]:
    has_amounts = any(one.total_cents is not None for one in value.invoices)
    columns = [Column(_("Facture"), 1), Column(_("Date")), Column(_("Échéance")), Column(_("État"))]
    cells = [
        (
            one.name,
            day(one.issued_on, year=True),
            day(one.due_on, year=True) if one.due_on else "",
            one.mark[0],
        )
        for one in value.invoices
    ]
    if not has_amounts:
        return [part(_("Factures"), columns, [(row, False) for row in cells])]
    told = [(*row, money(one.total_cents)) for row, one in zip(cells, value.invoices, strict=True)]
    return [
        part(_("Factures"), [*columns, Column(_("Montant"), align="right")], [(row, False) for row in told])
    ]


def file(scope: Scope, key: str) -> File | None:
    """The bytes that were issued: the PDF, or its data alone."""
    if not has_papers(scope):
        return None
    ending, media_type = ("xml", "text/xml") if key.endswith(XML) else ("pdf", "application/pdf")
    asked = func.shared_invoice_paper(
        literal(list(scope.productions), ARRAY(Uuid)), key.removesuffix(XML)
    ).table_valued(column("kind", String), column("number", String), column(ending, LargeBinary))
    row = db().execute(select(asked.c.kind, asked.c.number, asked.c[ending].label("content"))).one_or_none()
    if row is None:
        return None
    return File(file_name(row, ending), media_type, content=row.content, size=len(row.content))


SECTION = Section(
    key="invoices",
    label=_l("Factures"),
    hint=_l("Vos factures à la société de production, jamais celles d’un autre client"),
    fields=(
        Field("amounts", _l("Montants"), is_amount=True),
        Field(
            "file",
            _l("PDF de la facture"),
            _l("Avec les montants. Lui seul porte vos coordonnées bancaires"),
            is_amount=True,
        ),
    ),
    rows=rows,
    values=values,
    template="invoicing/invoices/_shared.html",
    subjects=subjects,
    paper=paper,
    file=file,
)
