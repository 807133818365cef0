"""A workspace that buys: a Stripe of our own on a port, its events carried by hand to the app of the tests."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.browse import Browser
from tests.make import World
from tests.stripe.delivery import body_of, signature
from tests.stripe.serving import served
from tests.stripe.shop import Shop, Thing
from webapp.billing import actions, seats, stripe
from webapp.core import clock

SECRET = "whsec_of_the_tests"


@pytest.fixture(scope="session")
def _served() -> Iterator[Shop]:
    with served(Shop()) as shop:
        yield shop


@pytest.fixture
def shop(_served: Shop, app: Flask) -> Iterator[Shop]:
    """Empty, its prices made; sold here for the time of a test."""
    for held in (_served.things, _served.events, _served.charges, _served.kept, _served.heard, _served.hours):
        held.clear()
    _served.ahead = 0
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before,
        stripe_secret_key=_served.key,
        stripe_webhook_secret=SECRET,
        stripe_api_url=_served.url,
    )
    app.extensions.pop("stripe", None)
    with app.test_request_context():
        stripe.sync_prices()
    yield _served
    app.config["SETTINGS"] = before
    app.extensions.pop("stripe", None)


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
