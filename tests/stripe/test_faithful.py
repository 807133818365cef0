"""Where Stripe is not as one would guess: each line here was read in its documentation or in its types."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.stripe import payments, promotions
from tests.stripe.shop import DAY, OURS
from tests.stripe.test_shop import GOOD, checkout, client, fill, kinds, prices, shop, subscribed, taken

__all__ = ["client", "prices", "shop"]  # fixtures
ON_SUCCESS = {"payment_behavior": "resume_on_payment_success"}


def refused(match: str):
    return pytest.raises(stripe.InvalidRequestError, match=match)


def paused(client, prices, shop, **card):
    found = subscribed(client, prices, shop, **card)
    shop.advance(10 * DAY)
    return client.v1.subscriptions.pause(found.id)


def test_a_pause_gives_back_the_time_left_on_the_invoice_of_what_comes_after(client, prices, shop):
    found = paused(client, prices, shop)
    assert abs(found["items"].data[0].current_period_end - shop.now()) <= 1
    shop.advance(60 * DAY)
    assert len(taken(shop)) == 1
    assert client.v1.subscriptions.resume(found.id, ON_SUCCESS).status == "active"
    _first, second = taken(shop)
    assert 270 <= second[0] <= 330  # 9 €, less twenty days of thirty
    shop.advance(32 * DAY)
    assert taken(shop)[2] == (900, "succeeded")


def test_resuming_without_a_word_waits_a_day_for_a_payment_that_nobody_tries(client, prices, shop):
    found = paused(client, prices, shop)
    assert client.v1.subscriptions.resume(found.id).status == "paused"
    assert "customer.subscription.resumed" not in kinds(shop)
    shop.advance(DAY)
    assert kinds(shop)[-1] == "invoice.voided"
    assert client.v1.subscriptions.retrieve(found.id).status == "paused"


def test_a_card_refused_leaves_it_paused_until_another_pays(client, prices, shop):
    found = paused(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer})
    fill(portal.url, does="card", number=payments.DECLINED_LATER)
    assert client.v1.subscriptions.resume(found.id, ON_SUCCESS).status == "paused"
    assert "invoice.payment_failed" in kinds(shop)
    fill(portal.url, does="card", number=GOOD)
    shop.advance(4 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "active"


def test_a_debit_resumes_once_the_bank_has_paid(client, prices, shop):
    found = paused(client, prices, shop, number=payments.IBAN_GOOD)
    assert client.v1.subscriptions.resume(found.id, ON_SUCCESS).status == "paused"
    shop.advance(6 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "active"


def test_what_is_not_running_cannot_be_paused_nor_resumed(client, prices, shop):
    found = subscribed(client, prices, shop)
    with refused("paused subscription can be resumed"):
        client.v1.subscriptions.resume(found.id)
    client.v1.subscriptions.cancel(found.id)
    with refused("active subscription can be paused"):
        client.v1.subscriptions.pause(found.id)


def test_an_end_is_a_date_or_a_flag_never_both(client, prices, shop):
    found = subscribed(client, prices, shop)
    end = found["items"].data[0].current_period_end

    def update(**asked):
        told = client.v1.subscriptions.update(found.id, asked)
        return told.cancel_at, told.cancel_at_period_end

    assert update(cancel_at_period_end=True) == (end, True)
    assert update(cancel_at_period_end=False) == (None, False)
    assert update(cancel_at="min_period_end") == (end, False)
    assert update(cancel_at="") == (None, False)
    with refused("one of these parameters"):
        update(cancel_at="", cancel_at_period_end=True)
    update(cancel_at=end)
    shop.advance(32 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "canceled"
    assert len(taken(shop)) == 1


def test_metadata_are_added_to_and_taken_away_one_by_one(client, prices, shop):
    found = subscribed(client, prices, shop)
    for asked, kept in (
        ({"a": "1"}, {"a": "1"}),
        ({"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": ""}, {"b": "2"}),
    ):
        told = client.v1.subscriptions.update(found.id, {"metadata": asked})
        assert told.metadata.to_dict() == kept


def test_the_card_of_the_subscription_is_charged_before_the_customer_s(client, prices, shop):
    found = subscribed(client, prices, shop)
    other = payments.card(shop, found.customer, payments.DECLINED_LATER)
    client.v1.customers.update(found.customer, {"invoice_settings": {"default_payment_method": other["id"]}})
    shop.advance(32 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == "active"


def test_only_what_changes_is_drawn_in_proportion(client, prices, shop):
    found = subscribed(client, prices, shop)
    shop.advance(15 * DAY)
    client.v1.subscriptions.update(
        found.id,
        {"items": [{"price": prices["seat"].id, "quantity": 1}], "proration_behavior": "always_invoice"},
    )
    last = client.v1.invoices.list({"customer": found.customer}).data[0]
    assert [line.amount for line in last.lines.data] == [last.total]
    assert 270 <= last.total <= 330


def test_checkout_refuses_what_does_not_go_together(client, prices, shop):
    customer = client.v1.customers.create({}).id
    month, one = prices["month"], prices["pass"]
    taxed = {"tax_id_collection": {"enabled": True}}
    with refused("2 days in the future"):
        checkout(client, month, subscription_data={"trial_end": shop.now() + 2 * DAY - 60})
    with refused("customer_creation"):
        checkout(client, month, customer_creation="always")
    with refused("invoice creation"):
        checkout(client, month, invoice_creation={"enabled": True})
    with refused("subscription_data"):
        checkout(client, one, mode="payment", subscription_data={"metadata": {"a": "b"}})
    with refused("customer_update"):
        checkout(client, month, customer_update={"name": "auto"})
    with refused("one of these"):
        checkout(client, month, customer, customer_email="a@exemple.fr")
    with refused("valid address"):
        checkout(client, month, customer, automatic_tax={"enabled": True})
    with refused("payment_method_collection"):
        checkout(client, one, mode="payment", payment_method_collection="always")
    with refused("Quantity is required"):
        checkout(client, month, line_items=[{"price": month.id}])
    with refused("valid URL"):
        checkout(client, month, success_url="/merci")
    with refused("email address"):
        client.v1.customers.create({"email": "nobody"})
    with refused("business name"):
        checkout(client, month, customer, **taxed)
    assert checkout(client, month, customer, customer_update={"name": "auto"}, **taxed).status == "open"


def test_a_promotion_code_takes_its_part_off_each_time(client, prices, shop):
    session = checkout(client, prices["month"], allow_promotion_codes=True)
    assert "pas valable" in fill(session.url, number=GOOD, code="RIEN")
    fill(session.url, number=GOOD, code=promotions.CODE.lower())
    session = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["subscription.discounts.source.coupon"]}
    )
    assert (session.amount_subtotal, session.amount_total) == (900, 675)
    assert session.subscription.discounts[0].source.coupon.percent_off == promotions.PERCENT
    shop.advance(32 * DAY)
    assert taken(shop) == [(675, "succeeded")] * 2
    closed = checkout(client, prices["month"])
    assert "pas valable" in fill(closed.url, number=GOOD, code=promotions.CODE)


def test_tax_is_shaped_as_the_types_say(client, prices, shop):
    session = checkout(client, prices["month"], automatic_tax={"enabled": True})
    assert session.automatic_tax.to_dict() == {
        "enabled": True, "liability": {"type": "self"}, "provider": "stripe", "status": "requires_location_inputs",
    }  # fmt: skip
    fill(session.url, number=GOOD)
    session = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert session.automatic_tax.status == "complete"
    assert session.subscription.automatic_tax.enabled


def test_the_portal_changes_the_interval(client, prices, shop):
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer})
    assert "par an" in fill(portal.url, does="card", number="4")
    assert "existe pas" in fill(portal.url, does=prices["pass"].id, id=found.id)
    fill(portal.url, does=prices["year"].id, id=found.id)
    found = client.v1.subscriptions.retrieve(found.id)
    assert found["items"].data[0].price.id == prices["year"].id
    assert taken(shop)[-1] == (8400 - 900, "succeeded")


def test_the_portal_says_what_ends_and_takes_it_back(client, prices, shop):
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer})
    fill(portal.url, does="cancel", id=found.id)
    assert "se termine" in fill(portal.url, does="card", number="4")
    fill(portal.url, does="keep", id=found.id)
    assert client.v1.subscriptions.retrieve(found.id).cancel_at is None


def test_a_page_that_expires_is_told_and_takes_no_money(client, prices, shop):
    session = checkout(client, prices["month"])
    shop.advance(DAY + 1)
    assert kinds(shop)[-1] == "checkout.session.expired"
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    fill(session.url, number=GOOD)
    assert taken(shop) == []
    with refused("can be expired"):
        client.v1.checkout.sessions.expire(session.id)


def test_what_is_told_names_nothing_that_the_types_do_not(client, prices, shop):
    subscribed(client, prices, shop)
    shop.advance(32 * DAY)
    for event in shop.events:
        data = event["data"]
        assert {*OURS}.isdisjoint({*data["object"], *data.get("previous_attributes", {})})


def test_one_key_at_once_makes_one_thing(shop, monkeypatch):
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    client = stripe.StripeClient(shop.key, base_addresses={"api": shop.url}, max_network_retries=9)
    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(lambda _n: client.v1.customers.create({}, {"idempotency_key": "k"}).id, range(24))
        )
    assert len(set(made)) == len(list(shop.every("customer"))) == 1


def test_no_more_than_ten_names_in_one_question(client, shop):
    with refused("10 lookup keys"):
        client.v1.prices.list({"lookup_keys": [str(number) for number in range(11)]})


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("500", stripe.APIError), ("429", stripe.RateLimitError), ("cut", stripe.APIConnectionError),
        ("slow", stripe.APIConnectionError),
    ],
)  # fmt: skip
def test_trouble_is_what_the_library_calls_it(shop, what, error):
    impatient = stripe.StripeClient(
        shop.key, base_addresses={"api": shop.url}, max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=0.2),
    )  # fmt: skip
    shop.trouble, shop.slow_seconds = [what], 0.4
    with pytest.raises(error):
        impatient.v1.customers.create({})
    assert len(list(shop.every("customer"))) == (what in ("cut", "slow"))


def test_a_trial_begins_with_an_invoice_of_nothing_and_its_page_asks_for_nothing(client, prices, shop):
    trial = {"trial_end": shop.now() + 10 * DAY}
    session = checkout(client, prices["month"], subscription_data=trial)
    assert (session.amount_total, session.payment_method_collection) == (0, "always")
    fill(session.url, number=GOOD)
    (invoice,) = client.v1.invoices.list().data
    assert (invoice.total, invoice.status, invoice.billing_reason) == (0, "paid", "subscription_create")
    assert taken(shop) == []


def test_a_renewal_is_a_draft_for_an_hour(client, prices, shop):
    found = subscribed(client, prices, shop)
    shop.advance(found["items"].data[0].current_period_end - shop.now() + 60)
    draft = client.v1.invoices.list({"status": "draft"}).data[0]
    assert (draft.number, draft.hosted_invoice_url, draft.billing_reason) == (
        None,
        None,
        "subscription_cycle",
    )
    assert (client.v1.subscriptions.retrieve(found.id).status, len(taken(shop))) == ("active", 1)
    shop.advance(3600)
    paid = client.v1.invoices.retrieve(draft.id)
    assert paid.status == "paid" and paid.number and len(taken(shop)) == 2


@pytest.mark.parametrize("ends_as", ["canceled", "unpaid", "past_due"])
def test_what_nobody_pays_ends_as_the_account_is_set_to(client, prices, shop, ends_as):
    shop.ends_as = ends_as
    found = subscribed(client, prices, shop)
    portal = client.v1.billing_portal.sessions.create({"customer": found.customer})
    fill(portal.url, does="card", number=payments.DECLINED_LATER)
    shop.advance(45 * DAY)
    assert client.v1.subscriptions.retrieve(found.id).status == ends_as
    (owed,) = client.v1.invoices.list({"status": "open"}).data
    with pytest.raises(stripe.CardError):
        client.v1.invoices.pay(owed.id)
    fill(portal.url, does="card", number=GOOD)
    if ends_as == "unpaid":
        assert client.v1.invoices.pay(owed.id).status == "paid"
        assert client.v1.subscriptions.retrieve(found.id).status == "active"
    if ends_as != "canceled":
        with refused("only an open one"):
            client.v1.invoices.pay(owed.id)


def test_a_debit_on_its_way_is_not_asked_for_twice(client, prices, shop):
    found = paused(client, prices, shop, number=payments.IBAN_GOOD)
    found = client.v1.subscriptions.resume(found.id, ON_SUCCESS)
    with refused("processing"):
        client.v1.invoices.pay(found.latest_invoice)


def test_the_portal_opens_once_its_settings_were_saved(client, shop):
    shop.has_portal = False
    customer = client.v1.customers.create({})
    with refused("portal settings"):
        client.v1.billing_portal.sessions.create({"customer": customer.id})
