"""Calendars of elsewhere: looked at, kept, read again, given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from webapp.calendar.imports import queries, reading
from webapp.calendar.imports.reading import Calendar, Found
from webapp.calendar.models import ImportedEvent, Subscription
from webapp.core import clock, throttle
from webapp.core.db import db, hold
from webapp.core.fetch import fetch
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

KEPT = timedelta(days=7)
STALE = timedelta(hours=20)
MOST = 30  # calendars in a workspace
LOOKED = throttle.Limit("calendars read", 40, per_minutes=60)
A_FILE = sentence("Un fichier ne se relit pas : importez-le à nouveau.")
FIELDS = ("title", "place", "text", "start_on", "end_on", "start_minute", "end_minute")


@dataclass(frozen=True)
class Change:
    """What reading a calendar adds, changes, leaves as it is and takes away."""

    added: list[Found]
    changed: list[Found]
    same: int
    gone: int = 0


def look(content: bytes, *, name: str, url: str | None = None) -> Subscription:
    """Read a file, so that its events can be looked at before any is added."""
    if queries.how_many() >= MOST:
        raise Refused(
            sentence("Un espace garde %(most)s calendriers au plus. Retirez-en un d’abord.", most=MOST)
        )
    throttle.spend(LOOKED, str(workspace_of(db())))
    found = reading.read(content)
    if not found.events:
        raise Refused(
            sentence("Ce calendrier n’a aucun évènement entre l’an dernier et les deux ans à venir.")
        )
    forget_old()
    kept = Subscription(
        name=(found.name or name)[:80], url=url, is_endless=found.is_endless, draft=found.events
    )
    db().add(kept)
    db().flush()
    return kept


def look_at(url: str) -> Subscription:
    """The same of a public address. Raises Refused with the sentence for the person."""
    throttle.spend(LOOKED, str(workspace_of(db())))
    content = fetch(url)
    return look(content, name=url.partition("://")[2].partition("/")[0], url=url)


def keep(subscription: Subscription, *, name: str, hue: int, production_id: UUID | None) -> Change:
    """Add what a calendar brings. Raises Refused when all of a file is there already."""
    hold("calendar import", workspace_of(db()))
    change = change_of(subscription, _drafted(subscription))
    if subscription.url is None and not change.added and not change.changed:
        raise Refused(sentence("Rien à importer\u00a0: tous ces évènements sont déjà dans l’agenda."))
    subscription.name, subscription.hue, subscription.production_id = name, hue, production_id
    subscription.kept_at = subscription.read_at = clock.now()
    subscription.draft = None
    _apply(subscription, change)
    return change


def change_of(subscription: Subscription, events: Sequence[Found]) -> Change:
    """What of these is new, and what differs; an event is there once, whoever brought it."""
    known = queries.known(event.uid for event in events)
    added = [event for event in events if event.key not in known]
    mine = [event for event in events if event.key in known]
    changed = [event for event in mine if _differs(known[event.key], event)]
    return Change(added, changed, len(mine) - len(changed))


def refresh_now(subscription: Subscription) -> Change | None:
    """When a person asks, which is counted."""
    throttle.spend(LOOKED, str(workspace_of(db())))
    return refresh(subscription)


def refresh(subscription: Subscription) -> Change | None:
    """Read an address again; what it no longer says goes away. None when it could not be read."""
    try:
        content = fetch(subscription.url or "")
        found = reading.read(content)
    except Refused as refusal:
        said = refusal.sentence
        subscription.trouble = {"text": said.text, "values": dict(said.values)}
        subscription.read_at = clock.now()
        db().flush()
        return None
    hold("calendar import", workspace_of(db()))
    return update(subscription, found)


def update(subscription: Subscription, found: Calendar) -> Change:
    events = [Found.of(said) for said in found.events]
    change = change_of(subscription, events)
    keys = {event.key for event in events}
    gone = [row for row in queries.events_of(subscription.id) if (row.uid, row.occurrence) not in keys]
    for row in gone:
        db().delete(row)
    subscription.is_endless, subscription.trouble = found.is_endless, None
    subscription.read_at = clock.now()
    _apply(subscription, change)
    return Change(change.added, change.changed, change.same, len(gone))


def forget(subscription: Subscription) -> None:
    """With all the events it brought."""
    db().delete(subscription)
    db().flush()


def forget_old() -> None:
    """Those looked at a week ago and never kept."""
    db().execute(
        delete(Subscription).where(
            Subscription.kept_at.is_(None), Subscription.created_at < clock.now() - KEPT
        )
    )


def drafted(subscription: Subscription) -> list[Found]:
    return sorted(_drafted(subscription), key=lambda event: (event.start_on, event.start_minute or -1))


def _drafted(subscription: Subscription) -> list[Found]:
    return [Found.of(said) for said in subscription.draft or []]


def _apply(subscription: Subscription, change: Change) -> None:
    known = queries.known(event.uid for event in change.changed) if change.changed else {}
    for event in change.changed:
        for name, value in _values(event).items():
            setattr(known[event.key], name, value)
    db().add_all(
        ImportedEvent(
            subscription_id=subscription.id, uid=event.uid, occurrence=event.occurrence, **_values(event)
        )
        for event in change.added
    )
    db().flush()


def _differs(row: ImportedEvent, event: Found) -> bool:
    return any(getattr(row, name) != value for name, value in _values(event).items())


def _values(event: Found) -> dict[str, object]:
    values = {name: value for name, value in asdict(event).items() if name in FIELDS}
    return values | {
        "place": event.place or None,
        "text": event.text or None,
    }
