"""How a quote leaves: its version frozen to the byte, then by mail, by a link, or both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.core import clock, kept_files, throttle
from webapp.core.addresses import absolute
from webapp.core.db import db
from webapp.core.formats import day, money
from webapp.core.links import extend_link, make_link, revoke_links, token_of
from webapp.core.mail import Attached, refused, send_mail
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.checks import Problem, Problems, problems_of
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.totals import totals
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.issuing import advance, locked_series, next_number
from webapp.invoicing.models import (
    Client,
    Happening,
    Quote,
    QuoteState,
    QuoteVersion,
    content_of,
)
from webapp.invoicing.queries import client_with_contact
from webapp.invoicing.quotes.actions import note
from webapp.invoicing.quotes.composing import document_of, pdf_of
from webapp.invoicing.quotes.queries import locked_quote, version_or_404

PURPOSE = "quote"
OPEN_AFTER = timedelta(days=30)  # the client still reads what was accepted
ABOUT = "quote "
MAILS = throttle.Limit("quote mails", 100, per_minutes=60)
RECEIVED = throttle.Limit("quotes received", 6, per_minutes=60)
# What was answered, or taken back, is not asked again: the same words sent anew are a new version.
ANSWERED = (QuoteState.DECLINED, QuoteState.WITHDRAWN)
OVER = Problem("valid_until", sentence("La date de validité est passée\u00a0: reportez-la."))


@dataclass(frozen=True)
class Sender:
    """Who sends: their name, where answers go, and the language they are told in."""

    name: str
    email: str
    language: str


def is_new_version(quote: Quote) -> bool:
    return not quote.version or quote.has_changes or quote.state in ANSWERED


def is_over(quote: Quote, today: date) -> bool:
    """The version that is out is no longer valid, and nothing was typed since: it is not sent again."""
    is_out = quote.state == QuoteState.SENT and not is_new_version(quote)
    return bool(is_out and quote.valid_until and quote.valid_until < today)


def freeze(quote_id: UUID, today: date) -> QuoteVersion:
    """The version to send: a new one when something changed, under the number taken with the first.

    Raises Problems, with nothing made and no number taken.
    """
    quote = locked_quote(quote_id)
    if is_over(quote, today):
        raise Problems([OVER])
    if not is_new_version(quote):
        return version_or_404(quote, quote.version)
    client, contact = client_with_contact(quote.client_id)
    document = document_of(quote, client, contact, today)
    if found := problems_of(document):
        raise Problems(found)
    if quote.number is None:
        quote.number = _number(today)
        document = replace(document, number=quote.number)
    return _frozen(quote, document)


def _number(today: date) -> str:
    series = locked_series(Kind.QUOTE)
    try:
        number, rank = next_number(series, today)
    except Refused as refusal:
        raise Problems([Problem("issued_on", refusal.sentence)]) from refusal
    advance(series, rank, today)
    return number


def _frozen(quote: Quote, document: Document) -> QuoteVersion:
    assert document.valid_until
    pdf, gross = pdf_of(document), totals(document).gross_cents
    version = QuoteVersion(
        quote_id=quote.id,
        version=document.version,
        issued_on=document.issued_on,
        valid_until=document.valid_until,
        gross_cents=gross,
        content=content_of(document),
        pdf=pdf,
        pdf_sha256=sha256(pdf).hexdigest(),
    )
    db().add(version)
    quote.state, quote.version, quote.has_changes = QuoteState.SENT, document.version, False
    quote.title, quote.total_cents, quote.valid_until = document.title, gross, document.valid_until
    db().flush()
    return version


def open_link(quote: Quote, version: QuoteVersion) -> None:
    """The one link of the quote: it shows the last version sent, until some days after its validity."""
    last = datetime.combine(version.valid_until + OPEN_AFTER, time.max, tzinfo=clock.PARIS)
    lasts = last.astimezone(UTC) - clock.now()
    if quote.link_id:
        extend_link(PURPOSE, quote.link_id, lasts=lasts)
        return
    payload = {"quote": str(quote.id)}
    workspace_id = workspace_of(db())
    _token, link = make_link(
        PURPOSE, lasts=lasts, workspace_id=workspace_id, payload=payload, is_told_again=True
    )
    quote.link_id = link.id
    db().flush()


def close_link(quote: Quote) -> None:
    if quote.link_id:
        revoke_links(PURPOSE, link_id=quote.link_id)
        quote.link_id = None
        db().flush()


def address_of(quote: Quote) -> str:
    """Nothing when it has no link."""
    return absolute("quotes.offer", token=token_of(quote.link_id)) if quote.link_id else ""


def share(quote_id: UUID, today: date, sender: Sender) -> QuoteVersion:
    """Frozen, with a link to hand over oneself."""
    version = freeze(quote_id, today)
    quote = locked_quote(quote_id)
    open_link(quote, version)
    note(quote.id, Happening.SHARED, version=version.version, **_told(sender))
    db().flush()
    return version


def send(quote_id: UUID, today: date, sender: Sender, *, to: str, message: str) -> QuoteVersion:
    """Frozen and mailed to the client, the PDF joined. Raises TooManyRequests."""
    throttle.spend(MAILS, str(workspace_of(db())))
    throttle.spend(RECEIVED, to.lower())
    version = freeze(quote_id, today)
    quote = locked_quote(quote_id)
    open_link(quote, version)
    document = version.document
    with force_locale(document.client.language):
        send_mail(
            to,
            "invoicing/quotes/mail/quote.txt",
            workspace_id=workspace_of(db()),
            attached=[attached(version)],
            reply_to=sender.email,
            about=f"{ABOUT}{quote.id}",
            document=document,
            message=message,
            total=money(version.gross_cents),
            url=address_of(quote),
            sender=sender.name,
        )
    note(quote.id, Happening.SENT, version=version.version, to=to, **_told(sender))
    db().flush()
    return version


def attached(version: QuoteVersion) -> Attached:
    """The version keeps its own bytes."""
    return kept_files.lent(version.pdf, paper_name(version.document))


def paper_name(document: Document) -> str:
    """In the language of the client."""
    with force_locale(document.client.language):
        return paper_named(document.number, document.version)


def paper_named(number: str, version: int) -> str:
    """`devis-D-2026-020-v2.pdf`."""
    told = (number or "brouillon").replace("/", "-")
    return f"{_('devis')}-{told}{f'-v{version}' if version > 1 else ''}.pdf"


def first_words(client: Client, title: str, valid_until: date | None) -> str:
    """What the mail says unless something else is typed, in the client's language."""
    with force_locale(client.language):
        hello = _("Bonjour,")
        about = (
            _("Voici mon devis pour %(title)s.", title=f"«\u00a0{title}\u00a0»")
            if title
            else _("Voici mon devis.")
        )
        until = _("Il est valable jusqu’au %(day)s.", day=day(valid_until, year=True)) if valid_until else ""
        read = _("Vous pouvez le lire, me poser une question et l’accepter depuis ce lien, sans compte.")
        return f"{hello}\n\n{about} {until}".rstrip() + f"\n{read}"


def _told(sender: Sender) -> dict[str, str]:
    return {"by": sender.name, "from": sender.email, "language": sender.language}


@refused.connect
def _note_refusal(about: str, *, reason: str) -> None:
    """The server of mails will never take this address: said among what happened."""
    if about.startswith(ABOUT):
        note(UUID(about.removeprefix(ABOUT)), Happening.REFUSED, reason=reason)
        db().flush()
