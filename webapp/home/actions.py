from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from webapp.core import clock
from webapp.core.db import db
from webapp.workspaces.models import Workspace


def stop_welcoming(workspace_id: UUID) -> None:
    """The first steps leave the front page; they keep an address of their own."""
    db().execute(update(Workspace).where(Workspace.id == workspace_id).values(welcomed_at=clock.now()))
