"""Rows changed with what they were, so that each can be what it was again."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, update

from webapp.contacts.merging.links import Link, model_of, moving_links
from webapp.contacts.models import Contact
from webapp.core.db import Instant, db


class Recording:
    """Two contacts being made one; rooms above change their own rows through `change`."""

    def __init__(self, kept: Contact, gone: Contact, name: str):
        """`name` is the one that the kept card will bear."""
        self.kept, self.gone, self.name = kept, gone, name
        self.moves: list[dict[str, Any]] = []

    def change(
        self, model: type[Any], column: str, before: Any, after: Any, *where: ColumnElement[bool]
    ) -> None:
        """Every row of the model that holds `before`, among those wanted."""
        ids = _changed(model, column, before, after, where)
        if ids:
            told = {"before": plain(before), "after": plain(after), "ids": [str(each) for each in ids]}
            self.moves.append({"table": model.__tablename__, "column": column, **told})

    def move_everything(self) -> None:
        """Whatever pointed at the one that goes points at the one that is kept."""
        links = moving_links()
        for link in links:
            if link.is_nullable:
                self._point_nowhere(link, links)
        for link in links:
            others = [_is_not(other.attribute, self.kept.id) for other in _beside(link, links)]
            self.change(link.model, link.column, self.gone.id, self.kept.id, *others, *self._but_ours(link))

    def _point_nowhere(self, link: Link, links: Collection[Link]) -> None:
        """Nobody is their own agent, nor was recommended to themselves."""
        for other in _beside(link, links):
            for mine, theirs in ((self.kept.id, self.gone.id), (self.gone.id, self.kept.id)):
                self.change(link.model, link.column, mine, None, other.attribute == theirs)

    def _but_ours(self, link: Link) -> list[ColumnElement[bool]]:
        """The two cards themselves are written field by field."""
        return [Contact.id.not_in((self.kept.id, self.gone.id))] if link.model is Contact else []


def take_back(moves: list[dict[str, Any]]) -> dict[str, int]:
    """The last first; by column, how many rows were changed or removed since, and are left."""
    left: dict[str, int] = {}
    for move in reversed(moves):
        model, name = model_of(move["table"]), f"{move['table']}.{move['column']}"
        before, after = (value(model, move["column"], move[which]) for which in ("before", "after"))
        ids = [UUID(each) for each in move["ids"]]
        back = _changed(model, move["column"], after, before, (model.id.in_(ids),))
        if len(back) < len(ids):
            left[name] = left.get(name, 0) + len(ids) - len(back)
    return left


def plain(this: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(this, UUID):
        return str(this)
    return this.isoformat() if isinstance(this, date) else this


def value(model: type[Any], column: str, kept: Any) -> Any:
    """As the column holds it."""
    kind = getattr(model, column).type
    if kept is None:
        return None
    if isinstance(kind, Uuid):
        return UUID(kept)
    if isinstance(kind, Instant):
        return datetime.fromisoformat(kept)
    return date.fromisoformat(kept) if kind.python_type is date else kept


def _changed(
    model: type[Any], column: str, before: Any, after: Any, where: Collection[ColumnElement[bool]]
) -> Any:
    attribute = getattr(model, column)
    return (
        db()
        .scalars(
            update(model)
            .where(attribute.is_not_distinct_from(before), *where)
            .values({attribute: after})
            .returning(model.id)
            .execution_options(synchronize_session=False)
        )
        .all()
    )


def _beside(link: Link, links: Collection[Link]) -> list[Link]:
    """The other columns of the same row that name a contact; of a contact, it is all its own."""
    return [one for one in links if one.model is link.model and one is not link and link.model is not Contact]


def _is_not(attribute: Any, contact_id: UUID) -> ColumnElement[bool]:
    is_not: ColumnElement[bool] = attribute.is_distinct_from(contact_id)
    return is_not
