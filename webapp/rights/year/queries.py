"""What a year is made of besides contracts, in one statement: income received and the other periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, Select, SmallInteger, cast, false, literal, null, or_, select, union_all

from webapp.core.db import db
from webapp.domain.periods import Month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.year import Receipt, Stream
from webapp.rights.periods.models import Income, Period


@dataclass(frozen=True)
class Beside:
    receipts: Sequence[Receipt]
    situations: Sequence[Situation]


def beside(since: date, until: date) -> Beside:
    """Every other period, and the income of the months between two days."""
    both = union_all(_periods(), _incomes(since, until)).subquery()
    rows = db().execute(select(both).order_by(both.c.start_on, both.c.public_id)).all()
    return Beside(
        [_receipt(row) for row in rows if row.is_income],
        [_situation(row) for row in rows if not row.is_income],
    )


def _periods() -> Select[*tuple[Any, ...]]:
    return select(
        literal(False).label("is_income"),
        Period.public_id,
        Period.kind,
        Period.start_on,
        Period.end_on,
        Period.gross_cents.label("cents"),
        cast(null(), SmallInteger).label("days"),
        Period.minutes,
        Period.in_contract,
        Period.is_paid_by_unemployment,
        Period.is_indemnified,
        Period.is_legitimate,
        or_(Period.is_proven, Period.document_id.is_not(None)).label("is_proven"),
    )


def _incomes(since: date, until: date) -> Select[*tuple[Any, ...]]:
    month = Income.month
    return select(
        literal(True).label("is_income"),
        Income.public_id,
        Income.kind,
        month.label("start_on"),
        cast(month, Date).label("end_on"),
        Income.cents,
        Income.days,
        literal(0).label("minutes"),
        *(
            false().label(name)
            for name in (
                "in_contract",
                "is_paid_by_unemployment",
                "is_indemnified",
                "is_legitimate",
                "is_proven",
            )
        ),
    ).where(month >= since.replace(day=1), month <= until)


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(Stream(row.kind), Month.of(row.start_on), row.cents, row.days)


def _situation(row: Row[Any]) -> Situation:
    return Situation(
        key=row.public_id,
        kind=SituationKind(row.kind),
        start_on=row.start_on,
        end_on=row.end_on,
        in_contract=row.in_contract,
        minutes=row.minutes,
        gross_cents=row.cents,
        is_paid_by_unemployment=row.is_paid_by_unemployment,
        is_indemnified=row.is_indemnified,
        is_legitimate=row.is_legitimate,
        is_proven=row.is_proven,
    )
