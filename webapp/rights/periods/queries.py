from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, select
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.engagements.queries import work_periods
from webapp.rights.periods.effects import Effect, effect
from webapp.rights.periods.models import Income, IncomeKind, Period
from webapp.rights.queries import current_opening

Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class Kept:
    """A period with its proof, when its file is still here."""

    period: Period
    document_id: str | None
    file_name: str | None

    @property
    def situation(self) -> Situation:
        period = self.period
        return Situation(
            key=period.public_id,
            kind=SituationKind(period.kind),
            start_on=period.start_on,
            end_on=period.end_on,
            in_contract=period.in_contract,
            minutes=period.minutes,
            gross_cents=period.gross_cents,
            is_paid_by_unemployment=period.is_paid_by_unemployment,
            is_indemnified=period.is_indemnified,
            is_legitimate=period.is_legitimate,
            is_proven=period.is_proven or self.document_id is not None,
        )


def kept_periods() -> list[Kept]:
    """Every period, the latest first."""
    rows = db().execute(_periods().order_by(Period.start_on.desc(), Period.id.desc()))
    return [Kept(row.Period, row.document_id, row.file_name) for row in rows]


def kept_or_404(public_id: str) -> Kept:
    row = db().execute(_periods().where(Period.public_id == public_id)).first()
    if row is None:
        raise NotFound
    return Kept(row.Period, row.document_id, row.file_name)


def one_of(known: Sequence[Kept], public_id: str) -> Kept:
    """One of the periods already read, or 404."""
    for kept in known:
        if kept.period.public_id == public_id:
            return kept
    raise NotFound


def situations() -> list[Situation]:
    """Every period as the calculations take it, the earliest first."""
    return [kept.situation for kept in reversed(kept_periods())]


def effect_of(situation: Situation, known: Sequence[Situation] | None = None) -> Effect:
    """What it changes beside the other periods, `known` when they are read already."""
    known = situations() if known is None else known
    others = [other for other in known if other.key != situation.key]
    return effect(situation, others, work_periods(), current_opening(), today=clock.today())


def overlapping(situation: Situation, *, but: UUID | None = None) -> Period | None:
    """Another period of the same kind on some of the same days."""
    wanted = select(Period).where(
        Period.kind == situation.kind,
        Period.start_on <= situation.end_on,
        Period.end_on >= situation.start_on,
    )
    if but is not None:
        wanted = wanted.where(Period.id != but)
    return db().scalars(wanted.order_by(Period.start_on).limit(1)).first()


def incomes(since: date, until: date) -> Rows:
    """What was received for the months between two days, both included, the latest month first."""
    wanted = _incomes().where(Income.month >= since.replace(day=1), Income.month <= until)
    return db().execute(wanted.order_by(Income.month.desc(), Income.kind, Income.id)).all()


def income_years() -> list[int]:
    """The years that have income, the latest first."""
    months = db().scalars(select(Income.month).distinct())
    return sorted({month.year for month in months}, reverse=True)


def income_or_404(public_id: str) -> Row[Any]:
    """The income and its file."""
    row = db().execute(_incomes().where(Income.public_id == public_id)).first()
    if row is None:
        raise NotFound
    return row


def same_month(kind: IncomeKind, month: date, *, but: UUID | None = None) -> Income | None:
    wanted = select(Income).where(Income.kind == kind, Income.month == month)
    if but is not None:
        wanted = wanted.where(Income.id != but)
    return db().scalars(wanted.limit(1)).first()


def _periods() -> Select[*tuple[Any, ...]]:
    document = and_(Document.id == Period.document_id, Document.deleted_at.is_(None))
    named = select(Period, Document.public_id.label("document_id"), Document.file_name)
    return named.select_from(Period).outerjoin(Document, document)


def _incomes() -> Select[*tuple[Any, ...]]:
    document = and_(Document.id == Income.document_id, Document.deleted_at.is_(None))
    named = select(Income, Document.public_id.label("document_id"), Document.file_name)
    return named.select_from(Income).outerjoin(Document, document)
