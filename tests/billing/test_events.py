"""What Stripe says, and what becomes of the plan: never what an event claims, always what Stripe answers."""

from datetime import timedelta

import pytest

from tests.billing.conftest import post
from tests.browse import Browser
from tests.stripe import payments
from tests.stripe.shop import DAY
from webapp.billing import actions, queries
from webapp.core import clock
from webapp.domain.plans.standing import GRACE, Offer, plan_from


def kept(world, place):
    with world.inside(place):
        row = queries.subscription()
        return (row.status, row.price, row.seats, row.cancels_at) if row else None


def test_a_subscription_is_known_once_heard_and_only_there(world, shop, buy, hear):
    buy()
    assert kept(world, world.lune) is None
    assert set(hear()) == {204}
    assert kept(world, world.lune) == ("active", "raccord_pro_month_2026", 0, None)
    assert kept(world, world.soleil) is None


def test_what_an_event_claims_is_not_believed(world, shop, buy, hear):
    buy()
    lie = next(event for event in shop.events if event["type"] == "customer.subscription.created")
    lie["data"]["object"]["status"] = "canceled"
    hear(lie)
    assert kept(world, world.lune)[0] == "active"


@pytest.mark.parametrize("way", ["wrong secret", "old", "unsigned", "another body", "garbage"])
def test_forged_old_and_unsigned_events_write_nothing(app, world, shop, buy, peek, way):
    buy()
    event, browser = shop.events[-1], Browser(app, None)
    if way == "wrong secret":
        status = post(browser, event, secret="whsec_another")
    elif way == "old":
        status = post(browser, event, age=3600)
    elif way == "unsigned":
        status = browser.client.post("/stripe/events", json=event).status_code
    elif way == "another body":
        from tests.stripe.delivery import body_of, signature

        headers = {
            "Stripe-Signature": signature(body_of(event), "whsec_of_the_tests", int(clock.now().timestamp()))
        }
        status = browser.client.post(
            "/stripe/events", data=body_of({**event, "id": "evt_x"}), headers=headers
        ).status_code
    else:
        status = browser.client.post(
            "/stripe/events", data=b"\xff", headers={"Stripe-Signature": "t=1,v1=x"}
        ).status_code
    assert status == 400
    assert peek("SELECT count(*) FROM stripe_events") == [(0,)]
    assert peek("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'billing.%%'") == [(0,)]


def test_an_event_heard_ten_times_is_kept_once(world, shop, buy, hear, peek):
    buy()
    event = shop.events[-1]
    assert hear(*[event] * 10, work=False) == [204] * 10
    assert peek("SELECT count(*) FROM stripe_events") == [(1,)]
    assert peek("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'billing.%%'") == [(1,)]


def test_unknown_kinds_customers_and_modes_are_answered_and_change_nothing(world, shop, buy, hear, peek):
    buy()
    hear()
    before, event = kept(world, world.lune), dict(shop.events[-1])
    odd = {**event, "id": "evt_odd", "type": "capability.updated"}
    stranger = {
        **event,
        "id": "evt_stranger",
        "data": {"object": {"object": "subscription", "customer": "cus_nobody"}},
    }
    live = {**event, "id": "evt_live", "livemode": True}
    assert hear(odd, stranger, live) == [204, 204, 204]
    assert kept(world, world.lune) == before
    assert peek("SELECT id FROM stripe_events WHERE id = 'evt_live'") == []


def test_what_was_missed_is_repaired_by_asking_again(world, shop, buy, hear):
    buy()
    actions.refresh.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    assert kept(world, world.lune)[0] == "active"
    actions.refresh.now(workspace=str(world.soleil.id), workspace_id=str(world.soleil.id))
    assert kept(world, world.soleil) is None


def test_a_refused_renewal_leaves_grace_then_libre(world, shop, buy, hear):
    customer = buy()
    hear()
    shop.get("customer", customer)["invoice_settings"]["default_payment_method"] = payments.card(
        shop, customer, payments.DECLINED_LATER
    )["id"]
    shop.advance(32 * DAY)
    hear()
    with world.inside(world.lune):
        row = queries.subscription()
        plan = queries.plan_of(row, queries.passes(), is_sold=True)
        assert row.status == "past_due"
        assert plan.offer(clock.now()) is Offer.PRO
        assert plan.offer(row.past_due_since + GRACE) is Offer.LIBRE
    shop.advance(8 * DAY)
    hear()
    assert kept(world, world.lune)[0] == "canceled"


def test_the_door_tells_what_the_workspace_may_do(world, shop, buy, hear, browse):
    from webapp.core.current import current

    buy()
    hear()
    with browse.client:
        browse.get("home.today")
        assert current.workspace.plan.offer(clock.now()) is Offer.PRO
    assert plan_from({}).offer(clock.now()) is Offer.LIBRE
    assert (
        plan_from({"trial_ends_at": (clock.now() + timedelta(days=1)).isoformat()}).offer(clock.now())
        is Offer.TRIAL
    )
