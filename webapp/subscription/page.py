"""What the page shows, from what Stripe last said."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from webapp.billing.models import Subscription
from webapp.core import clock
from webapp.domain.plans.prices import Interval, Price, Sold, for_the_rest, interval_of, price_of
from webapp.domain.plans.stages import HELD, SHUT, SOON, SUBSCRIBED, Stage, days_left, stage_of
from webapp.domain.plans.standing import GRACE, LIBRE_PRODUCTIONS, TRIAL, Feature, Plan
from webapp.subscription.models import Asking, Wish
from webapp.subscription.queries import Usage

# After which nothing is awaited any more: what was asked is seen, or is asked again.
AWAITED = timedelta(minutes=10)
MONTHS = 12


@dataclass(frozen=True)
class Formula:
    """One that may be chosen, with the seats of whoever writes."""

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
    def is_open(self) -> bool:
        """Pro is there, paid or tried."""
        return self.stage is Stage.TRIAL or (self.is_held and not self.stops_now)

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
    def ends_at(self) -> datetime | None:
        """Until when Pro stays open if nothing more is paid."""
        row, since = self.row, self.plan.past_due_since
        if row is None or self.stops_now:
            return None
        ends = [row.cancels_at or row.period_ends_at]
        if self.stage is Stage.LATE and since is not None:
            ends.append(since + GRACE)
        return min((one for one in ends if one is not None), default=None)

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
        is_asked = self.row is not None and self.row.cancels_at is not None
        return self.stops_now or (self.stage in (Stage.ACTIVE, Stage.COMING, Stage.LATE) and not is_asked)

    @property
    def stops_now(self) -> bool:
        """Nothing is open any more: there is no end to wait for."""
        return self.stage in SHUT

    @property
    def is_resuming(self) -> bool:
        """Asked to go on, and paused until that is paid: a card refused, a debit on its way."""
        asked = self.asking.wish if self.asking else None
        return self.stage is Stage.PAUSED and asked == Wish.RESUME and self.has_come

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
    def offers(self) -> list[Formula]:
        month, year = self.cents_of(Interval.MONTH), self.cents_of(Interval.YEAR)
        return [
            Formula("month", month, is_mine=self.interval is Interval.MONTH),
            Formula("year", year, round(year / MONTHS), is_mine=self.interval is Interval.YEAR),
        ]

    def cents_of(self, interval: Interval) -> int:
        """Of a period, with whoever writes."""
        return _pro(interval).cents + self.usage.seats * _seat(interval).cents

    @property
    def unused_cents(self) -> int:
        """About what is left of the period that was paid."""
        row = self.row
        if row is None or self.interval is None:
            return 0
        return for_the_rest(row.amount_cents or 0, self.interval, self.now, row.period_ends_at)

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
    free: int = 0


def tariff() -> Tariff:
    year = _pro(Interval.YEAR).cents
    return Tariff(
        month=_pro(Interval.MONTH).cents,
        year=year,
        year_by_month=round(year / MONTHS),
        seat=_seat(Interval.MONTH).cents,
        pass_=price_of(Sold.PASS, Interval.ONCE).cents,
    )
