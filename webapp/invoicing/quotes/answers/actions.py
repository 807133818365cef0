"""What the client does from the link: each answer is written once, and both sides are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from flask_babel import force_locale

from webapp.core import clock, throttle
from webapp.core.addresses import absolute
from webapp.core.db import db, hold, write_after_all
from webapp.core.jobs import job
from webapp.core.mail import send_mail
from webapp.core.tenancy import act_as, workspace_of
from webapp.domain.invoices.offers import Standing, gross_with, standing_of
from webapp.invoicing.models import Happening, Quote, QuoteAnswer, QuoteState, QuoteVersion
from webapp.invoicing.quotes.actions import note
from webapp.invoicing.quotes.answers.queries import Offer, is_member
from webapp.invoicing.quotes.queries import (
    answer_to,
    last_address,
    last_sending,
    locked_quote,
    version_or_404,
    was_seen_since,
)
from webapp.invoicing.quotes.sending import attached
from webapp.workspaces.queries import workspace_or_404

QUESTIONS = throttle.Limit("quote questions", 5, per_minutes=60)
MAIL = "invoicing/quotes/mail/"


@dataclass(frozen=True)
class Who:
    """Who answers, and from where."""

    name: str
    job: str | None = None
    email: str | None = None
    address: str = ""
    agent: str = ""


def note_opening(offer: Offer, account_id: UUID | None) -> None:
    """The page is drawn: that it was opened is written after it, once a day, and not for one's own quote."""
    write_after_all()
    act_as(db(), workspace=offer.workspace_id)
    _note_once_a_day(offer.quote_id, offer.workspace_id, offer.version, account_id)


@job
def note_reading(quote: str, version: int, account: str | None) -> None:
    """Likewise, after the page was given."""
    _note_once_a_day(UUID(quote), workspace_of(db()), version, UUID(account) if account else None)


def _note_once_a_day(quote_id: UUID, workspace_id: UUID, version: int, account_id: UUID | None) -> None:
    if account_id and is_member(account_id, workspace_id):
        return
    hold("quote seen", quote_id)
    midnight = datetime.combine(clock.today(), time(), tzinfo=clock.PARIS)
    if not was_seen_since(quote_id, midnight):
        note(quote_id, Happening.VIEWED, version=version)
        db().flush()


def accept(offer: Offer, who: Who, options: Sequence[int]) -> bool:
    """False when somebody answered first, or the quote changed meanwhile: nothing is written."""
    found = _still_open(offer)
    if found is None:
        return False
    quote, version = found
    gross = gross_with(offer.document.lines, options)
    _keep(version, who, is_accepted=True, options=list(options), gross_cents=gross)
    quote.state = QuoteState.ACCEPTED
    note(quote.id, Happening.ACCEPTED, version=version.version, name=who.name, cents=gross)
    db().flush()
    taken = [offer.document.lines[rank].words for rank in options]
    _tell_client(offer, quote, version, who, gross, taken)
    _tell_person(offer, quote, "accepted.txt", who, gross=gross, taken=taken)
    return True


def decline(offer: Offer, who: Who, why: str | None) -> bool:
    """Likewise."""
    found = _still_open(offer)
    if found is None:
        return False
    quote, version = found
    gross = version.gross_cents
    _keep(version, who, is_accepted=False, words=why, gross_cents=gross)
    quote.state = QuoteState.DECLINED
    note(quote.id, Happening.DECLINED, version=version.version, name=who.name, words=why)
    db().flush()
    _tell_person(offer, quote, "declined.txt", who, why=why)
    return True


def ask(offer: Offer, who: Who, words: str) -> None:
    """The question goes to the person, who answers by mail. Raises TooManyRequests."""
    throttle.spend(QUESTIONS, str(offer.quote_id))
    quote = locked_quote(offer.quote_id)
    note(quote.id, Happening.QUESTION, version=offer.version, name=who.name, email=who.email, words=words)
    db().flush()
    _tell_person(offer, quote, "question.txt", who, words=words)


def _still_open(offer: Offer) -> tuple[Quote, QuoteVersion] | None:
    """Under the lock of the quote: of two taps the second waits, and finds the answer of the first."""
    quote = locked_quote(offer.quote_id)
    if quote.version != offer.version:
        return None
    version = version_or_404(quote, offer.version)
    standing = standing_of(quote.state, version.valid_until, False, clock.today())
    return None if standing is not Standing.SENT or answer_to(version) else (quote, version)


def _keep(version: QuoteVersion, who: Who, **said: Any) -> None:
    """With the digest of the bytes that were shown, where from and when."""
    db().add(
        QuoteAnswer(
            version_id=version.id,
            name=who.name,
            job=who.job,
            pdf_sha256=version.pdf_sha256,
            address=who.address[:45],
            agent=who.agent[:400],
            **said,
        )
    )


def _tell_client(
    offer: Offer, quote: Quote, version: QuoteVersion, who: Who, gross: int, taken: list[str]
) -> None:
    """Where the quote was sent, and where the one who accepted asked."""
    sent_to = last_address(quote.id) or offer.document.client.email
    told = dict.fromkeys(address for address in (sent_to, who.email) if address)
    if not told:
        return
    paper = attached(version)
    with force_locale(offer.document.client.language):
        for address in told:
            send_mail(
                address,
                f"{MAIL}confirmation.txt",
                workspace_id=offer.workspace_id,
                attached=[paper],
                reply_to=offer.document.seller.email or None,
                document=offer.document,
                who=who,
                gross=gross,
                taken=taken,
                at=clock.now(),
                sha256=version.pdf_sha256,
            )


def _tell_person(offer: Offer, quote: Quote, template: str, who: Who, **said: Any) -> None:
    """Whoever sent it last, in their language; else the address of the seller."""
    told = last_sending(quote.id)
    address = str(told.get("from") or offer.document.seller.email)
    if not address:
        return
    slug = workspace_or_404(offer.workspace_id).slug
    with force_locale(str(told.get("language") or "fr")):
        send_mail(
            address,
            f"{MAIL}{template}",
            workspace_id=offer.workspace_id,
            reply_to=who.email,
            document=offer.document,
            who=who,
            url=absolute("quotes.show", workspace=slug, quote_id=quote.public_id),
            **said,
        )
