"""What changes what is known of one's contacts: what was said, how often to call, not before when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.network.models import Exchange, ExchangeKind


@dataclass(frozen=True)
class Told:
    """An exchange as it is typed."""

    kind: ExchangeKind
    on: date
    note: str | None = None
    minutes: int | None = None


def note_exchange(contact: Contact, told: Told) -> Exchange:
    exchange = Exchange(contact_id=contact.id)
    db().add(exchange)
    change_exchange(exchange, told)
    return exchange


def change_exchange(exchange: Exchange, told: Told) -> None:
    exchange.kind, exchange.on = told.kind, told.on
    exchange.note, exchange.minutes = told.note, told.minutes
    db().flush()


def delete_exchange(exchange: Exchange) -> None:
    exchange.deleted_at = clock.now()
    db().flush()


def restore_exchange(exchange: Exchange) -> None:
    exchange.deleted_at = None
    db().flush()


def keep_rhythm(contact: Contact, days: int | None) -> None:
    """None follows the tags, 0 is never."""
    contact.cadence_days = days
    db().flush()


def snooze(contact: Contact, until: date | None) -> date | None:
    """Until when it was put off before: what undoing gives back."""
    before, contact.snoozed_until_on = contact.snoozed_until_on, until
    db().flush()
    return before
