from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.db import db
from webapp.core.links import Link
from webapp.domain.periods import DateRange

FEED = "ics"
BEHIND, AHEAD = timedelta(days=365), timedelta(days=730)
MOST_SHOWN = 200


def feeds_of(workspace_id: UUID) -> Sequence[Row[Any]]:
    """Those that are open, the last made first; what each last said stays where it is."""
    wanted = (
        select(
            Link.id,
            Link.created_at,
            Link.payload["name"].astext.label("name"),
            Link.payload["holds"].label("holds"),
            Link.payload["places"].label("has_places"),
            Link.payload["read_on"].astext.label("read_on"),
        )
        .where(Link.workspace_id == workspace_id, Link.purpose == FEED, Link.revoked_at.is_(None))
        .where(Link.expires_at > clock.now())
        .order_by(Link.created_at.desc(), Link.id)
        .limit(MOST_SHOWN)
    )
    return db().execute(wanted).all()


def feed_or_404(workspace_id: UUID, link_id: UUID) -> Link:
    found = db().scalar(
        select(Link).where(
            Link.id == link_id,
            Link.workspace_id == workspace_id,
            Link.purpose == FEED,
            Link.revoked_at.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def span() -> DateRange:
    """The days a feed holds: a year behind, two ahead."""
    today = clock.today()
    return DateRange(today - BEHIND, today + AHEAD)
