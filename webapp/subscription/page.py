"""What the page shows, from what Stripe last said."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from webapp.billing.models import Subscription
from webapp.core import clock
from webapp.domain.plans.prices import Interval, Price, Sold, price_of
from webapp.domain.plans.stages import HELD, SOON, SUBSCRIBED, Stage, days_left, stage_of
from webapp.domain.plans.standing import GRACE, LIBRE_PRODUCTIONS, TRIAL, Feature, Plan
from webapp.subscription.actions import interval_of
from webapp.subscription.models import Asking, Wish
from webapp.subscription.queries import Usage

# After which nothing is awaited any more: what was asked is seen, or is asked again.
AWAITED = timedelta(minutes=10)
MONTHS = 12


@dataclass(frozen=True)
class Offer:
    """A choice of the page, with the seats of whoever writes."""

    key: str
    cents: int
    month_cents: int | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class Page:
    plan: Plan
    row: Subscription | None
    asking: Asking | None
    usage: Usage
    now: datetime

    @cached_property
    def stage(self) -> Stage:
        return stage_of(self.plan, self.now, cancels_at=self.row.cancels_at if self.row else None)

    @property
    def is_held(self) -> bool:
        return self.stage in HELD

    @property
    def interval(self) -> Interval | None:
        return interval_of(self.row.price) if self.row and self.is_held else None

    @property
    def days_left(self) -> int:
        return days_left(self.plan.trial_ends_at, self.now) if self.plan.trial_ends_at else 0

    @property
    def ends_soon(self) -> bool:
        """The trial, in its last days."""
        return self.days_left <= SOON.days

    @property
    def trial_share(self) -> int:
        """Of the trial that is gone, in hundredths."""
        return 100 - 100 * self.days_left // TRIAL.days

    @property
    def grace_ends_at(self) -> datetime | None:
        return self.plan.past_due_since + GRACE if self.plan.past_due_since else None

    @property
    def ends_at(self) -> datetime | None:
        """Until when Pro stays open if it is stopped now."""
        return self.row.period_ends_at if self.row else None

    @property
    def is_libre(self) -> bool:
        return not self.plan.may(Feature.PRODUCTIONS, self.now)

    @property
    def may_switch(self) -> bool:
        return self.stage in (Stage.ACTIVE, Stage.COMING)

    @property
    def may_subscribe(self) -> bool:
        return self.stage in (Stage.LIBRE, Stage.TRIAL, Stage.ENDED)

    @property
    def may_stop(self) -> bool:
        return self.stage in (Stage.ACTIVE, Stage.COMING, Stage.LATE)

    @property
    def has_bills(self) -> bool:
        return self.row is not None and self.row.stripe_id is not None

    @property
    def too_many(self) -> int:
        """Productions that would be read only."""
        return max(0, self.usage.productions - self.usage.passed - LIBRE_PRODUCTIONS)

    @property
    def is_waiting(self) -> bool:
        """Stripe was asked, and has not said yet."""
        asked = self.asking
        if asked is None or asked.wish == Wish.SUBSCRIBE or self.now > asked.asked_at + AWAITED:
            return False
        return not self.has_come

    @property
    def has_come(self) -> bool:
        """What was last asked is seen."""
        if self.asking is None or self.asking.wish == Wish.SUBSCRIBE:
            return self.stage in SUBSCRIBED
        heard = self.row.refreshed_at if self.row else None
        return heard is not None and heard >= self.asking.asked_at

    @property
    def offers(self) -> list[Offer]:
        seat = self.usage.seats
        month = _pro(Interval.MONTH).cents + seat * _seat(Interval.MONTH).cents
        year = _pro(Interval.YEAR).cents + seat * _seat(Interval.YEAR).cents
        return [
            Offer("month", month, is_mine=self.interval is Interval.MONTH),
            Offer("year", year, round(year / MONTHS), is_mine=self.interval is Interval.YEAR),
        ]

    @property
    def seat_price(self) -> Price:
        return _seat(self.interval or Interval.MONTH)


def shown(door: Plan, row: Subscription | None, asking: Asking | None, usage: Usage) -> Page:
    """The row says where the plan is: what the door told may be of just before it changed."""
    plan = replace(
        door,
        status=row.status if row else None,
        past_due_since=row.past_due_since if row else None,
        trial_ends_at=row.trial_ends_at if row else None,
    )
    return Page(plan, row, asking, usage, clock.now())


def _pro(interval: Interval) -> Price:
    return price_of(Sold.PRO, interval)


def _seat(interval: Interval) -> Price:
    return price_of(Sold.SEAT, interval)


@dataclass(frozen=True)
class Tariff:
    """What is said before anybody is here, in cents."""

    month: int
    year: int
    year_by_month: int
    seat: int
    pass_: int


def tariff() -> Tariff:
    year = _pro(Interval.YEAR).cents
    return Tariff(
        month=_pro(Interval.MONTH).cents,
        year=year,
        year_by_month=round(year / MONTHS),
        seat=_seat(Interval.MONTH).cents,
        pass_=price_of(Sold.PASS, Interval.ONCE).cents,
    )
