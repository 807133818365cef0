"""An import moves on: each part is a job of its own, so that its progress shows and others have their turn."""

from datetime import datetime, timedelta
from uuid import UUID

from webapp.contacts.imports import queries, steps
from webapp.contacts.imports.models import UNDONE_WITHIN, CardImport
from webapp.core import clock
from webapp.core.db import db
from webapp.core.jobs import job
from webapp.core.tenancy import workspace_of

A_DAY = timedelta(days=1)


@job
def go_on(import_id: str) -> None:
    """Run twice, it does the next part; nothing once the worker's share is over."""
    kept = queries.import_to_change(UUID(import_id))
    if kept is None or not kept.is_at_work:
        return
    steps.step(kept)
    if kept.is_at_work:
        begin(kept)


@job
def forget(import_id: str) -> None:
    """Nobody came back to it, or the days in which it is undone are over: the contacts stay, the rest goes."""
    kept = queries.import_to_change(UUID(import_id))
    if kept is None:
        return
    if kept.is_at_work:
        forget_at(kept, clock.now() + A_DAY)
    elif kept.may_be_undone and kept.applied_at is not None:  # asked for when it began, and it ended later
        forget_at(kept, kept.applied_at + UNDONE_WITHIN)
    else:
        steps.drop_file(kept)
        db().delete(kept)


def begin(kept: CardImport) -> None:
    go_on.later(workspace_id=workspace_of(db()), import_id=str(kept.id), lock=f"contacts import {kept.id}")


def forget_at(kept: CardImport, at: datetime) -> None:
    forget.later(workspace_id=workspace_of(db()), at=at, import_id=str(kept.id))
