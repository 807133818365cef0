"""The network cut after Stripe did what was asked, and Stripe that does not answer: once, and known later."""

import time
from dataclasses import replace

import pytest
import stripe as library

from tests.billing.conftest import post
from tests.browse import Browser
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, queries, stripe
from webapp.billing.stripe import client
from webapp.domain.plans.prices import Interval

TRIES = 1 + stripe.RETRIES
BACK = {"back": "https://raccord.example/b", "language": "fr"}


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(library.HTTPClient, "INITIAL_DELAY", 0.01)


@pytest.fixture
def inside(world):
    with world.inside(world.lune):
        yield


@pytest.fixture
def said(buy, world):
    customer = buy()
    with world.inside(world.lune):
        yield lambda: stripe.subscription_of(customer)


def begin(customer: str, key: str = "begin"):
    return stripe.begin_subscription(customer, Interval.MONTH, 1, key=key, trial_end=None, **BACK)


def counted(shop) -> tuple:
    kinds = sorted(thing["object"] for thing in shop.things.values())
    return kinds, len(shop.charges), len(shop.events)


def cut_then_again(shop, ask, prices: int = 0):
    """Every try is cut once the work is done; asked again with the same key, what it gives. `prices` asked before."""
    shop.trouble = [""] * prices + ["cut"] * TRIES
    with pytest.raises(stripe.Unreachable):
        ask()
    assert shop.trouble == []
    done = counted(shop)
    found = ask()
    assert counted(shop) == done
    return found


def test_a_customer_is_made_once(shop, world, inside):
    def ask():
        return stripe.make_customer(world.lune.id, "c@exemple.fr", "Camille", "fr")

    assert cut_then_again(shop, ask) == ask()
    assert [one["object"] for one in shop.every("customer")] == ["customer"]


def test_a_customer_asked_with_another_address_after_a_cut_is_not_refused(shop, world, inside):
    shop.trouble = ["cut"] * TRIES
    with pytest.raises(stripe.Unreachable):
        stripe.make_customer(world.lune.id, "c@exemple.fr", "Camille", "fr")
    assert stripe.make_customer(world.lune.id, "autre@exemple.fr", "Camille", "fr").startswith("cus_")


def test_the_page_of_checkout_is_the_same_one_and_takes_money_once(shop, world, inside):
    customer = actions.customer_for(world.lune.id, "c@exemple.fr", "Camille", "fr")
    page = cut_then_again(shop, lambda: begin(customer), prices=2)
    fill(page.url, number=GOOD)
    fill(page.url, number=GOOD)
    assert begin(customer).id == page.id
    assert [one.amount for one in shop.charges] == [1500]


def test_a_pass_is_one_page(shop, world, inside):
    def ask():
        return stripe.begin_pass(world.lune.id, world.lune.id, "Marées", customer=None, key="pass", **BACK).id

    assert cut_then_again(shop, ask, prices=1) == ask()
    assert len(list(shop.every("checkout.session"))) == 1


@pytest.mark.parametrize(
    ("change", "asked_before", "charges"),
    [
        (lambda one: stripe.set_seats(one, 2, Interval.MONTH, key="k"), 1, 2),
        (lambda one: stripe.change_interval(one, Interval.YEAR, key="k"), 1, 2),
        (lambda one: stripe.pause(one, "2027-02-01", key="k"), 1, 1),
        (lambda one: stripe.cancel_at_end(one, True, key="k"), 0, 1),
    ],
    ids=["seats", "interval", "pause", "cancel"],
)
def test_a_change_is_done_and_charged_once(shop, said, change, asked_before, charges):
    one = said()
    cut_then_again(shop, lambda: change(one), prices=asked_before)
    assert len(shop.charges) == charges


def test_a_subscription_is_resumed_and_charged_once(shop, said):
    stripe.pause(said(), "2027-02-01", key="pause")
    paused = said()
    assert (paused.status, paused.resumes_on) == ("paused", "2027-02-01")
    cut_then_again(shop, lambda: stripe.resume(paused, key="resume"))
    assert said().status == "active"


@pytest.mark.parametrize("how", ["500", "429", "slow", "cut", "nobody"])
def test_stripe_down_is_unreachable_and_its_events_are_kept_and_answered_at_once(
    app, world, shop, buy, peek, monkeypatch, how
):
    buy()
    place = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id)}
    if how == "nobody":
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(settings, stripe_api_url="http://127.0.0.1:9")
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 0.2)
    app.extensions.pop("stripe")
    shop.trouble, shop.slow_seconds = [how] * TRIES if how != "nobody" else [], 0.5
    began = time.monotonic()
    assert post(Browser(app, None), shop.events[-1]) == 204
    assert time.monotonic() - began < 1  # Stripe is not asked meanwhile
    with pytest.raises(stripe.Unreachable):
        actions.refresh.now(**place)
    with world.inside(world.lune):
        assert queries.subscription() is None
    assert peek("SELECT count(*) FROM stripe_events") == [(1,)]
    shop.trouble.clear()
    if how == "nobody":
        app.config["SETTINGS"] = settings
        app.extensions.pop("stripe")
    monkeypatch.undo()
    actions.repair.now(**place)
    with world.inside(world.lune):
        assert queries.subscription().status == "active"


def test_a_job_that_failed_is_tried_again_by_the_queue():
    assert actions.refresh.task.retry_strategy.max_attempts >= 4
    assert actions.refresh_pass.task.retry_strategy.max_attempts >= 4
