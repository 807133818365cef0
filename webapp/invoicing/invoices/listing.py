"""The list as it is read: rows in their groups, and what one is owed by age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import Standing, State
from webapp.invoicing.invoices import queries
from webapp.invoicing.invoices.filters import Filters
from webapp.invoicing.queries import standing_of


@dataclass(frozen=True)
class Line:
    row: Row[Any]
    today: date

    @property
    def is_draft(self) -> bool:
        return bool(self.row.rank == queries.DRAFT)

    @property
    def is_awaited(self) -> bool:
        return bool(self.row.rank == queries.WAITING)

    @property
    def kind(self) -> Kind:
        return Kind(self.row.kind)

    @property
    def state(self) -> State:
        return self._standing.state(self.today)

    @property
    def days_late(self) -> int:
        return self._standing.days_late(self.today)

    @property
    def _standing(self) -> Standing:
        return standing_of(self.row)


@dataclass(frozen=True)
class Group:
    rank: int
    cents: int  # of all of it, whatever the page shows
    lines: list[Line]


@dataclass(frozen=True)
class Listed:
    filters: Filters
    overview: Row[Any]
    groups: list[Group]
    found: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // queries.PAGE))

    @property
    def is_new(self) -> bool:
        """Nothing was ever written."""
        return not (self.overview.issued or self.overview.drafts)


def listed(filters: Filters, today: date) -> Listed:
    rows = queries.listed(filters, today)
    return Listed(
        filters=filters,
        overview=queries.overview(today),
        groups=list(_groups(rows, today)),
        found=rows[0].found if rows else 0,
    )


def _groups(rows: Sequence[Row[Any]], today: date) -> Any:
    for rank, own in groupby(rows, key=lambda row: row.rank):
        lines = [Line(row, today) for row in own]
        yield Group(rank, int(lines[0].row.group_cents), lines)
