"""What is known besides the work: the last opening, the other periods, the income noted; in one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.domain.periods import Month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.rights.models import Opening
from webapp.rights.periods.models import Income, IncomeKind, Period
from webapp.workspaces.models import Workspace

Listed = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Received:
    """Income noted besides wages; `days` are those an ARE paid."""

    key: str
    kind: IncomeKind
    month: Month
    cents: int
    received_on: date | None
    days: int | None


@dataclass(frozen=True)
class Known:
    opening: Opening | None
    situations: tuple[Situation, ...] = ()
    listed: Listed = ()
    """The income noted, as `incomes_listed` gives it: most pages look at the micro-entreprise alone."""

    @cached_property
    def incomes(self) -> tuple[Received, ...]:
        return tuple(_received(values) for values in self.listed)

    @cached_property
    def micro(self) -> dict[Month, int]:
        """Income of a micro-entreprise by month, in cents."""
        found: Counter[Month] = Counter()
        for _key, kind, month, cents, *_told in self.listed:
            if kind == IncomeKind.MICRO:
                found[Month.of(date.fromisoformat(month))] += cents
        return dict(found)


def known(workspace_id: UUID) -> Known:
    row = db().execute(_wanted(), {"workspace_id": workspace_id}).one()
    return Known(row.Opening, situations_of(row.situations), row.incomes or ())


@cache
def _wanted() -> Select[*tuple[Any, ...]]:
    """Written once: putting it together takes as long as the database does to answer."""
    newest = select(Opening.id).order_by(Opening.created_at.desc(), Opening.id.desc()).limit(1)
    return (
        select(Opening, situations_listed().label("situations"), incomes_listed().label("incomes"))
        .select_from(Workspace)
        .outerjoin(Opening, Opening.id == newest.scalar_subquery())
        .where(Workspace.id == bindparam("workspace_id"))
    )


def situations_listed() -> ScalarSelect[Any]:
    """Every other period as one value, for a statement that reads something else too."""
    shown = and_(Document.id == Period.document_id, Document.deleted_at.is_(None))
    proven = or_(Period.is_proven, select(Document.id).where(shown).exists())
    return _listed((*SITUATION, proven))


def situations_of(listed: Listed | None) -> tuple[Situation, ...]:
    return tuple(_situation(values) for values in listed or ())


def incomes_listed() -> ScalarSelect[Any]:
    """Every income noted as one value, likewise."""
    return _listed(INCOME)


SITUATION = (
    Period.public_id,
    Period.kind,
    Period.start_on,
    Period.end_on,
    Period.in_contract,
    Period.minutes,
    Period.gross_cents,
    Period.is_paid_by_unemployment,
    Period.is_indemnified,
    Period.is_legitimate,
)
INCOME = (Income.public_id, Income.kind, Income.month, Income.cents, Income.received_on, Income.days)


def _listed(columns: Sequence[Any]) -> ScalarSelect[Any]:
    """These columns of every row, as one value, in one order: what is kept for equal rows is found again."""
    rows = aggregate_order_by(func.json_build_array(*columns), columns[0])
    return select(func.json_agg(rows)).scalar_subquery()


def _situation(values: Sequence[Any]) -> Situation:
    key, kind, start_on, end_on, *told = values
    return Situation(
        key, SituationKind(kind), date.fromisoformat(start_on), date.fromisoformat(end_on), *told
    )


def _received(values: Sequence[Any]) -> Received:
    key, kind, month, cents, received_on, days = values
    return Received(
        key=key,
        kind=IncomeKind(kind),
        month=Month.of(date.fromisoformat(month)),
        cents=cents,
        received_on=date.fromisoformat(received_on) if received_on else None,
        days=days,
    )
