"""How many productions Libre has, and which: what is counted, and when the choice may change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from webapp.domain.plans.standing import LIBRE_PRODUCTIONS, Offer, Plan, open_productions

# A choice that changed at will would be as many productions as one likes, one after the other.
CHANGE_EVERY = timedelta(days=30)


def room_left(plan: Plan, now: datetime, active: Collection[UUID]) -> int | None:
    """How many more may be active; None: as many as one likes. Those with a pass are not counted."""
    if plan.offer(now) is not Offer.LIBRE:
        return None
    return max(0, LIBRE_PRODUCTIONS - sum(not plan.has_pass(one, now) for one in active))


def takes_a_place(plan: Plan, now: datetime, active: Sequence[UUID], chosen: Collection[UUID]) -> bool:
    """Whether one that is open in Libre would be read only after this choice."""
    before = open_productions(plan, now, list(active))
    return not before <= open_productions(replace(plan, kept=tuple(chosen)), now, list(active))


def choice_opens_at(
    plan: Plan, now: datetime, active: Sequence[UUID], chosen: Collection[UUID], kept_at: datetime | None
) -> datetime | None:
    """From when this choice may be made; None: now. What takes nobody's place, or is chosen before Libre, is free."""
    if kept_at is None or now >= kept_at + CHANGE_EVERY or not takes_a_place(plan, now, active, chosen):
        return None
    return kept_at + CHANGE_EVERY
