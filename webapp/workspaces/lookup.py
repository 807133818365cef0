"""A workspace named on the command line, before anything says who asks."""

from uuid import UUID

from sqlalchemy import func, select

from webapp.core.db import db


def workspace_id_of(slug: str) -> UUID | None:
    found: UUID | None = db().scalar(select(func.find_workspace(slug)))
    return found
