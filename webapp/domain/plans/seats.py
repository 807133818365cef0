"""Who writes in a space: one in Libre, all during the trial, those paid for in Pro. Reading is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from webapp.domain.permissions import Role
from webapp.domain.plans.standing import Offer, Plan

WRITERS = frozenset({Role.OWNER, Role.EDITOR})


def seats_for(roles: Iterable[Role]) -> int:
    """The first who writes is in the price of Pro."""
    return max(sum(role in WRITERS for role in roles) - 1, 0)


def role_in_force(role: Role, plan: Plan, now: datetime, account: UUID) -> Role:
    """In Libre whoever was invited to write reads; who owns the space goes on writing, the first of them alone."""
    if plan.offer(now) is not Offer.LIBRE:
        return role
    writes = role is Role.OWNER and plan.first_owner in (None, account)
    return Role.OWNER if writes else Role.VIEWER


def may_add_a_writer(plan: Plan, now: datetime) -> bool:
    return plan.offer(now) is not Offer.LIBRE


def is_a_seat(plan: Plan, now: datetime) -> bool:
    """One more who writes is paid for."""
    return plan.offer(now) is Offer.PRO
