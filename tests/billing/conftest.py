"""A workspace that buys: a Stripe of our own on a port, its events carried by hand to the app of the tests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.browse import Browser
from tests.make import Place, World
from tests.stripe import payments
from tests.stripe.delivery import body_of, signature
from tests.stripe.serving import served
from tests.stripe.shop import DAY, Shop, Thing
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, seats, stripe
from webapp.core import clock
from webapp.domain.plans.prices import Interval

SECRET = "whsec_of_the_tests"


@pytest.fixture(scope="session")
def the_shop() -> Iterator[Shop]:
    with served(Shop()) as shop:
        yield shop


@contextmanager
def selling(app: Flask, shop: Shop) -> Iterator[Shop]:
    """This app sells by this Stripe, empty but for its prices, for a while."""
    for held in (shop.things, shop.events, shop.charges, shop.kept, shop.heard, shop.hours, shop.trouble):
        held.clear()
    shop.ahead = 0
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before,
        stripe_secret_key=shop.key,
        stripe_webhook_secret=SECRET,
        stripe_api_url=shop.url,
    )
    app.extensions.pop("stripe", None)
    with app.test_request_context():
        stripe.sync_prices()
    yield shop
    app.config["SETTINGS"] = before
    app.extensions.pop("stripe", None)


@pytest.fixture
def shop(the_shop: Shop, app: Flask) -> Iterator[Shop]:
    """Sold here for one test."""
    with selling(app, the_shop) as shop:
        yield shop


@pytest.fixture
def buy(app: Flask, world: World, shop: Shop) -> Any:
    """Subscribe on the hosted page; the customer."""

    def bought(
        place: Place | None = None, number: str = GOOD, interval: Interval = Interval.MONTH, seats: int = 0
    ) -> str:
        return subscribe(world, place or world.lune, number, interval, seats)

    return bought


def subscribe(
    world: World, place: Place, number: str = GOOD, interval: Interval = Interval.MONTH, seats: int = 0
) -> str:
    with world.inside(place):
        customer = actions.customer_for(place.id, "c@exemple.fr", "Camille", "fr")
        page = stripe.begin_subscription(
            customer, interval, seats, key=f"begin {place.slug}", back="https://raccord.example/b",
            language="fr", trial_end=None,
        )  # fmt: skip
    fill(page.url, number=number)
    return customer


def refuse_renewal(shop: Shop) -> None:
    """One that was paid, and whose second debit the bank sends back."""
    held = next(shop.every("subscription"))
    held["default_payment_method"] = payments.debit(shop, held["customer"], payments.IBAN_BAD)["id"]
    shop.advance(37 * DAY)


@pytest.fixture
def hear(app: Flask, shop: Shop, world: World, peek: Any) -> Any:
    """Carry events to the app (those since the last time, or these), then do what they asked for."""
    told = 0

    def carry(*events: Thing, work: bool = True) -> list[int]:
        nonlocal told
        fresh = list(events) or shop.events[told:]
        told = len(shop.events)
        browser = Browser(app, None)
        answers = [post(browser, event) for event in fresh]
        if work:
            do_jobs(peek)
        return answers

    return carry


def post(browser: Browser, event: Thing, secret: str = SECRET, age: int = 0) -> int:
    body = body_of(event)
    at = int((clock.now() - timedelta(seconds=age)).timestamp())
    answer = browser.client.post(
        "/stripe/events", data=body, headers={"Stripe-Signature": signature(body, secret, at)}
    )
    return answer.status_code


def do_jobs(peek: Any) -> None:
    """What was deferred, once each: jobs of a plan ask Stripe whatever their number."""
    names = {
        "billing.actions.refresh": actions.refresh,
        "billing.actions.refresh_pass": actions.refresh_pass,
        "billing.seats.follow": seats.follow,
    }
    rows = peek(
        "DELETE FROM procrastinate_jobs WHERE task_name LIKE 'billing.%%' RETURNING task_name, args, id"
    )
    for name, args, _id in sorted(rows, key=lambda row: row[2]):
        values = args if isinstance(args, dict) else json.loads(args)
        if name in names:
            names[name].now(**values)
