"""What the calendar of a link said, kept for the next reading."""

from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.sharing.calendars.models import ShareCalendar
from webapp.sharing.calendars.queries import calendar_of
from webapp.sharing.models import Device, Visit, Visited
from webapp.sharing.queries import share_by_id


@job
def note_calendar(share: str, said: dict[str, list[Any]], changed_at: str, seen_at: str, device: str) -> None:
    """Noted after the calendar was given; `device` is empty unless an application read it. That one subscribed is a
    visit the first time, and never an opening."""
    found = share_by_id(UUID(share))
    if found is None:
        return
    hold("calendar of a share", share)
    told_at = datetime.fromisoformat(changed_at)
    kept = calendar_of(found.id)
    if kept is None:
        kept = ShareCalendar(share_id=found.id, said=said, changed_at=told_at)
        db().add(kept)
    elif kept.changed_at < told_at:
        kept.said, kept.changed_at = said, told_at
    if device and kept.subscribed_at is None:
        kept.subscribed_at = datetime.fromisoformat(seen_at)
        db().add(
            Visit(share_id=found.id, at=kept.subscribed_at, device=Device(device), what=Visited.CALENDAR)
        )
