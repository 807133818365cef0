"""What is read of tags."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact, Tag, Tagging
from webapp.core.db import db
from webapp.network.models import RemovedTag

MOST = 500


def tags_listed() -> Sequence[Row[Any]]:
    """Every tag by name, with how many contacts bear it."""
    borne = (
        select(func.count(Tagging.id))
        .join(Contact, Contact.id == Tagging.contact_id)
        .where(Tagging.tag_id == Tag.id, Contact.deleted_at.is_(None))
        .correlate(Tag)
        .scalar_subquery()
    )
    return (
        db()
        .execute(
            select(Tag.public_id, Tag.name, Tag.cadence_days, borne.label("borne"))
            .order_by(Tag.folded, Tag.id)
            .limit(MOST)
        )
        .all()
    )


def tag_or_404(public_id: str) -> Tag:
    tag = db().scalar(select(Tag).where(Tag.public_id == public_id))
    if tag is None:
        raise NotFound
    return tag


def tag_called(folded: str) -> Tag | None:
    return db().scalar(select(Tag).where(Tag.folded == folded))


def removed_or_404(public_id: str) -> RemovedTag:
    """Held: of two who bring it back at once, the second finds nothing left to bring."""
    removed = db().scalar(select(RemovedTag).where(RemovedTag.public_id == public_id).with_for_update())
    if removed is None:
        raise NotFound
    return removed
