from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, String, Uuid, func, select
from sqlalchemy.sql.functions import Function

from webapp.core.db import db
from webapp.core.links import Link

ARCHIVE = "archive"  # the purpose of the link


@dataclass(frozen=True)
class Space:
    """A workspace of the person; erased when nobody else owns it. `issued`: documents to keep ten years."""

    id: UUID
    slug: str
    name: str
    is_erased: bool
    others: int
    issued: int


def spaces_left() -> list[Space]:
    """What the person signed in would leave, the first one first."""
    found: Function[object] = func.spaces_left(type_=Uuid)
    table = found.table_valued(
        Column("id", Uuid),
        Column("slug", String),
        Column("name", String),
        Column("is_erased", Boolean),
        Column("others", BigInteger),
        Column("issued", BigInteger),
    )
    return [Space(*row) for row in db().execute(select(table))]


def last_archive(account_id: UUID) -> Link | None:
    """The one last prepared, unless it was revoked."""
    return db().scalar(
        select(Link)
        .where(Link.purpose == ARCHIVE, Link.account_id == account_id, Link.revoked_at.is_(None))
        .order_by(Link.created_at.desc())
        .limit(1)
    )
