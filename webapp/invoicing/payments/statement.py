"""The account of a client: every document and payment, line by line, to read, print and take away."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _
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

CLIENT = f"{ROOM}/clients/<contact>/statement"
TITLES = ("Date", "Nature", "Document", "Échéance", "Facturé", "Encaissé ou crédité", "Solde")
# In French whatever the language of the screen, as every file that goes out.
ENTRIES = {
    Entry.INVOICED: "Facture",
    Entry.REPLACED: "Facture remplacée",
    Entry.CREDITED: "Avoir",
    Entry.PAID: "Paiement",
    Entry.GIVEN_BACK: "Remboursement",
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
    account = _account(contact)
    rows = [_cells(line) for line in account["lines"]]
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
        "entries": {
            Entry.INVOICED: _("Facture"),
            Entry.REPLACED: _("Facture remplacée"),
            Entry.CREDITED: _("Avoir"),
            Entry.PAID: _("Paiement"),
            Entry.GIVEN_BACK: _("Remboursement"),
        },
    }


def _moves(row: Row[Any]) -> Iterator[Move]:
    is_credit = row.kind == Kind.CREDIT
    entry = Entry.CREDITED if is_credit else Entry.REPLACED if row.is_replaced else Entry.INVOICED
    about = {"number": row.number, "page": row.public_id, "kind": row.kind}
    yield Move(row.issued_on, entry, row.due_cents, due_on=row.due_on, **about)
    for paid in queries.received_of(row):
        entry = Entry.GIVEN_BACK if is_credit else Entry.PAID
        yield Move(paid.paid_on, entry, paid.cents, means=paid.means, **about)


def _cells(line: Line) -> list[str | Decimal]:
    move = line.move
    amount = euros(move.cents)
    return [
        f"{move.on:%d/%m/%Y}",
        ENTRIES[move.entry],
        move.number,
        f"{move.due_on:%d/%m/%Y}" if move.due_on else "",
        amount if move.signed_cents > 0 else "",
        amount if move.signed_cents < 0 else "",
        euros(line.balance_cents),
    ]
