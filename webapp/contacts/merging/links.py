"""Every column that points at a contact, in whatever room: read from the models, so that none is forgotten."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from webapp.core.db import Base


@dataclass(frozen=True)
class Link:
    """A column holding the id of a row of another table."""

    model: type[Any]
    column: str
    is_nullable: bool

    @property
    def name(self) -> str:
        return f"{self.model.__tablename__}.{self.column}"

    @property
    def attribute(self) -> Any:
        return getattr(self.model, self.column)


# Part of the card itself: the kept one is given a copy, the other keeps its own for the day it comes back.
PARTS = {
    "contact_ways.contact_id",
    "contact_roles.contact_id",
    "taggings.contact_id",
    "contact_photos.contact_id",
}
# What merging remembers of both.
MEMORY = {"contact_merges.kept_id", "contact_merges.gone_id"}


def moving_links() -> tuple[Link, ...]:
    """What follows the card that is kept."""
    return tuple(link for link in links_to("contacts") if link.name not in PARTS | MEMORY)


@lru_cache
def links_to(table: str) -> tuple[Link, ...]:
    found = [
        Link(mapper.class_, mapper.get_property_by_column(column).key, bool(column.nullable))
        for mapper in Base.registry.mappers
        for column in mapper.columns
        if any(key.target_fullname == f"{table}.id" for key in column.foreign_keys)
    ]
    return tuple(sorted(found, key=lambda link: link.name))


def model_of(table: str) -> type[Any]:
    return next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == table)
