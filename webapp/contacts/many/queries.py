"""Whom a selection holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from webapp.contacts.models import Contact, Tag, Tagging
from webapp.contacts.queries import Filters, Rows, matching
from webapp.core.db import db

SHOWN = 12
MOST_TICKED = 500


@dataclass(frozen=True)
class Selection:
    """Those ticked; or all those the filters find."""

    filters: Filters
    ticked: tuple[str, ...] = ()
    is_all: bool = False

    @property
    def asked(self) -> dict[str, Any]:
        """As an address or a form asks for it again."""
        chosen: dict[str, Any] = {"all": "y"} if self.is_all else {"contact": list(self.ticked)}
        return {**self.filters.asked, **chosen}


def within(selection: Selection) -> list[ColumnElement[bool]]:
    if selection.is_all:
        return matching(selection.filters)
    return [Contact.deleted_at.is_(None), Contact.public_id.in_(selection.ticked)]


def first_of(selection: Selection) -> Rows:
    """A few names, each with `total`, how many there are."""
    return (
        db()
        .execute(
            select(Contact.public_id, Contact.name, func.count().over().label("total"))
            .where(*within(selection))
            .order_by(Contact.sort_key, Contact.id)
            .limit(SHOWN)
        )
        .all()
    )


def ids_of(selection: Selection) -> list[UUID]:
    return list(db().scalars(select(Contact.id).where(*within(selection))))


def tags_of(selection: Selection) -> Rows:
    """(public_id, name, count) of the tags they have."""
    chosen = select(Contact.id).where(*within(selection))
    return (
        db()
        .execute(
            select(Tag.public_id, Tag.name, func.count().label("count"))
            .join(Tagging, Tagging.tag_id == Tag.id)
            .where(Tagging.contact_id.in_(chosen))
            .group_by(Tag.public_id, Tag.name, Tag.folded)
            .order_by(Tag.folded)
        )
        .all()
    )


def tag_called(public_id: str) -> Tag | None:
    return db().scalar(select(Tag).where(Tag.public_id == public_id))
