"""Feeds made, read and closed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from webapp.calendar.feeds.ics import FeedEvent, Stamp, stamped
from webapp.calendar.feeds.queries import FEED, feed_or_404, feeds_of
from webapp.core import clock
from webapp.core.db import db
from webapp.core.links import Link, Opened, make_link, revoke_links
from webapp.core.versions import BESIDE
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

LASTS = timedelta(days=3650)
MOST = 30


@dataclass(frozen=True)
class FeedTerms:
    """What a feed gives, and of which production if not of all."""

    name: str
    holds: tuple[str, ...]
    has_places: bool
    production: str = ""
    language: str = "fr"


def make_feed(workspace_id: UUID, terms: FeedTerms, *, by: UUID) -> str:
    """The token of the address, told once."""
    if len(feeds_of(workspace_id)) >= MOST:
        raise Refused(
            sentence("Un espace garde %(most)s abonnements au plus. Fermez-en un d’abord.", most=MOST)
        )
    payload = {
        "by": str(by),
        "name": terms.name,
        "holds": list(terms.holds),
        "places": terms.has_places,
        "production": terms.production,
        "language": terms.language,
    }
    token, _link = make_link(FEED, lasts=LASTS, workspace_id=workspace_id, payload=payload)
    return token


def revoke_feed(workspace_id: UUID, link_id: UUID) -> None:
    revoke_links(FEED, link_id=feed_or_404(workspace_id, link_id).id)


@dataclass(frozen=True)
class Reading:
    """A feed read now: the stamps of its events, its etag, and what is to be noted of it, if anything."""

    stamps: Mapping[str, Stamp]
    etag: str
    changed_at: datetime
    payload: dict[str, Any] | None


def read(opened: Opened, events: Iterable[FeedEvent]) -> Reading:
    """A feed has changed when an event has, came or went; the day it is read on is all that is kept of readers."""
    events, before = list(events), opened.payload
    known = {uid: _stamp(*said) for uid, said in before.get("said", {}).items()}
    stamps = stamped(events, known, clock.now())
    said = {uid: [one.digest, one.sequence, one.changed_at.isoformat()] for uid, one in stamps.items()}
    changed_at, today = before.get("changed_at"), clock.today().isoformat()
    if changed_at is None or said != before.get("said"):
        changed_at = clock.now().replace(microsecond=0).isoformat()
    noted = {**before, "said": said, "changed_at": changed_at, "read_on": today}
    return Reading(
        stamps, _etag(said, before), datetime.fromisoformat(changed_at), noted if noted != before else None
    )


def note(opened: Opened, payload: dict[str, Any]) -> None:
    """What was said and the day, in one statement."""
    noted = update(Link).where(Link.digest == opened.digest).values(payload=payload)
    db().execute(noted, execution_options={BESIDE: True})


def read_on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _stamp(digest: str, sequence: int, changed_at: str) -> Stamp:
    return Stamp(digest, sequence, datetime.fromisoformat(changed_at))


def _etag(said: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    shown = repr((sorted(said.items()), payload["name"]))
    return hashlib.sha256(shown.encode()).hexdigest()[:32]
