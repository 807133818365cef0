"""An import moves on: each part is a job of its own, so that its progress shows and others have their turn."""

from datetime import datetime
from uuid import UUID

from webapp.contacts.imports import queries, steps
from webapp.contacts.imports.models import CardImport
from webapp.core.db import db
from webapp.core.jobs import job
from webapp.core.tenancy import workspace_of


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
    if kept is not None and not kept.is_at_work and not kept.may_be_undone:
        steps.drop_file(kept)
        db().delete(kept)


def begin(kept: CardImport) -> None:
    go_on.later(workspace_id=workspace_of(db()), import_id=str(kept.id), lock=f"contacts import {kept.id}")


def forget_at(kept: CardImport, at: datetime) -> None:
    forget.later(workspace_id=workspace_of(db()), at=at, import_id=str(kept.id))
