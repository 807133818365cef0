"""What a workspace may do: one table, asked in one place.

Libre: engagements, rights, contacts, three active productions. Pro, a trial or a pass open the rest. Whatever
the plan, everything can be read and exported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

LIBRE_PRODUCTIONS = 3
TRIAL = timedelta(days=30)
# A card refused, a debit sent back: Pro goes on while it is tried again.
GRACE = timedelta(days=14)


class Feature(StrEnum):
    """What Libre has not."""

    SHARES = "shares"  # links for a producer
    SENDING = "sending"  # call sheets sent
    PDFS = "pdfs"  # of productions
    PRODUCTIONS = "productions"  # more than three active


class Offer(StrEnum):
    OPEN = "open"  # no Stripe here: self-hosted, everything is open
    LIBRE = "libre"
    TRIAL = "trial"
    PRO = "pro"


# Those a pass opens, for its production.
OF_A_PASS = frozenset(Feature)
# By Stripe's status of a subscription: whether it is Pro. https://docs.stripe.com/api/subscriptions/object
IS_PRO: Mapping[str, bool] = MappingProxyType(
    {
        "trialing": True,
        "active": True,
        "past_due": True,  # for the time of GRACE
        "paused": False,
        "incomplete": False,
        "incomplete_expired": False,
        "canceled": False,
        "unpaid": False,
    }
)


@dataclass(frozen=True)
class Plan:
    """What is known of a workspace: from Stripe, from the trial, from passes. Instants in UTC."""

    is_sold: bool = True  # False where no Stripe is set
    status: str | None = None  # Stripe's, of the subscription that counts
    past_due_since: datetime | None = None
    trial_ends_at: datetime | None = None  # ours, without a card; None: not begun
    seats: int = 0  # editors paid for besides the first
    passes: Mapping[UUID, datetime] = field(default_factory=dict)  # production: until when
    kept: tuple[UUID, ...] = ()  # productions chosen to stay open in Libre

    def offer(self, now: datetime) -> Offer:
        if not self.is_sold:
            return Offer.OPEN
        if self._is_subscribed(now):
            return Offer.PRO
        if self.trial_ends_at is not None and now < self.trial_ends_at:
            return Offer.TRIAL
        return Offer.LIBRE

    def may(self, feature: Feature, now: datetime, *productions: UUID) -> bool:
        """For these productions: a pass opens its own alone."""
        if self.offer(now) is not Offer.LIBRE:
            return True
        return (
            bool(productions) and feature in OF_A_PASS and all(self.has_pass(one, now) for one in productions)
        )

    def has_pass(self, production: UUID, now: datetime) -> bool:
        ends_at = self.passes.get(production)
        return ends_at is not None and now < ends_at

    @property
    def may_try(self) -> bool:
        """The trial begins once, with the first use of what Libre has not."""
        return self.is_sold and self.trial_ends_at is None and self.status is None

    def _is_subscribed(self, now: datetime) -> bool:
        if self.status == "past_due" and self.past_due_since is not None:
            return now < self.past_due_since + GRACE
        return self.status is not None and IS_PRO.get(self.status, False)


OPEN = Plan(is_sold=False)


def open_productions(plan: Plan, now: datetime, active: list[UUID]) -> frozenset[UUID]:
    """Those that may be written, of the active ones, the last opened first: all, or the three kept and those with a
    pass; without a choice the three last."""
    if plan.offer(now) is not Offer.LIBRE:
        return frozenset(active)
    passed = {one for one in active if plan.has_pass(one, now)}
    chosen = [one for one in dict.fromkeys(plan.kept) if one in active and one not in passed]
    rest = [one for one in active if one not in passed and one not in chosen]
    return frozenset(passed | set([*chosen, *rest][:LIBRE_PRODUCTIONS]))


def plan_from(said: Mapping[str, Any]) -> Plan:
    """From what `enter_workspace()` tells: instants in ISO 8601."""
    return Plan(
        status=said.get("status"),
        past_due_since=_instant(said.get("past_due_since")),
        trial_ends_at=_instant(said.get("trial_ends_at")),
        seats=said.get("seats") or 0,
        passes={UUID(one): datetime.fromisoformat(ends) for one, ends in (said.get("passes") or {}).items()},
        kept=tuple(UUID(one) for one in said.get("kept") or ()),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
