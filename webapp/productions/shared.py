"""What a link may show of a production: how each room hands its section over, as plain values.

A section is one query whose rows come as one JSON value, so that a page asks for all its sections at
once; it runs as the role of links, which can read neither another production nor another column. What
is not granted is not even asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.dialects.postgresql import JSONB

from webapp.core.pdf import Column, part


@dataclass(frozen=True)
class Scope:
    """What one link shows: `parts` are sections ("planning") and their fields ("planning.times")."""

    productions: tuple[UUID, ...]
    parts: frozenset[str]
    documents: tuple[UUID, ...]  # those chosen one by one
    today: date

    def has(self, *parts: str) -> bool:
        return any(part in self.parts for part in parts)


@dataclass(frozen=True)
class Field:
    """What may be granted besides the section itself."""

    key: str
    label: Any  # lazy: told in the language of whoever chooses
    hint: Any = ""
    is_amount: bool = False  # stays off until the situation of the production is validated


@dataclass(frozen=True)
class File:
    """A file that a section hands over: its content, or its key in the store."""

    name: str
    media_type: str
    content: bytes | None = None
    key: str | None = None
    size: int = 0


Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Section:
    """`rows` asks for the granted columns alone, each row with its `production_id`; `values` makes of the rows of one
    production what its template reads (a frozen dataclass, None when there is nothing to show).

    `subjects` names what can be confirmed or asked about, by its key; `paper` is its page of the PDF, as parts of
    `core.pdf.part`; `file` reads one file, by its key, as the role of links (None: there is no such file here).
    """

    key: str  # "planning": also the folder of its template and the name of its part
    label: Any
    hint: Any
    fields: tuple[Field, ...]
    rows: Callable[[Scope], Select[*tuple[Any, ...]]]
    values: Callable[[Rows, Scope], Any]
    template: str
    subjects: Callable[[Any], Mapping[str, str]] = field(default=lambda _value: {})
    paper: Callable[[Any], Sequence[Mapping[str, Any]]] = field(default=lambda _value: ())
    file: Callable[[Scope, str], File | None] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.key, *(f"{self.key}.{one.key}" for one in self.fields))

    @property
    def amounts(self) -> frozenset[str]:
        return frozenset(f"{self.key}.{one.key}" for one in self.fields if one.is_amount)


def gathered(statement: Select[*tuple[Any, ...]]) -> ScalarSelect[Any]:
    """All the rows of a statement as one JSON array of objects, in their order."""
    rows = statement.subquery()
    whole = func.coalesce(func.jsonb_agg(func.to_jsonb(rows.table_valued())), func.jsonb_build_array())
    return select(whole.cast(JSONB)).select_from(rows).scalar_subquery()


def by_production(rows: Iterable[Mapping[str, Any]]) -> dict[UUID, list[Mapping[str, Any]]]:
    found: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(UUID(row["production_id"]), []).append(row)
    return found


def table(title: str, columns: Iterable[tuple[Column, Sequence[str]]]) -> Mapping[str, Any]:
    """A page of the PDF from its columns, each with its cells; one that is empty from top to bottom is left out."""
    kept = [(column, cells) for column, cells in columns if any(cells)]
    lines = zip(*(cells for _column, cells in kept), strict=True)
    return part(title, [column for column, _cells in kept], [(line, False) for line in lines])
