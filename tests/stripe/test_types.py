"""What this Stripe answers and takes, held against the types of stripe-python: one that changes is told here."""

import json
import urllib.request

import pytest
import stripe

from tests.stripe import answers, asking, payments, promotions, returns
from tests.stripe.forms import nested
from tests.stripe.shapes import shape
from tests.stripe.shop import DAY, OURS
from tests.stripe.test_shop import GOOD, checkout, client, fill, prices, shop, subscribed

__all__ = ["client", "prices", "shop"]  # fixtures
COMPANY = {"name": "Films du Ponant", "line1": "1 quai", "city": "Brest", "tax_id": "FR12345678901"}
ITEM = {"price": "p", "quantity": 1}


def refused(match: str):
    return pytest.raises(stripe.InvalidRequestError, match=match)


def live_through_everything(client, prices, shop):
    """A card and a debit, a seat, a year, a pause, an end, a code, a trial, passes paid and refused, a customer gone."""
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer, "locale": "fr"})
    fill(portal.url, does="cancel", id=found.id)
    for asked in (
        {"cancel_at": ""},
        {"items": [{"price": prices["seat"].id}], "proration_behavior": "always_invoice"},
    ):
        client.v1.subscriptions.update(found.id, asked)
    client.v1.subscriptions.pause(found.id)
    client.v1.subscriptions.resume(found.id, {"payment_behavior": "resume_on_payment_success"})
    fill(portal.url, does="card", number=payments.DECLINED_LATER)
    session = checkout(client, prices["month"], allow_promotion_codes=True, automatic_tax={"enabled": True})
    fill(session.url, number=GOOD, code=promotions.CODE)
    trial = {"trial_end": shop.now() + 10 * DAY}
    fill(checkout(client, prices["month"], subscription_data=trial).url, number=payments.IBAN_GOOD)
    for number in (payments.IBAN_GOOD, payments.IBAN_BAD):
        once = checkout(
            client, prices["pass"], mode="payment", invoice_creation={"enabled": True}, customer_creation="always",
            tax_id_collection={"enabled": True}, billing_address_collection="required", metadata={"pass": "true"},
        )  # fmt: skip
        fill(once.url, number=number, **COMPANY)
    paid = next(one for one in shop.every("checkout.session") if one["mode"] == "payment")
    returns.refund(shop, paid)
    returns.dispute(shop, paid, "lost")
    checkout(client, prices["month"])
    shop.advance(45 * DAY)
    client.v1.customers.delete(found.customer)


def test_everything_answered_and_told_is_as_the_types_say(client, prices, shop):
    live_through_everything(client, prices, shop)
    told = {event["data"]["object"]["object"] for event in shop.events}
    assert told >= {"checkout.session", "customer", "invoice", "subscription"}
    public = [{name: thing[name] for name in thing if name not in OURS} for thing in shop.things.values()]
    for pages in (
        client.v1.billing_portal.configurations.list(), client.v1.payment_method_configurations.list(),
        client.v1.subscriptions.list({"status": "all", "expand": ["data.latest_invoice", "data.discounts.source.coupon"]}),
    ):  # fmt: skip
        public += json.loads(pages.last_response.body)["data"]
    assert {one["object"] for one in public} | {"event"} == {*answers.CLASSES}
    assert sorted({fault for one in [*public, *shop.events] for fault in answers.faults(one)}) == []
    assert {one["metadata"].get("pass") for one in shop.every("checkout.session")} == {"true", None}


@pytest.mark.parametrize(
    ("kind", "wrong", "fault"),
    [
        (stripe.Subscription, {"current_period_end": 1}, "do not name it"),
        (stripe.Invoice, {"payment_intent": None}, "do not name it"),
        (stripe.Subscription, {"status": "asleep"}, "is not"),
        (stripe.Subscription, {"cancel_at_period_end": None}, "is not"),
        (stripe.Price, {"unit_amount": "900"}, "is not"),
        (stripe.Subscription, {"automatic_tax": {"enabled": True, "mood": 1}}, "mood"),
    ],
)
def test_what_is_not_as_the_types_say_is_found(kind, wrong, fault):
    (found,) = answers.faults(shape(kind) | wrong)
    assert fault in found
    assert "customer.created: forgotten" in answers.faults({"object": "customer", "id": "cus_1"})
    assert answers.faults({"id": "cus_1", "object": "customer", "deleted": True}) == []
    assert answers.faults({"id": "cus_1", "object": "customer", "deleted": True, "name": "x"}) != []


@pytest.mark.parametrize(
    ("asked", "param", "code"),
    [
        ({"quantum": "1"}, "quantum", "parameter_unknown"),
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"subscription_data": {"quantum": "1"}}, "subscription_data[quantum]", "parameter_unknown"),
        ({"line_items": [{**ITEM, "amount": 1}]}, "line_items[0][amount]", "parameter_unknown"),
        ({"line_items": [ITEM]}, "line_items[0][price]", "resource_missing"),
        ({"automatic_tax": {}, "tax_id_collection": {"required": "never"}}, "tax_id_collection[enabled]", "parameter_missing"),
        ({"expires_at": "soon"}, "expires_at", "parameter_invalid_integer"),
        ({"expires_at": 1}, "expires_at", "parameter_invalid"),
        ({"mode": "gift"}, "mode", None),
        ({"allow_promotion_codes": "yes"}, "allow_promotion_codes", None),
        ({"customer_update": "auto"}, "customer_update", None),
        ({"metadata": {"a": "x" * 501}}, "metadata", None),
        ({"customer": "cus_nobody"}, "customer", "resource_missing"),
        ({"expand": ["line_items.data.price.product.default_price"]}, "expand", None),
        ({"expand": ["status"]}, "expand", None),
        ({"expand": ["nothing"]}, "expand", None),
    ],
)  # fmt: skip
def test_what_the_types_do_not_take_is_refused_as_stripe_does(client, prices, asked, param, code):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        checkout(client, prices["month"], **asked)
    error = refusal.value
    assert (error.http_status, error.param, error.code) == (400, param, code)


def test_what_was_sold_cannot_be_changed(client, prices):
    with refused("unknown parameter: unit_amount"):
        client.v1.prices.update(prices["month"].id, {"unit_amount": 1})
    assert client.v1.prices.update(prices["month"].id, {"active": False}).active is False


def test_each_value_is_read_as_its_type():
    pairs = [
        ("items[0][id]", "si_1"), ("items[0][quantity]", "2"), ("items[0][deleted]", "true"), ("metadata[a]", "true"),
        ("cancel_at", ""), ("trial_end", "now"), ("expand[]", "customer"), ("expand[]", "latest_invoice"),
    ]  # fmt: skip
    assert asking.read(stripe.params.SubscriptionUpdateParams, nested(pairs)) == {
        "items": [{"id": "si_1", "quantity": 2, "deleted": True}], "metadata": {"a": "true"}, "cancel_at": "",
        "trial_end": "now", "expand": ["customer", "latest_invoice"],
    }  # fmt: skip
    asking.expand(stripe.ListObject[stripe.Subscription], ["data.discounts.source.coupon", "data.customer"])


def test_lists_are_walked_both_ways_within_bounds(client, shop):
    made = [client.v1.customers.create({"name": str(number)}).id for number in range(3)][::-1]
    ids = [one["id"] for one in shop.events][::-1]
    page = client.v1.events.list({"limit": 1, "starting_after": ids[0]})
    assert ([one.id for one in page.data], page.has_more, page.url) == ([ids[1]], True, "/v1/events")
    page = client.v1.events.list({"limit": 1, "ending_before": ids[2]})
    assert ([one.id for one in page.data], page.has_more) == ([ids[1]], True)
    with refused("between 1 and 100"):
        client.v1.events.list({"limit": 101})
    with refused("No such"):
        client.v1.events.list({"starting_after": made[0]})


def test_an_unknown_address_and_a_wrong_key_are_answered_in_json(shop):
    for path, key, status in (("/v1/moods", shop.key, 404), ("/v1/prices", "sk_test_other", 401)):
        request = urllib.request.Request(shop.url + path, headers={"Authorization": f"Bearer {key}"})
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(request)
        assert answer.value.code == status
        assert json.load(answer.value)["error"]["type"] == "invalid_request_error"
