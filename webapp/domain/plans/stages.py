"""Where a subscription is, as people say it, and what is told by mail on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.plans.standing import GRACE, Offer, Plan


class Stage(StrEnum):
    OPEN = "open"  # nothing is sold here
    LIBRE = "libre"
    TRIAL = "trial"  # ours, without a card
    COMING = "coming"  # subscribed, the first payment at the end of the trial
    ACTIVE = "active"
    ENDING = "ending"  # paid until its end, then Libre
    LATE = "late"  # a payment refused, Pro goes on for the time of GRACE
    PAUSED = "paused"
    LAPSED = "lapsed"  # a payment refused for too long
    ENDED = "ended"


# Those with a subscription that Stripe still holds.
HELD = frozenset({Stage.COMING, Stage.ACTIVE, Stage.ENDING, Stage.LATE, Stage.PAUSED, Stage.LAPSED})
SUBSCRIBED = frozenset({Stage.COMING, Stage.ACTIVE, Stage.ENDING})
# Held, and in Libre: it is stopped at once.
SHUT = frozenset({Stage.PAUSED, Stage.LAPSED})
NEVER_PAID = (None, "incomplete", "incomplete_expired")
SOON = timedelta(days=3)
# What ended longer ago is no news.
NEWS = timedelta(days=7)


class Told(StrEnum):
    """One mail each."""

    TRIAL_ENDS = "trial_ends"
    TRIAL_ENDED = "trial_ended"
    PAST_DUE = "past_due"
    LAST_DAYS = "last_days"  # of grace
    ENDED = "ended"
    PASS_ENDED = "pass_ended"
    PASS_REFUSED = "pass_refused"  # a debit sent back, days after it opened


@dataclass(frozen=True)
class News:
    told: Told
    key: str  # tells it from another of the same kind
    at: datetime


def stage_of(plan: Plan, now: datetime, *, cancels_at: datetime | None) -> Stage:
    if not plan.is_sold:
        return Stage.OPEN
    match plan.status:
        case "trialing" | "active" if cancels_at is not None:
            return Stage.ENDING
        case "trialing":
            return Stage.COMING
        case "active":
            return Stage.ACTIVE
        case "past_due":
            since = plan.past_due_since
            return Stage.LATE if since is None or now < since + GRACE else Stage.LAPSED
        case "unpaid":
            return Stage.LAPSED
        case "paused":
            return Stage.PAUSED
    if plan.trial_ends_at is not None and now < plan.trial_ends_at:
        return Stage.TRIAL
    return Stage.ENDED if plan.status == "canceled" else Stage.LIBRE  # one never paid has not ended


def days_left(until: datetime, now: datetime) -> int:
    """A day begun counts."""
    return max(0, -((now - until) // timedelta(days=1)))


def news_of(plan: Plan, now: datetime, *, stripe_id: str | None) -> Iterator[News]:
    """Of the plan itself: what is to be told now, whether it was or not."""
    if not plan.is_sold:
        return
    ends = plan.trial_ends_at
    if ends is not None and plan.offer(now) is Offer.TRIAL and ends <= now + SOON:
        yield News(Told.TRIAL_ENDS, f"{ends:%Y-%m-%d}", ends)
    if ends is not None and plan.status in NEVER_PAID and ends <= now < ends + NEWS:
        yield News(Told.TRIAL_ENDED, f"{ends:%Y-%m-%d}", ends)
    since = plan.past_due_since
    key = f"{stripe_id} {since:%Y-%m-%d}" if since is not None else f"{stripe_id}"
    if plan.status == "past_due" and since is not None:
        over = since + GRACE
        if now < over:
            yield News(Told.PAST_DUE, key, over)
        if over - SOON <= now < over:
            yield News(Told.LAST_DAYS, key, over)
        if over <= now < over + NEWS:
            yield News(Told.ENDED, key, over)
    if plan.status in ("canceled", "unpaid") and plan.offer(now) is Offer.LIBRE:
        yield News(Told.ENDED, key, now)
