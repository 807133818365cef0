"""What the person does with a quote, its sending aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from webapp.core import clock
from webapp.core.db import db
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Instalment
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.offers import gross_with
from webapp.domain.invoices.totals import totals
from webapp.domain.periods import add_months
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.models import (
    BillingEvent,
    Happening,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
    content_of,
)
from webapp.invoicing.queries import client_with_contact, of_same_contact
from webapp.invoicing.quotes.composing import document_of
from webapp.invoicing.quotes.queries import answer_to, locked_quote

VALID_MONTHS = 3  # usage; no text fixes it


@dataclass(frozen=True)
class Signed:
    """An agreement given on paper."""

    name: str
    job: str | None
    on: date
    note: str | None
    options: Sequence[int]


def blank(today: date, schedule: tuple[Instalment, ...]) -> Draft:
    return Draft(valid_until=add_months(today, VALID_MONTHS), schedule=schedule)


def begin_quote(client_id: UUID, typed: Draft, today: date, *, production_id: UUID | None = None) -> Quote:
    quote = Quote(client_id=client_id, production_id=production_id, content=content_of(typed))
    db().add(quote)
    keep_quote(quote, typed, today)
    return quote


def keep_quote(quote: Quote, typed: Draft, today: date) -> None:
    """What is typed now. Lists show it until it is sent, then the last version sent."""
    content = content_of(typed)
    quote.has_changes = quote.has_changes or content != quote.content
    quote.content = content
    if not quote.version:
        quote.title, quote.valid_until = typed.title, typed.valid_until
        db().flush()
        quote.total_cents = _total(quote, today)
    db().flush()


def move_quote(quote: Quote, client_id: UUID, production_id: UUID | None) -> None:
    """For another client as long as nobody was sent it: the link, the versions and the answers are the first one's."""
    quote = locked_quote(quote.id)  # it may be leaving right now
    if not quote.version:
        quote.client_id = client_id
    elif client_id not in db().scalars(of_same_contact(quote.client_id)).all():
        raise Refused(
            sentence("Ce devis a été envoyé\u00a0: pour un autre client, copiez-le, puis changez le client.")
        )
    quote.production_id = production_id
    db().flush()


def copy_quote(quote: Quote, today: date) -> Quote:
    typed = replace(quote.draft, valid_until=add_months(today, VALID_MONTHS), starts_on=None, ends_on=None)
    return begin_quote(quote.client_id, typed, today, production_id=quote.production_id)


def drop_quote(quote: Quote) -> None:
    """One that was never sent: a number taken stays taken."""
    if quote.version:
        raise Refused(sentence("Ce devis a été envoyé\u00a0: retirez-le plutôt."))
    db().delete(quote)
    db().flush()


def withdraw(quote_id: UUID, by: str) -> None:
    quote = locked_quote(quote_id)
    if quote.state == QuoteState.WITHDRAWN:
        return
    if quote.state != QuoteState.SENT:
        raise Refused(sentence("Seul un devis qui attend une réponse peut être retiré."))
    quote.state = QuoteState.WITHDRAWN
    note(quote.id, Happening.WITHDRAWN, version=quote.version, by=by)
    db().flush()


def accept_on_paper(version: QuoteVersion, signed: Signed, by: str) -> None:
    """Signed by hand and given to the person, who notes it: no address, no browser."""
    quote = locked_quote(version.quote_id)
    if quote.version != version.version or quote.state != QuoteState.SENT or answer_to(version):
        raise Refused(sentence("Ce devis n’attend plus de réponse."))
    noon = datetime.combine(signed.on, time(12), tzinfo=clock.PARIS)
    answer = QuoteAnswer(
        version_id=version.id,
        is_accepted=True,
        name=signed.name,
        job=signed.job,
        words=signed.note,
        options=list(signed.options),
        gross_cents=gross_with(version.document.lines, signed.options),
        pdf_sha256=version.pdf_sha256,
        address="",
        answered_at=min(noon, clock.now()),
    )
    db().add(answer)
    quote.state = QuoteState.ACCEPTED
    note(quote.id, Happening.ACCEPTED, version=quote.version, name=signed.name, by=by)
    db().flush()


def note(quote_id: UUID, kind: Happening, **detail: str | int | None) -> None:
    told = {name: value for name, value in detail.items() if value not in (None, "")}
    db().add(BillingEvent(quote_id=quote_id, kind=kind, detail=told))


def _total(quote: Quote, today: date) -> int:
    client, contact = client_with_contact(quote.client_id)
    try:
        return totals(document_of(quote, client, contact, today)).gross_cents
    except Problems:
        return 0  # without a seller nothing is known of its VAT
