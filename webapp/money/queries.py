"""Three statements tell what is owed: the work there is, the pay periods not paid or just paid, and what is known
besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.work import WorkPeriod
from webapp.engagements.models import Engagement, PayPeriod
from webapp.engagements.queries import alive, with_names
from webapp.engagements.shares import wage_shares
from webapp.engagements.standing import SIGNED
from webapp.money.benefits import Known, Received
from webapp.money.wages import Wage
from webapp.productions.models import Production
from webapp.rights.models import Opening
from webapp.rights.periods.models import Income, IncomeKind, Period
from webapp.workspaces.models import Workspace

RECENT = timedelta(days=30)


def wages(work: Sequence[WorkPeriod], today: date) -> list[Wage]:
    """Those of signed work that is over and not paid, and those paid since a month."""
    gross = {period.key.rpartition(".")[2]: period.gross_cents for period in work}
    wanted = _wages().where(
        or_(
            and_(PayPeriod.paid_on.is_(None), PayPeriod.end_on < today),
            PayPeriod.paid_on >= today - RECENT,
        )
    )
    return [Wage(row, gross.get(row.public_id, 0)) for row in db().execute(wanted)]


def wage_or_404(public_id: str) -> Wage:
    """A pay period of signed work, over or not."""
    row = db().execute(_wages().where(PayPeriod.public_id == public_id)).first()
    if row is None:
        raise NotFound
    siblings = (
        db()
        .execute(
            select(PayPeriod.public_id, PayPeriod.start_on, PayPeriod.end_on, PayPeriod.gross_cents)
            .where(PayPeriod.engagement_id == row.engagement_id)
            .order_by(PayPeriod.start_on, PayPeriod.id)
        )
        .all()
    )
    shares = wage_shares(
        row.contract_gross_cents, [(DateRange(one.start_on, one.end_on), one.gross_cents) for one in siblings]
    )
    return Wage(row, next(s for s, one in zip(shares, siblings, strict=True) if one.public_id == public_id))


def period_or_404(public_id: str) -> PayPeriod:
    found = db().scalar(_periods().where(PayPeriod.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def unpaid_periods(before: date) -> Sequence[PayPeriod]:
    """Those that ended before a day."""
    return db().scalars(_periods().where(PayPeriod.paid_on.is_(None), PayPeriod.end_on < before)).all()


def known(workspace_id: UUID) -> Known:
    """The last opening, the other periods and the income noted, at once."""
    newest = select(Opening.id).order_by(Opening.created_at.desc(), Opening.id.desc()).limit(1)
    row = (
        db()
        .execute(
            select(Opening, _listed(SITUATION).label("situations"), _listed(INCOME).label("incomes"))
            .select_from(Workspace)
            .outerjoin(Opening, Opening.id == newest.scalar_subquery())
            .where(Workspace.id == workspace_id)
        )
        .one()
    )
    return Known(
        opening=row.Opening,
        situations=tuple(_situation(values) for values in row.situations or ()),
        incomes=tuple(_received(values) for values in row.incomes or ()),
    )


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
    Period.is_proven,
)
INCOME = (Income.public_id, Income.kind, Income.month, Income.cents, Income.received_on)


def _listed(columns: Sequence[Any]) -> ScalarSelect[Any]:
    """These columns of every row, as one value."""
    return select(func.json_agg(func.json_build_array(*columns))).scalar_subquery()


def _situation(values: Sequence[Any]) -> Situation:
    key, kind, start_on, end_on, *told = values
    return Situation(
        key, SituationKind(kind), date.fromisoformat(start_on), date.fromisoformat(end_on), *told
    )


def _received(values: Sequence[Any]) -> Received:
    key, kind, month, cents, received_on = values
    return Received(
        key=key,
        kind=IncomeKind(kind),
        month=Month.of(date.fromisoformat(month)),
        cents=cents,
        received_on=date.fromisoformat(received_on) if received_on else None,
    )


def _wages() -> Select[*tuple[Any, ...]]:
    return (
        with_names(
            select(
                PayPeriod.public_id,
                PayPeriod.start_on,
                PayPeriod.end_on,
                PayPeriod.net_expected_cents,
                PayPeriod.net_received_cents,
                PayPeriod.paid_on,
                PayPeriod.engagement_id,
                Engagement.public_id.label("engagement_public_id"),
                Engagement.contract_job,
                Engagement.gross_cents.label("contract_gross_cents"),
                Contact.public_id.label("employer_id"),
                Contact.name.label("employer"),
                Contact.deleted_at.label("employer_deleted_at"),
                Contact.payroll_contact,
                Contact.payroll_email,
                Contact.employee_space_url,
                Production.title.label("production"),
                Production.label.label("label"),
                Production.hue.label("hue"),
            )
        )
        .join(PayPeriod, PayPeriod.engagement_id == Engagement.id)
        .where(*_signed())
    )


def _periods() -> Select[PayPeriod]:
    return select(PayPeriod).join(Engagement, Engagement.id == PayPeriod.engagement_id).where(*_signed())


def _signed() -> tuple[ColumnElement[bool], ...]:
    return alive(), Engagement.state.in_(SIGNED)
