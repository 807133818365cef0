"""How an issued document reaches its client: a mail with the exact PDF, a private link, or both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from webapp.core import clock, kept_files, throttle
from webapp.core.addresses import absolute
from webapp.core.db import db, hold
from webapp.core.links import make_link, revoke_links, token_of
from webapp.core.mail import refused, send_mail
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.reminders import Tone
from webapp.invoicing.models import BillingEvent, Happening
from webapp.invoicing.payments.letters import Letter
from webapp.invoicing.payments.queries import Facts, facts_of, invoice_by_id, last_viewed, paper_of
from webapp.invoicing.transmission import channel

PURPOSE = "invoice"
OPEN_FOR = timedelta(days=400)
ABOUT = "invoice "
# A day of work several times over; more is somebody who writes to the world in our name.
MAILS = throttle.Limit("invoice mails", 120, per_minutes=60)
# A month of invoices to one client; more is somebody who floods an address.
RECEIVED = throttle.Limit("invoices received", 20, per_minutes=60)
FILE_NAMES = {
    Kind.INVOICE: "facture",
    Kind.DEPOSIT: "facture-acompte",
    Kind.CREDIT: "avoir",
    Kind.CORRECTIVE: "facture-rectificative",
}


def file_name(row: Any, ending: str) -> str:
    return f"{FILE_NAMES[Kind(row.kind)]}-{row.number.replace('/', '-').replace('+', '-')}.{ending}"


def send(row: Row[Any], to: str, letter: Letter, *, address: str, reply_to: str | None) -> None:
    """By mail, with the PDF as it was issued; `address` is that of the link, when it goes along.

    The channel answers for the document: its reference and its status stay in the log.
    """
    content = _mail(row, to, letter, address=address, reply_to=reply_to)
    receipt = channel().send(row.number, content)
    note(row.id, Happening.SENT, to=to, reference=receipt.reference, status=receipt.status)


def remind(row: Row[Any], to: str, letter: Letter, tone: Tone, *, address: str, reply_to: str | None) -> None:
    _mail(row, to, letter, address=address, reply_to=reply_to)
    note(row.id, Happening.REMINDED, to=to, tone=tone)


def note_reminder(row: Row[Any], tone: Tone) -> None:
    """The person sent it themselves."""
    note(row.id, Happening.REMINDED, tone=tone)


def snooze(row: Row[Any], until: date) -> None:
    note(row.id, Happening.SNOOZED, until=until.isoformat())


def note(invoice_id: UUID, kind: Happening, **detail: Any) -> None:
    db().add(BillingEvent(invoice_id=invoice_id, kind=kind, detail=detail))
    db().flush()


def link_of(facts: Facts) -> str | None:
    """The id of the link that opens, from the log."""
    last = next(
        (one for one in reversed(facts.events) if one.kind in (Happening.SHARED, Happening.CLOSED)), None
    )
    return last.detail["link_id"] if last and last.kind is Happening.SHARED else None


def address_of(facts: Facts) -> str:
    """Nothing as long as no link opens."""
    link_id = link_of(facts)
    return absolute("payments.opened", token=token_of(UUID(link_id))) if link_id else ""


def open_link_of(row: Row[Any]) -> str:
    """The address of the link, made when there is none: of two at once, the second finds that of the first."""
    hold("link of", row.id)
    if found := address_of(facts_of(row.id)):
        return found
    _token, link = make_link(
        PURPOSE,
        lasts=OPEN_FOR,
        workspace_id=workspace_of(db()),
        payload={"invoice": str(row.id)},
        is_told_again=True,
    )
    note(row.id, Happening.SHARED, link_id=str(link.id))
    return absolute("payments.opened", token=token_of(link.id))


def close_link(row: Row[Any]) -> None:
    hold("link of", row.id)
    link_id = link_of(facts_of(row.id))
    if link_id:
        revoke_links(PURPOSE, link_id=UUID(link_id))
        note(row.id, Happening.CLOSED, link_id=link_id)


def note_view(invoice_id: UUID) -> None:
    """Once a day."""
    hold("view of", invoice_id)
    last = last_viewed(invoice_id)
    if last is None or last.astimezone(clock.PARIS).date() < clock.today():
        note(invoice_id, Happening.VIEWED)


def _mail(row: Row[Any], to: str, letter: Letter, *, address: str, reply_to: str | None) -> bytes:
    """The PDF that goes along."""
    throttle.spend(MAILS, str(workspace_of(db())))
    throttle.spend(RECEIVED, to.lower())
    content = paper_of(row.id, "pdf")
    assert content is not None
    send_mail(
        to,
        "invoicing/payments/mail/letter.txt",
        workspace_id=workspace_of(db()),
        attached=[kept_files.lent(content, file_name(row, "pdf"))],
        reply_to=reply_to,
        about=f"{ABOUT}{row.id}",
        letter=letter,
        address=address,
        language=letter.language,
    )
    return content


@refused.connect
def _note_refusal(about: str, *, reason: str) -> None:
    """The server of mails will never take this address: said in the log."""
    if not about.startswith(ABOUT):
        return
    row = invoice_by_id(UUID(about.removeprefix(ABOUT)))
    if row is not None:
        note(row.id, Happening.REFUSED, reason=reason)
