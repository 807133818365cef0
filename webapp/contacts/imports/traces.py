"""A contact as an import left it, as a digest, and who names it elsewhere: what tells whether it may be taken away."""

import hashlib
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapper

from webapp.contacts.imports.models import CardImport, ImportedCard, ImportedPhoto, Trace
from webapp.contacts.models import Contact, Photo, Tagging, Way
from webapp.core.db import Base, db

# Written by others (search words, order) or by the undoing itself.
LEFT_OUT = {"workspace_id", "folded", "also", "grams", "sort_key", "deleted_at"}
# Parts of a contact, and what the import itself keeps of it.
ITS_OWN = (Way, Tagging, Photo, CardImport, ImportedCard, ImportedPhoto, Trace)


def digests_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """Of those still there, with their ways, tags and photo."""
    names = [column.key for column in inspect(Contact).column_attrs if column.key not in LEFT_OUT]
    columns = [getattr(Contact, name) for name in names]
    said: dict[UUID, list[str]] = {}
    for row in db().execute(select(*columns).where(Contact.id.in_(ids), Contact.deleted_at.is_(None))):
        said[row.id] = [repr(list(zip(names, row, strict=True)))]
    parts = (
        select(Way.contact_id, Way.kind, Way.value, Way.label).where(Way.contact_id.in_(ids)),
        select(Tagging.contact_id, Tagging.tag_id).where(Tagging.contact_id.in_(ids)),
        select(Photo.contact_id, Photo.sha256).where(Photo.contact_id.in_(ids)),
    )
    for part in parts:
        for row in db().execute(part):
            if row.contact_id in said:
                said[row.contact_id].append(repr([str(value) for value in row]))
    return {key: hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest() for key, rows in said.items()}


def named_elsewhere(ids: Collection[UUID]) -> set[UUID]:
    """Those an engagement, a show, an exchange… names: any room, known here by its foreign keys alone."""
    found: set[UUID] = set()
    for mapper in Base.registry.mappers:
        if mapper.class_ in ITS_OWN:
            continue
        for name in _columns_that_name(mapper):
            column = getattr(mapper.class_, name)
            wanted = select(column).where(column.in_(ids)).distinct()
            if hasattr(mapper.class_, "deleted_at"):
                wanted = wanted.where(mapper.class_.deleted_at.is_(None))
            found |= set(db().scalars(wanted))
    return found


def _columns_that_name(mapper: Mapper[Any]) -> list[str]:
    return [
        mapper.get_property_by_column(column).key
        for column in mapper.columns
        if any(key.target_fullname == "contacts.id" for key in column.foreign_keys)
    ]
