"""What belongs to a card: its other numbers, its tags, its roles, its face. The kept one is given copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, inspect, select

from webapp.contacts.merging.recording import plain
from webapp.contacts.models import Contact, Photo, Role, Tagging, Way, WayKind
from webapp.core.db import db
from webapp.core.fold import fold

ITS_OWN = {"workspace_id", "id", "public_id", "contact_id"}


@dataclass(frozen=True)
class Part:
    model: type[Any]
    mark: Callable[[Any], tuple[Any, ...]]  # two rows of one mark say one thing
    is_single: bool = False


PARTS = (
    Part(Way, lambda way: (way.kind, way.value.lower())),
    Part(Tagging, lambda tagging: (tagging.tag_id,)),
    Part(Role, lambda role: (role.company_id, fold(role.job), fold(role.show), role.start_on, role.end_on)),
    Part(Photo, lambda photo: (photo.sha256,), is_single=True),
)


def give_copies(kept: Contact, gone: Contact, firsts: Sequence[tuple[WayKind, str]]) -> dict[str, Any]:
    """What was added to the kept card; `firsts` are the numbers and mails that were first on either."""
    return {
        part.model.__tablename__: added
        for part in PARTS
        if (added := _copied(part, kept, gone, firsts if part.model is Way else ()))
    }


def take_copies_back(contact_id: UUID, copies: dict[str, Any]) -> None:
    """However often they were written again since."""
    for part in PARTS:
        marks = copies.get(part.model.__tablename__, [])
        if marks:
            rows = db().scalars(select(part.model).where(part.model.contact_id == contact_id)).all()
            ids = [row.id for row in rows if [plain(each) for each in part.mark(row)] in marks]
            db().execute(delete(part.model).where(part.model.id.in_(ids)))


def _copied(
    part: Part, kept: Contact, gone: Contact, firsts: Sequence[tuple[WayKind, str]]
) -> list[list[Any]]:
    rows = db().scalars(
        select(part.model).where(part.model.contact_id.in_((kept.id, gone.id))).order_by(part.model.id)
    )
    own: list[Any] = []
    others: list[Any] = []
    for row in rows:
        (own if row.contact_id == kept.id else others).append(row)
    if part.is_single and own:
        return []
    there = {part.mark(row) for row in own}
    if part.model is Way:
        there |= {(kind, said.lower()) for kind, said in _said_first(kept)}
        others = [Way(contact_id=gone.id, kind=kind, value=said) for kind, said in firsts] + others
    added = []
    for row in others:
        if part.mark(row) not in there:
            there.add(part.mark(row))
            added.append(row)
    db().add_all(_copy(part.model, row, kept.id, len(own) + place) for place, row in enumerate(added))
    return [[plain(each) for each in part.mark(row)] for row in added]


def _copy(model: type[Any], row: Any, contact_id: UUID, position: int) -> Any:
    names = {column.key for column in inspect(model).column_attrs} - ITS_OWN
    values = {name: getattr(row, name) for name in names}
    if "position" in names:
        values["position"] = position
    return model(contact_id=contact_id, **values)


def _said_first(contact: Contact) -> list[tuple[WayKind, str]]:
    said = ((WayKind.PHONE, contact.phone), (WayKind.EMAIL, contact.email))
    return [(kind, text) for kind, text in said if text]
