"""What came by one's own links and waits to be read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, and_, cast, func

from webapp.core import clock
from webapp.sharing.answers.queries import columns, joined
from webapp.sharing.models import Reply


def replies() -> tuple[dict[str, Any], ColumnElement[bool]]:
    """Answers nobody has handled: their columns, and which."""
    on = cast(func.timezone(clock.PARIS.key, Reply.at), Date)
    pairs = [part for name, column in columns().items() for part in (name, column)]
    said = {
        "public_id": Reply.public_id,
        "start_on": on,
        "end_on": on,
        "more": func.jsonb_build_object(*pairs),
    }
    return said, and_(joined(), Reply.handled_at.is_(None))
