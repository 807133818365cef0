"""Keeping what a gesture took or put, and giving back exactly that."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from webapp.contacts.actions import spell_again
from webapp.contacts.models import Contact, Gesture, GestureKind, Role, SavedList, Tag, Tagging
from webapp.core import clock
from webapp.core.db import db

KEPT = timedelta(days=30)
Content = dict[str, Any]


def keep(kind: GestureKind, content: Content) -> Gesture:
    """Those of more than a month ago are let go."""
    db().execute(delete(Gesture).where(Gesture.made_at < clock.now() - KEPT))
    gesture = Gesture(kind=kind, content=content, made_at=clock.now())
    db().add(gesture)
    db().flush()
    return gesture


def undo(gesture: Gesture) -> None:
    """Once: what was changed since by another gesture stays as it is."""
    UNDOING[GestureKind(gesture.kind)](gesture.content)
    db().delete(gesture)
    db().flush()


def _restore(content: Content) -> None:
    """Those deleted at that very moment: not those deleted again since, or merged."""
    db().execute(
        update(Contact)
        .where(
            Contact.id.in_(_ids(content)),
            Contact.deleted_at == datetime.fromisoformat(content["at"]),
            Contact.merged_into_id.is_(None),
        )
        .values(deleted_at=None)
        .execution_options(synchronize_session=False)
    )


def _untag(content: Content) -> None:
    tag = UUID(content["tag"])
    db().execute(delete(Tagging).where(Tagging.tag_id == tag, Tagging.contact_id.in_(_ids(content))))
    spell_again(_ids(content))


def _tag(content: Content) -> None:
    """Whoever was given it again meanwhile has it already."""
    tag = db().scalar(select(Tag).where(Tag.id == UUID(content["tag"])))
    if tag is None:
        return
    ids = _ids(content)
    there = set(db().scalars(select(Contact.id).where(Contact.id.in_(ids))))
    have = select(Tagging.contact_id).where(Tagging.tag_id == tag.id, Tagging.contact_id.in_(ids))
    lacking = there - set(db().scalars(have))
    db().add_all(Tagging(tag_id=tag.id, contact_id=one) for one in lacking)
    spell_again(lacking)


def _hold_again(content: Content) -> None:
    """A role, of somebody who is still there."""
    row = content["row"]
    contact_id = UUID(content["contact"])
    known = set(
        db().scalars(select(Contact.id).where(Contact.id.in_([contact_id, *_ids_of(row["company_id"])])))
    )
    if contact_id not in known:
        return
    company_id = UUID(row["company_id"]) if row["company_id"] else None
    db().add(
        Role(
            id=UUID(row["id"]),
            public_id=row["public_id"],
            contact_id=contact_id,
            company_id=company_id if company_id in known else None,
            job=row["job"],
            show=row["show"],
            start_on=_day(row["start_on"]),
            end_on=_day(row["end_on"]),
        )
    )


def _list_again(content: Content) -> None:
    row = content["row"]
    tag = db().scalar(select(Tag.id).where(Tag.id.in_(_ids_of(row["tag_id"]))))
    if row["tag_id"] and tag is None:
        return
    kept = {name: row[name] for name in ("public_id", "name", "words", "kind", "city")}
    made_at = datetime.fromisoformat(row["created_at"])
    db().add(SavedList(id=UUID(row["id"]), tag_id=tag, created_at=made_at, **kept))


UNDOING: dict[GestureKind, Callable[[Content], None]] = {
    GestureKind.DELETION: _restore,
    GestureKind.TAGGING: _untag,
    GestureKind.UNTAGGING: _tag,
    GestureKind.ROLE: _hold_again,
    GestureKind.LIST: _list_again,
}


def _ids(content: Content) -> Sequence[UUID]:
    return [UUID(one) for one in content["contacts"]]


def _ids_of(text: str | None) -> list[UUID]:
    return [UUID(text)] if text else []


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
