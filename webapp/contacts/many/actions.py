"""What is done to a whole selection; each gives what it takes to undo it, or nothing when nothing changed."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from webapp.contacts.actions import spell_again, tags_named
from webapp.contacts.gestures.actions import keep
from webapp.contacts.many.queries import Selection, ids_of
from webapp.contacts.models import Contact, Gesture, GestureKind, Tag, Tagging
from webapp.core import clock
from webapp.core.db import db


def delete_many(selection: Selection) -> tuple[Gesture | None, int]:
    """Out of the lists; engagements and productions still name them."""
    at = clock.now()
    # What another tab has just deleted is its own to undo.
    ids: Sequence[UUID] = (
        db()
        .scalars(
            update(Contact)
            .where(Contact.id.in_(ids_of(selection)), Contact.deleted_at.is_(None))
            .values(deleted_at=at)
            .returning(Contact.id)
            .execution_options(synchronize_session=False)
        )
        .all()
    )
    if not ids:
        return None, 0
    return keep(GestureKind.DELETION, {**_told(ids), "at": at.isoformat()}), len(ids)


def tag_many(selection: Selection, name: str) -> tuple[Gesture | None, int]:
    ids = ids_of(selection)
    if not ids:
        return None, 0  # a tag that nobody bears is not made
    (tag,) = tags_named([name])
    have = set(db().scalars(select(Tagging.contact_id).where(Tagging.tag_id == tag.id)))
    lacking = [one for one in ids if one not in have]
    if not lacking:
        return None, 0
    db().add_all(Tagging(tag_id=tag.id, contact_id=one) for one in lacking)
    spell_again(lacking)
    return keep(GestureKind.TAGGING, {**_told(lacking), "tag": str(tag.id)}), len(lacking)


def untag_many(selection: Selection, tag: Tag) -> tuple[Gesture | None, int]:
    here = (Tagging.tag_id == tag.id, Tagging.contact_id.in_(ids_of(selection)))
    had: Sequence[UUID] = db().scalars(select(Tagging.contact_id).where(*here)).all()
    if not had:
        return None, 0
    db().execute(delete(Tagging).where(*here))
    spell_again(had)
    return keep(GestureKind.UNTAGGING, {**_told(had), "tag": str(tag.id)}), len(had)


def _told(ids: Iterable[UUID]) -> dict[str, Any]:
    return {"contacts": [str(one) for one in ids]}
