"""What Stripe is asked, where it is not as one would guess."""

from datetime import datetime, timedelta

import pytest
import time_machine

from tests.billing.conftest import subscribe
from tests.stripe import changes, payments, promotions, subscriptions
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, stripe
from webapp.core import clock
from webapp.domain.plans.prices import Interval

BACK = {"back": "https://raccord.example/b", "language": "fr"}


@pytest.fixture
def said(buy, world):
    customer = buy()
    with world.inside(world.lune):
        yield lambda: stripe.subscription_of(customer)


@pytest.fixture
def inside(world, shop):
    with world.inside(world.lune):
        yield actions.customer_for(world.lune.id, "c@exemple.fr", "Camille", "fr")


def test_an_end_asked_here_is_taken_back(said):
    stripe.cancel_at_end(said(), True, key="a")
    assert said().cancels_at == said().period_ends_at
    stripe.cancel_at_end(said(), False, key="b")
    assert said().cancels_at is None


def test_an_end_asked_on_the_portal_is_taken_back_here(shop, said):
    """There it is a date, and the flag stays down."""
    fill(stripe.portal(said_customer(shop), "https://raccord.example", "fr"), does="cancel", id=said().id)
    assert said().cancels_at == said().period_ends_at
    stripe.cancel_at_end(said(), False, key="b")
    assert said().cancels_at is None


def said_customer(shop) -> str:
    return next(shop.every("subscription"))["customer"]


def test_a_pause_that_ends_is_paid_before_it_is_pro_again(shop, said):
    stripe.pause(said(), "2027-02-01", key="a")
    assert (said().status, said().resumes_on) == ("paused", "2027-02-01")
    shop.advance(40 * DAY)
    stripe.resume(said(), key="b")
    assert (said().status, said().resumes_on) == ("active", None)


def test_a_pause_stays_one_while_its_card_is_refused(shop, said):
    shop.advance(15 * DAY)  # the time left pays a part alone
    stripe.pause(said(), "2027-02-01", key="a")
    card = payments.card(shop, said_customer(shop), payments.DECLINED_LATER)
    next(shop.every("subscription"))["default_payment_method"] = card["id"]
    shop.advance(40 * DAY)
    stripe.resume(said(), key="b")
    assert said().status == "paused"


@pytest.mark.parametrize(
    "left", [timedelta(minutes=1), timedelta(hours=47), timedelta(hours=49), timedelta(days=20)]
)
def test_what_is_left_of_a_trial_is_never_less_nor_refused(shop, inside, left):
    ends = clock.now() + left
    pages = {
        stripe.begin_subscription(
            inside, Interval.MONTH, 0, key="k", trial_end=stripe.end_of_trial(ends), **BACK
        ).url
        for _n in range(2)
    }
    (url,) = pages  # the same question, asked again
    fill(url, number=GOOD)
    found = stripe.subscription_of(inside)
    assert found.status == "trialing" and stripe.bills_of(inside) == []
    assert found.period_ends_at >= ends.replace(microsecond=0)
    assert found.period_ends_at <= max(ends, clock.now() + timedelta(days=4))


def test_a_trial_that_is_over_is_paid_at_once(shop, inside):
    ends = stripe.end_of_trial(clock.now() - timedelta(seconds=1))
    fill(
        stripe.begin_subscription(inside, Interval.MONTH, 0, key="k", trial_end=ends, **BACK).url, number=GOOD
    )
    assert stripe.subscription_of(inside).status == "active"


@pytest.mark.parametrize(
    "now",
    [
        "2026-12-01T12:00:00+01:00",
        "2026-12-01T23:59:59+01:00",
        "2027-03-26T23:30:00+01:00",  # an hour is lost before the third midnight
        "2027-10-29T23:30:00+02:00",
        "2028-02-27T23:58:00+01:00",
    ],
)
def test_a_trial_is_never_shorter_than_checkout_takes(now):
    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        soonest = clock.now() + timedelta(hours=48)
        for left in (timedelta(seconds=1), timedelta(hours=48), timedelta(hours=48, minutes=6)):
            ends = stripe.end_of_trial(clock.now() + left)
            assert soonest < ends <= soonest + timedelta(hours=25, minutes=5)
            assert stripe.end_of_trial(ends) == ends
        assert stripe.end_of_trial(clock.now()) is stripe.end_of_trial(None) is None


def test_the_next_amount_is_what_will_be_taken(shop, inside):
    page = stripe.begin_subscription(inside, Interval.MONTH, 1, key="k", trial_end=None, **BACK)
    fill(page.url, number=GOOD, code=promotions.CODE)
    told = stripe.subscription_of(inside).amount_cents
    shop.advance(32 * DAY)
    assert told == shop.charges[-1].amount == 1125


def test_of_several_subscriptions_the_one_that_runs_counts(world, shop):
    customer = subscribe(world, world.lune)
    with world.inside(world.lune):
        first = stripe.subscription_of(customer)
        page = stripe.begin_subscription(customer, Interval.YEAR, 0, key="again", trial_end=None, **BACK)
        fill(page.url, number=GOOD)
        subscriptions.cancel(shop, shop.get("subscription", first.id))
        assert stripe.subscription_of(customer).price == "raccord_pro_year_2026"
        nobody = stripe.make_customer(world.soleil.id, "n@exemple.fr", "Nour", "fr")
        assert stripe.subscription_of(nobody) is None
        with pytest.raises(
            stripe.Declined, match="No such customer"
        ):  # keys of another account: nothing is known
            stripe.subscription_of("cus_nobody")


def test_one_that_nobody_pays_counts_before_one_that_was_never_begun(shop, said):
    """Else another would be begun beside it."""
    with shop.lock:
        first = next(shop.every("subscription"))
        price, customer = first["items"]["data"][0]["price"], shop.get("customer", first["customer"])
        first["status"] = "unpaid"
        subscriptions.create(shop, customer, [(price, 1)], None, metadata={})
    assert [one["status"] for one in shop.every("subscription")] == ["incomplete", "unpaid"]
    assert said().status == "unpaid"


@pytest.mark.parametrize(("days", "cents"), [(None, 0), (40, 0), (20, 900)])
def test_what_stripe_is_told_by_hand_not_to_collect_is_not_announced(shop, said, days, cents):
    held = next(shop.every("subscription"))
    resumes = shop.now() + days * DAY if days else ""
    changes.update(shop, held, {"pause_collection": {"behavior": "void", "resumes_at": resumes}})
    assert said().amount_cents == cents
