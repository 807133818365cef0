"""The engagements of one production or one employer, in brief, for the pages of rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from webapp.engagements.listing import Filters, months_of, page_of

SHOWN = 4


@dataclass(frozen=True)
class Brief:
    """How many, what the signed ones come to, and the newest."""

    filters: Filters
    rows: Sequence[Row[Any]]
    count: int
    minutes: int
    cachets: int
    gross_cents: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


def brief_of(filters: Filters, today: date) -> Brief:
    months = months_of(filters, today)
    return Brief(
        filters,
        rows=page_of(filters, today, SHOWN),
        count=sum(month.count for month in months),
        minutes=sum(month.minutes for month in months),
        cachets=sum(month.cachets for month in months),
        gross_cents=sum(month.gross_cents for month in months),
    )
