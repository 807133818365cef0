from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.billing.models import ProductionPass, StripeCustomer, Subscription
from webapp.core.db import db
from webapp.domain.plans.seats import seats_for
from webapp.domain.plans.standing import Plan
from webapp.workspaces.models import Membership


def subscription() -> Subscription | None:
    """Of the workspace that is open."""
    return db().scalar(select(Subscription))


def customer_of(workspace_id: UUID) -> str | None:
    return db().scalar(select(StripeCustomer.id).where(StripeCustomer.workspace_id == workspace_id))


def workspace_of_customer(customer: str) -> UUID | None:
    """Asked before any workspace is known."""
    return db().scalar(select(func.workspace_of_customer(customer)))


def seats_needed(workspace_id: UUID) -> int:
    """People who write, besides the first."""
    return seats_for(db().scalars(select(Membership.role).where(Membership.workspace_id == workspace_id)))


def passes() -> Sequence[ProductionPass]:
    return db().scalars(select(ProductionPass).order_by(ProductionPass.created_at.desc())).all()


def plan_of(row: Subscription | None, held: Sequence[ProductionPass], *, is_sold: bool) -> Plan:
    """Of the workspace that is open, for a job or a command; a request has it from its door."""
    passed: dict[UUID, datetime] = {}
    for one in held:
        if one.is_bought and one.ends_at is not None:
            passed[one.production_id] = max(one.ends_at, passed.get(one.production_id, one.ends_at))
    if row is None:
        return Plan(is_sold=is_sold, passes=passed)
    return Plan(
        is_sold=is_sold,
        status=row.status,
        past_due_since=row.past_due_since,
        trial_ends_at=row.trial_ends_at,
        seats=row.seats,
        passes=passed,
        kept=tuple(UUID(one) for one in row.kept),
    )
