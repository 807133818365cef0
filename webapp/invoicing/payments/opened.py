"""What a client opens without an account: the document as it was issued, what is left to pay, and how."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, g, render_template, request
from markupsafe import Markup

from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.db import db, write_after_all
from webapp.core.links import LinkClosed, enter_by_link
from webapp.core.tenancy import act_as
from webapp.core.visitors import is_a_person
from webapp.core.web import download
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.standing import Standing, State
from webapp.domain.invoices.totals import Totals, net_of_line, totals
from webapp.invoicing.facturx import told, transfer
from webapp.invoicing.payments import queries, sending, words
from webapp.invoicing.payments.front import bp
from webapp.invoicing.queries import standing_of

TYPES = {"pdf": "application/pdf", "xml": "text/xml"}


@dataclass(frozen=True)
class Opened:
    """All that the page may say: the document its client was sent, and where it stands."""

    document: Document
    standing: Standing
    state: State
    totals: Totals
    qr: Markup | None

    @property
    def awaits(self) -> bool:
        return self.standing.balance_cents > 0 and self.state in (
            State.WAITING,
            State.LATE,
            State.PARTLY_PAID,
        )


@bp.get("/i/<token>")
@access(Door.LINK)
def opened(token: str) -> str:
    """In the language of the client; that it was read is noted once a day, never of who is signed in."""
    invoice_id, row = _row(token)
    document = row.document
    standing = standing_of(row.standing)
    g.language = document.client.language
    awaits = standing.kind is not Kind.CREDIT
    code = transfer.code_of(document, standing.balance_cents) if awaits else None
    shown = Opened(
        document=document,
        standing=standing,
        state=standing.state(clock.today()),
        totals=totals(document),
        qr=transfer.shown(code) if code else None,
    )
    workspace_id = db().info["workspace_id"]
    drawn = render_template(
        "invoicing/payments/opened.html",
        shown=shown,
        token=token,
        words=words,
        net_of_line=net_of_line,
        told=told,
    )
    if current.user is None and is_a_person(request):
        write_after_all()
        act_as(db(), workspace=workspace_id)
        sending.note_view(invoice_id)
    return drawn


@bp.get("/i/<token>/pdf")
@access(Door.LINK)
def opened_pdf(token: str) -> Response:
    return _paper(token, "pdf")


@bp.get("/i/<token>/xml")
@access(Door.LINK)
def opened_xml(token: str) -> Response:
    return _paper(token, "xml")


def _row(token: str) -> tuple[UUID, queries.OpenedInvoice]:
    invoice_id = UUID(enter_by_link(sending.PURPOSE, token).payload["invoice"])
    row = queries.opened_invoice(invoice_id)
    if row is None:
        raise LinkClosed
    return invoice_id, row


def _paper(token: str, ending: str) -> Response:
    invoice_id, row = _row(token)
    content = queries.paper_of(invoice_id, ending)
    if content is None:
        raise LinkClosed
    return download(content, sending.file_name(row.standing, ending), TYPES[ending])
