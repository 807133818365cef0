from sqlalchemy import select

from webapp.contacts.gestures.actions import keep
from webapp.contacts.models import Gesture, GestureKind, SavedList, Tag
from webapp.contacts.queries import Filters
from webapp.core.db import db


def save_list(name: str, filters: Filters) -> SavedList:
    tag_id = db().scalar(select(Tag.id).where(Tag.public_id == filters.tag)) if filters.tag else None
    kept = SavedList(
        name=name, words=filters.words or None, kind=filters.kind, tag_id=tag_id, city=filters.city or None
    )
    db().add(kept)
    db().flush()
    return kept


def rename_list(kept: SavedList, name: str) -> None:
    kept.name = name
    db().flush()


def delete_list(kept: SavedList) -> Gesture:
    row = {name: getattr(kept, name) for name in ("public_id", "name", "words", "kind", "city")}
    row |= {"id": str(kept.id), "tag_id": str(kept.tag_id) if kept.tag_id else None}
    row["created_at"] = kept.created_at.isoformat()
    gesture = keep(GestureKind.LIST, {"row": row})
    db().delete(kept)
    db().flush()
    return gesture
