"""The shop, asked by stripe-python as Raccord asks Stripe, and paid on its pages as a person pays."""

import itertools
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import stripe
from stripe import StripeClient, Webhook
from stripe.checkout import Session

from tests.stripe import payments
from tests.stripe.delivery import Post
from tests.stripe.serving import served
from tests.stripe.shapes import shape
from tests.stripe.shop import DAY, Shop

GOOD, SECRET = "4242424242424242", "whsec_test"


@pytest.fixture
def shop():
    with served(Shop()) as shop:
        yield shop


@pytest.fixture
def client(shop):
    return StripeClient(shop.key, base_addresses={"api": shop.url}, max_network_retries=0)


@pytest.fixture
def prices(client):
    client.v1.products.create({"name": "Pro", "id": "pro"})
    made = {}
    for key, interval, cents in (("month", "month", 900), ("year", "year", 8400), ("seat", "month", 600)):
        made[key] = client.v1.prices.create(
            {
                "product": "pro", "currency": "eur", "unit_amount": cents, "lookup_key": key,
                "recurring": {"interval": interval}, "tax_behavior": "inclusive",
            }
        )  # fmt: skip
    made["pass"] = client.v1.prices.create(
        {"product": "pro", "currency": "eur", "unit_amount": 2900, "lookup_key": "pass"}
    )
    return made


def checkout(client, price, customer=None, **more):
    return client.v1.checkout.sessions.create(
        {
            "mode": "subscription", "line_items": [{"price": price.id, "quantity": 1}],
            "success_url": "https://raccord.example/merci?s={CHECKOUT_SESSION_ID}", **({"customer": customer} if customer else {}),
            **more,
        }
    )  # fmt: skip


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_told):
        return None


def fill(url, **said):
    """Send a hosted page's form: where it leads to, or the page again."""
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(url, urllib.parse.urlencode({"email": "c@exemple.fr", **said}).encode()) as page:
            return page.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]


def subscribed(client, prices, shop, number=GOOD, price="month"):
    customer = client.v1.customers.create({"email": "c@exemple.fr", "name": "Camille"})
    fill(checkout(client, prices[price], customer.id).url, number=number)
    found = client.v1.subscriptions.list({"customer": customer.id, "status": "all"}).data
    return found[0] if found else None


def kinds(shop):
    return [event["type"] for event in shop.events]


def taken(shop):
    return [(one.amount, one.status) for one in shop.charges]


def test_a_card_subscribes_and_the_page_comes_back(client, prices, shop):
    session = checkout(client, prices["month"])
    assert fill(session.url, number=GOOD) == f"https://raccord.example/merci?s={session.id}"
    session = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert (session.status, session.payment_status) == ("complete", "paid")
    assert session.subscription.status == "active"
    item = session.subscription["items"].data[0]
    assert (
        item.price.lookup_key == "month"
        and 28 * DAY <= item.current_period_end - item.current_period_start <= 31 * DAY
    )
    assert taken(shop) == [(900, "succeeded")]
    assert kinds(shop)[-2:] == ["customer.subscription.updated", "checkout.session.completed"]
    assert {"invoice.paid", "customer.subscription.created"} <= set(kinds(shop))


def test_a_refused_card_leaves_the_page_open_and_takes_nothing(client, prices, shop):
    session = checkout(client, prices["month"])
    assert "refusée" in fill(session.url, number=payments.DECLINED)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert taken(shop) == []
    assert fill(session.url, number=GOOD).startswith("https://raccord.example")
    assert fill(session.url, number=GOOD).startswith("https://raccord.example")  # a second click
    assert taken(shop) == [(900, "succeeded")]


def test_3d_secure_asks_then_pays(client, prices, shop):
    session = checkout(client, prices["month"])
    assert "Valider" in fill(session.url, number=payments.ASKS)
    assert "validé" in fill(f"{session.url}/3ds", number=payments.ASKS, passed="")
    assert fill(f"{session.url}/3ds", number=payments.ASKS, passed="y").startswith("https://raccord.example")
    assert taken(shop) == [(900, "succeeded")]


def test_a_trial_takes_nothing_until_its_end(client, prices, shop):
    customer = client.v1.customers.create({"email": "c@exemple.fr"})
    end = shop.now() + 10 * DAY
    fill(
        checkout(client, prices["month"], customer.id, subscription_data={"trial_end": end}).url, number=GOOD
    )
    found = client.v1.subscriptions.list({"customer": customer.id}).data[0]
    assert (found.status, found.trial_end, taken(shop)) == ("trialing", end, [])
    shop.advance(11 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "active"
    assert taken(shop) == [(900, "succeeded")]
    assert "customer.subscription.trial_will_end" in kinds(shop)


def test_periods_renew_and_a_refusal_is_tried_again_then_ends(client, prices, shop):
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer})
    fill(portal.url, does="card", number=payments.DECLINED_LATER)
    shop.advance(32 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "past_due"
    shop.advance(8 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "canceled"
    assert kinds(shop).count("invoice.payment_failed") == 4
    assert taken(shop) == [(900, "succeeded")]


def test_a_debit_is_known_days_later(client, prices, shop):
    good = subscribed(client, prices, shop, payments.IBAN_GOOD)
    assert taken(shop) == [(900, "processing")]
    shop.advance(6 * DAY)
    assert taken(shop) == [(900, "succeeded")]
    assert "checkout.session.async_payment_succeeded" in kinds(shop)
    assert client.v1.subscriptions.retrieve(good.id).status == "active"
    bad = subscribed(client, prices, shop, payments.IBAN_BAD)
    shop.advance(6 * DAY)
    assert "checkout.session.async_payment_failed" in kinds(shop)
    assert client.v1.subscriptions.retrieve(bad.id).status == "past_due"


def test_a_year_takes_off_what_is_left_of_the_month(client, prices, shop):
    found = subscribed(client, prices, shop)
    shop.advance(15 * DAY)
    item = found["items"].data[0]
    changed = client.v1.subscriptions.update(
        found.id,
        {"items": [{"id": item.id, "price": prices["year"].id}], "proration_behavior": "always_invoice"},
    )
    assert changed["items"].data[0].price.lookup_key == "year"
    paid = taken(shop)[1][0]
    assert 8400 - 500 < paid < 8400 - 400
    assert 364 * DAY < changed["items"].data[0].current_period_end - shop.now() < 367 * DAY


def test_a_seat_is_paid_for_the_rest_of_the_month(client, prices, shop):
    found = subscribed(client, prices, shop)
    client.v1.subscriptions.update(
        found.id,
        {"items": [{"price": prices["seat"].id, "quantity": 2}], "proration_behavior": "always_invoice"},
    )
    assert taken(shop) == [(900, "succeeded"), (1200, "succeeded")]
    shop.advance(32 * DAY)
    assert taken(shop)[2] == (2100, "succeeded")
    with pytest.raises(stripe.InvalidRequestError, match="same recurring.interval"):
        client.v1.subscriptions.update(found.id, {"items": [{"price": prices["year"].id}]})


def test_a_pause_takes_nothing_and_resuming_begins_anew(client, prices, shop):
    found = subscribed(client, prices, shop)
    shop.advance(10 * DAY)
    paused = client.v1.subscriptions.pause(found.id, {"bill_for": {"unused_time_from": {"type": "none"}}})
    assert paused.status == "paused" and paused.status_details.paused.subscription.type == "pause_requested"
    shop.advance(90 * DAY)
    assert len(taken(shop)) == 1
    resumed = client.v1.subscriptions.resume(found.id, {"payment_behavior": "resume_on_payment_success"})
    assert resumed.status == "active" and taken(shop) == [(900, "succeeded")] * 2
    assert {"customer.subscription.paused", "customer.subscription.resumed"} <= set(kinds(shop))


def test_the_portal_cancels_at_the_end_of_the_period(client, prices, shop):
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create(
        {"customer": found.customer, "return_url": "https://raccord.example/"}
    )
    fill(portal.url, does="cancel", id=found.id)
    found = client.v1.subscriptions.retrieve(found.id)
    assert (found.status, found.cancel_at_period_end) == ("active", False)
    assert found.cancel_at == found["items"].data[0].current_period_end
    shop.advance(32 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "canceled"
    assert kinds(shop)[-1] == "customer.subscription.deleted"


def test_a_pass_is_paid_once_with_an_invoice_in_the_company_s_name(client, prices, shop):
    session = checkout(
        client, prices["pass"], mode="payment", invoice_creation={"enabled": True},
        tax_id_collection={"enabled": True}, billing_address_collection="required", metadata={"pass": "1"},
    )  # fmt: skip
    fill(
        session.url, number=GOOD, name="Films du Ponant", line1="1 quai", city="Brest", tax_id="FR12345678901"
    )
    session = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["invoice"]})
    assert session.invoice.customer_name == "Films du Ponant" and session.invoice.status == "paid"
    assert session.customer_details.tax_ids[0].value == "FR12345678901"
    assert taken(shop) == [(2900, "succeeded")]


def test_a_customer_that_ends_ends_its_subscriptions(client, prices, shop):
    found = subscribed(client, prices, shop)
    assert client.v1.customers.delete(found.customer).deleted
    assert client.v1.subscriptions.retrieve(found.id).status == "canceled"
    assert client.v1.customers.retrieve(found.customer).deleted
    for ask in (client.v1.customers.delete, lambda one: client.v1.customers.update(one, {"name": "x"})):
        with pytest.raises(stripe.InvalidRequestError, match="No such customer") as refused:
            ask(found.customer)
        assert refused.value.code == "resource_missing"


def test_the_same_idempotency_key_makes_one_thing_and_refuses_other_words(client, prices, shop):
    made = {
        client.v1.customers.create({"email": "a@b.fr"}, {"idempotency_key": "k"}).id for _time in range(3)
    }
    assert len(made) == 1
    with pytest.raises(stripe.IdempotencyError):
        client.v1.customers.create({"email": "other@b.fr"}, {"idempotency_key": "k"})


def test_wrong_keys_and_unknown_things_are_refused_as_stripe_does(client, prices, shop):
    with pytest.raises(stripe.AuthenticationError):
        StripeClient("sk_test_other", base_addresses={"api": shop.url}).v1.customers.create({})
    with pytest.raises(stripe.InvalidRequestError, match="lookup key"):
        client.v1.prices.create(
            {"product": "pro", "currency": "eur", "unit_amount": 1, "lookup_key": "month"}
        )
    assert client.v1.prices.list({"lookup_keys": ["year"]}).data[0].unit_amount == 8400
    with pytest.raises(stripe.InvalidRequestError, match="unknown parameter"):
        checkout(client, prices["month"], quantum="1")


def test_a_field_that_the_types_do_not_name_cannot_be_made():
    with pytest.raises(AttributeError):
        shape(stripe.Subscription, current_period_end=1)  # it moved to the items
    assert shape(Session)["object"] == "checkout.session"


def test_lists_are_paged(client, shop):
    made = [client.v1.customers.create({"name": str(n)}).id for n in range(3)]
    for _one in made:
        client.v1.products.create({"name": "x"})
    found = client.v1.events.list({"limit": 2})
    assert found.has_more and len(list(found.auto_paging_iter())) == 3


@pytest.fixture
def heard():
    """What an endpoint received, its signature verified; it refuses each event once."""
    bodies, refused = [], set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            event = Webhook.construct_event(body, self.headers["Stripe-Signature"], SECRET)
            is_new = event.id not in refused
            refused.add(event.id)
            if not is_new:
                bodies.append(event)
            self.send_response(500 if is_new else 200)
            self.end_headers()

        def log_message(self, *_told):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", bodies
    server.shutdown()
    server.server_close()


def test_events_are_signed_tried_again_and_can_come_late_twice_and_in_any_order(client, prices, shop, heard):
    url, bodies = heard
    post = Post(shop, url, SECRET, is_held=True).start()
    subscribed(client, prices, shop)
    assert bodies == []
    sent = [event["id"] for event in post.held]
    post.release(shuffled=True, times=2)
    post.flush()
    assert sorted(event.id for event in bodies) == sorted(itertools.chain(sent, sent))
    assert 500 in {status for _kind, status in post.tries}
    assert {event.data.object.object for event in bodies} >= {"subscription", "invoice"}
    assert time.time() - bodies[0].created < 60
