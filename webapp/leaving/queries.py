from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, String, Uuid, delete, func, select
from sqlalchemy.sql.functions import Function

from webapp.core import clock
from webapp.core.db import db
from webapp.core.links import Link
from webapp.core.tenancy import act_as
from webapp.invoicing.queries import hold_regimes

ARCHIVE = "archive"  # the purpose of the link
FRESH = timedelta(days=1)
"""Its link lasts from when it was prepared: who leaves later prepares another, and has its thirty days."""


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


def last_archive(account_id: UUID, spaces: Sequence[Space]) -> Link | None:
    """The one last prepared, as long as it holds all that these spaces would lose and still opens for most of its time."""
    found = db().scalar(
        select(Link)
        .where(
            Link.purpose == ARCHIVE,
            Link.account_id == account_id,
            Link.revoked_at.is_(None),
            Link.created_at > clock.now() - FRESH,
        )
        .order_by(Link.created_at.desc())
        .limit(1)
    )
    return found if found and found.payload.get("spaces") == issued_in(spaces) else None


def keys_of_archives(account_id: UUID) -> Sequence[str]:
    """Of the files whose links still open."""
    mine = (Link.purpose == ARCHIVE, Link.account_id == account_id, Link.revoked_at.is_(None))
    return db().scalars(select(Link.payload["key"].astext).where(*mine)).all()


def forget_links(account_id: UUID) -> None:
    """Those of the person alone, that nothing else erases; the archive is what they leave with."""
    db().execute(
        delete(Link).where(
            Link.account_id == account_id, Link.workspace_id.is_(None), Link.purpose != ARCHIVE
        )
    )


def hold_spaces(account_id: UUID) -> None:
    """Nobody issues in them, nor leaves them, until this transaction ends: what is counted then is what goes."""
    for space in sorted(spaces_left(), key=lambda one: one.id):
        act_as(db(), person=account_id, workspace=space.id)
        hold_regimes()


def issued_in(spaces: Sequence[Space]) -> dict[str, int]:
    """What is to be handed over, space by space: equal sums of other spaces are other documents."""
    return {str(space.id): space.issued for space in spaces if space.is_erased and space.issued}
