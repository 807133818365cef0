"""What an import left behind, and whether anyone has changed it since."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.contacts.models import Contact
from webapp.core.db import Base, db
from webapp.engagements.models import Engagement, Line, Paper, PayPeriod
from webapp.productions.models import Production

# Written by others (search words) or by the undoing itself.
LEFT_OUT = {"workspace_id", "folded", "also", "grams", "deleted_at"}

Model = type[Contact | Production]


def known() -> dict[str, set[UUID]]:
    """The companies and productions there before an import."""
    return {
        "contacts": set(db().scalars(select(Contact.id))),
        "productions": set(db().scalars(select(Production.id))),
    }


def of(added: Sequence[Engagement], before: Mapping[str, set[UUID]]) -> dict[str, dict[str, str]]:
    """What was added, each id with its digest."""
    employers = {one.employer_id for one in added} - before["contacts"]
    shows = {one.production_id for one in added if one.production_id} - before["productions"]
    return {
        "engagements": digests_of_engagements([one.id for one in added]),
        "contacts": _digests(Contact, employers),
        "productions": _digests(Production, shows),
    }


def digests_of_engagements(ids: Sequence[UUID]) -> dict[str, str]:
    """Each engagement still there, with its lines, pay periods and papers, as a digest."""
    said: dict[UUID, list[str]] = defaultdict(list)
    for row in _rows(Engagement, Engagement.id.in_(ids), Engagement.deleted_at.is_(None)):
        said[row["id"]].append(repr(row))
    for model in (Line, PayPeriod, Paper):
        for row in _rows(model, model.engagement_id.in_(ids)):
            if row["engagement_id"] in said:
                said[row["engagement_id"]].append(repr(row))
    return {str(key): _digest(rows) for key, rows in said.items()}


def unchanged(model: Model, added: Mapping[str, str]) -> set[UUID]:
    """Those of an import that are still as it made them."""
    now = _digests(model, [UUID(each) for each in added])
    return {UUID(each) for each, digest in added.items() if now.get(each) == digest}


def used(by: InstrumentedAttribute[Any], ids: Collection[UUID]) -> set[UUID]:
    """Those that a row still there names in this column."""
    rows = db().scalars(select(by).where(by.in_(ids), by.class_.deleted_at.is_(None)).distinct())
    return set(rows)


def _digests(model: Model, ids: Iterable[UUID]) -> dict[str, str]:
    rows = _rows(model, model.id.in_(list(ids)), model.deleted_at.is_(None))
    return {str(row["id"]): _digest([repr(row)]) for row in rows}


def _rows(model: type[Base], *wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    names = [column.key for column in inspect(model).column_attrs if column.key not in LEFT_OUT]
    columns = [getattr(model, name) for name in names]
    rows = db().execute(select(*columns).where(*wanted).order_by(model.id))  # type: ignore[attr-defined]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _digest(rows: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()
