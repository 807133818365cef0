"""What was sent is set apart for links, part by part, in the place of what the version before it said."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from webapp.core.db import db
from webapp.domain.callsheets.shown import Part, shown_parts
from webapp.productions.callsheets.models import CallSheet, SheetPart, Version, Way


def open_to_links(version: Version, sheet: CallSheet) -> None:
    """Once it has left."""
    parts = shown_parts(version.sheet)
    parts[Part.DAY] |= _leaving(version)
    db().execute(delete(SheetPart).where(SheetPart.sheet_id == sheet.id))
    db().add_all(
        SheetPart(
            production_id=sheet.production_id,
            sheet_id=sheet.id,
            sheet_key=sheet.public_id,
            part=part,
            content=content,
        )
        for part, content in parts.items()
    )
    db().flush()


def _leaving(version: Version) -> dict[str, Any]:
    """How it left, and who said yes to it."""
    assert isinstance(version.sent_at, datetime)
    return {
        "is_received": version.way == Way.RECEIVED,
        "sent_at": version.sent_at.isoformat(),
        "approved_by": version.approved_by,
        "approved_job": version.approved_job,
        "approved_on": version.approved_on.isoformat() if version.approved_on else None,
        "approved_minute": version.approved_minute,
    }
