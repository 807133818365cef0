"""Three statements tell what is owed: the work there is, the pay periods not paid or just paid, and what is known
besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import WorkPeriod
from webapp.engagements.models import Engagement, PayPeriod
from webapp.engagements.queries import alive, with_names
from webapp.engagements.shares import Stretch, gross_shares
from webapp.engagements.standing import SIGNED
from webapp.money.wages import Wage
from webapp.productions.models import Production

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
    stretches = [
        Stretch(DateRange(one.start_on, one.end_on), gross_cents=one.gross_cents) for one in siblings
    ]
    shares = gross_shares(row.contract_gross_cents, stretches)
    return Wage(row, next(s for s, one in zip(shares, siblings, strict=True) if one.public_id == public_id))


def period_or_404(public_id: str) -> PayPeriod:
    found = db().scalar(_periods().where(PayPeriod.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def unpaid_periods(before: date) -> Sequence[PayPeriod]:
    """Those that ended before a day."""
    return db().scalars(_periods().where(PayPeriod.paid_on.is_(None), PayPeriod.end_on < before)).all()


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
