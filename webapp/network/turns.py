"""Rows of contacts as the domain judges them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.domain.network.touch import Known, News, Proof, Turn, turn_of


@dataclass(frozen=True)
class Due:
    """Somebody to call, and why."""

    contact: Any
    turn: Turn


def known(row: Any) -> Known:
    return Known(
        added_on=row.added_on,
        own_days=row.cadence_days,
        tag_days=row.tag_days,
        tag=row.tag or "",
        news=News(row.news_on, Proof(row.proof)) if row.news_on else None,
        snoozed_until=row.snoozed_until_on,
        birthday=row.birthday,
    )


def turns(rows: Iterable[Any], today: date) -> list[Due]:
    judged = ((row, turn_of(known(row), today)) for row in rows)
    return [Due(row, turn) for row, turn in judged if turn is not None]
