"""The account of a client: every document and payment, line by line, to read, print and take away."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Response, render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row

from webapp.core import clock
from webapp.core.access import access
from webapp.core.sheets import as_csv, euros
from webapp.core.web import download
from webapp.domain.invoices.account import Entry, Line, Move, balance_of, lines_of
from webapp.domain.invoices.document import Kind
from webapp.invoicing.payments import queries, words
from webapp.invoicing.payments.front import READ, ROOM, bp
from webapp.invoicing.queries import client_or_404, standing_of
from webapp.invoicing.words import in_french

CLIENT = f"{ROOM}/clients/<contact>/statement"
TITLES = ("Date", "Nature", "Document", "Échéance", "Facturé", "Encaissé ou crédité", "Solde")
ENTRIES = {
    Entry.INVOICED: _l("Facture"),
    Entry.REPLACED: _l("Facture remplacée"),
    Entry.CREDITED: _l("Avoir"),
    Entry.PAID: _l("Paiement"),
    Entry.GIVEN_BACK: _l("Remboursement"),
}


@bp.get(CLIENT)
@access(READ)
def statement(contact: str) -> str:
    return render_template("invoicing/payments/statement.html", **_account(contact))


@bp.get(f"{CLIENT}/print")
@access(READ)
def statement_print(contact: str) -> str:
    return render_template("invoicing/payments/statement_print.html", **_account(contact))


@bp.get(f"{CLIENT}/file")
@access(READ)
def statement_file(contact: str) -> Response:
    account, entries = _account(contact), in_french(ENTRIES)
    rows = [_cells(line, entries) for line in account["lines"]]
    return download(as_csv([TITLES, *rows]), f"releve-{contact}-{account['today'].isoformat()}.csv")


def _account(contact: str) -> dict[str, Any]:
    client, today = client_or_404(contact), clock.today()
    rows = queries.documents_of(client.id)
    lines = lines_of(move for row in rows for move in _moves(row))
    late = sum(standing_of(row).balance_cents for row in rows if standing_of(row).days_late(today))
    return {
        "contact": contact,
        "client": client,
        "lines": lines,
        "balance": balance_of(lines),
        "late": late,
        "today": today,
        "words": words,
        "entries": ENTRIES,
    }


def _moves(row: Row[Any]) -> Iterator[Move]:
    is_credit = row.kind == Kind.CREDIT
    entry = Entry.CREDITED if is_credit else Entry.REPLACED if row.is_replaced else Entry.INVOICED
    about = {"number": row.number, "page": row.public_id, "kind": row.kind}
    yield Move(row.issued_on, entry, row.due_cents, due_on=row.due_on, **about)
    for paid in queries.received_of(row):
        entry = Entry.GIVEN_BACK if is_credit else Entry.PAID
        yield Move(paid.paid_on, entry, paid.cents, means=paid.means, **about)


def _cells(line: Line, entries: dict[Entry, str]) -> list[str | Decimal]:
    move = line.move
    amount = euros(move.cents)
    return [
        f"{move.on:%d/%m/%Y}",
        entries[move.entry],
        move.number,
        f"{move.due_on:%d/%m/%Y}" if move.due_on else "",
        amount if move.signed_cents > 0 else "",
        amount if move.signed_cents < 0 else "",
        euros(line.balance_cents),
    ]
