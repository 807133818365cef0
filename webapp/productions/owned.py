"""Whose rows are a production's: closed with it, wherever they are written from.

A table is a production's when it names one, or hangs on a table that does; those below name one and stay the
person's: their own work, what they sell, what comes from outside, and what lets them leave.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, inspect, select
from sqlalchemy.orm import Session

from webapp.core.db import Base

ROOT = "productions"
THE_PERSONS = frozenset(
    {
        "calendar_subscriptions",
        "call_receipts",  # answers of those who were called
        "career_hidden_titles",
        "engagements",
        "handover_traces",
        "handovers",
        "invoice_drafts",
        "invoices",
        "production_passes",
        "quotes",
        "share_replies",  # answers of those a link was given to
    }
)


def productions_of(session: Session, rows: Iterable[Any]) -> set[UUID]:
    """Those these rows are of, and were of: one statement a table to climb, whatever the number of rows."""
    found: set[UUID] = set()
    by_table: dict[str, set[UUID]] = {}
    for row in rows:
        if (way := parent_of(row.__tablename__)) is not None:
            by_table.setdefault(row.__tablename__, set()).update(_ids(row, way[0]))
    for table, ids in by_table.items():
        found |= _climb(session, table, ids)
    return found


@cache
def parent_of(table: str) -> tuple[str, str] | None:
    """The column by which a table hangs on another, and that other; None when it is not a production's."""
    if table in THE_PERSONS or table == ROOT:
        return None
    keys = [key for key in Base.metadata.tables[table].foreign_key_constraints if _is_certain(key)]
    for key in sorted(keys, key=lambda key: key.referred_table.name != ROOT):
        other = key.referred_table.name
        if other == ROOT or (other != table and parent_of(other) is not None):
            return key.column_keys[-1], other
    return None


def _is_certain(key: ForeignKeyConstraint) -> bool:
    return key.ondelete == "CASCADE" and not key.columns[key.column_keys[-1]].nullable


def _ids(row: Any, column: str) -> Iterable[UUID]:
    history = inspect(row).attrs[column].history
    return (one for one in (*history.added, *history.unchanged, *history.deleted) if one is not None)


def _climb(session: Session, table: str, ids: Collection[UUID]) -> set[UUID]:
    way = parent_of(table)
    while way is not None and way[1] != ROOT and ids:
        model, column = _model(way[1]), (parent_of(way[1]) or ("", ""))[0]
        unsaved = {row.id: getattr(row, column) for row in session.new if isinstance(row, model)}
        asked = [one for one in ids if one not in unsaved]
        above = {unsaved[one] for one in ids if one in unsaved}
        if asked:
            above |= set(session.scalars(select(getattr(model, column)).where(model.id.in_(asked))))
        ids, way = above, parent_of(way[1])
    return set(ids)


@cache
def _model(table: str) -> Any:
    """The class of a table."""
    return next(one.class_ for one in Base.registry.mappers if one.class_.__tablename__ == table)
