"""What one answers to a proposal: it is done, or not now. Nothing is sent."""

from __future__ import annotations

from datetime import date

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.network.proposals import LATER
from webapp.network.models import Exchange, ExchangeKind


def note_done(contact: Contact, note: str | None, today: date) -> Exchange:
    """The call was made; with a line of note when there is something to remember."""
    exchange = Exchange(contact_id=contact.id, kind=ExchangeKind.CALL, on=today, note=note)
    db().add(exchange)
    db().flush()
    return exchange


def take_back(exchange: Exchange) -> None:
    exchange.deleted_at = clock.now()


def put_off(contact: Contact, today: date) -> None:
    contact.snoozed_until_on = today + LATER


def bring_back(contact: Contact) -> None:
    contact.snoozed_until_on = None
