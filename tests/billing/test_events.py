"""What Stripe says, and what becomes of the plan: never what an event claims, always what Stripe answers."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import delete
from stripe import Event

from tests.billing.conftest import SECRET, do_jobs
from tests.stripe import payments, subscriptions
from tests.stripe.shapes import shape
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD
from webapp.billing import actions, queries, stripe
from webapp.billing.models import StripeCustomer
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
    subscription = next(one for one in shop.every("subscription") if one["customer"] == customer)
    subscriptions.pays_with(shop, subscription, payments.card(shop, customer, payments.DECLINED_LATER))
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


@pytest.mark.parametrize("typed", ["01/02/2027", "demain", "2027-02-30", "2027-02-01T09:00"])
def test_a_day_that_is_none_typed_in_stripe_is_a_pause_without_end(world, shop, buy, hear, typed):
    customer = buy()
    with world.inside(world.lune):
        stripe.pause(stripe.subscription_of(customer), "2027-02-01", key="a")
    next(shop.every("subscription"))["metadata"]["resumes_on"] = typed
    hear()
    assert kept(world, world.lune)[0] == "paused"
    with world.inside(world.lune):
        assert queries.subscription().resumes_at is None


def test_what_a_former_subscription_owed_takes_no_grace_from_the_next(world, shop, buy, hear):
    """Nothing was heard of it between its beginning and its refused payment."""
    buy()
    with world.inside(world.lune):
        row = actions.own_row()
        row.stripe_id, row.status, row.past_due_since = "sub_before", "canceled", clock.now() - 2 * GRACE
    next(shop.every("subscription"))["status"] = "past_due"
    hear()
    with world.inside(world.lune):
        plan = queries.plan_of(queries.subscription(), [], is_sold=True)
        assert plan.status == "past_due" and plan.offer(clock.now()) is Offer.PRO


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


def test_a_customer_of_nobody_any_more_is_answered_and_changes_nothing(app, world, shop, buy, hear, peek):
    """Its workspace went with its rows; what Stripe still tells of it finds nobody, before and after."""
    buy()
    late = {**shop.events[-1], "id": "evt_late"}
    hear(work=False)
    with world.inside(world.lune) as session:
        session.execute(delete(StripeCustomer).where(StripeCustomer.workspace_id == world.lune.id))
    do_jobs(peek)
    assert hear(late) == [204]
    assert kept(world, world.lune) is None
    assert peek("SELECT done_at IS NOT NULL FROM stripe_events WHERE id = 'evt_late'") == [(True,)]


def test_what_an_event_names_and_we_do_not_know_is_no_error(world, shop, hear, peek):
    odd = [None, "", "x", "../..", "00000000-0000-0000-0000-000000000000"]
    events = [event_of(shop, "checkout.session.completed", metadata={"workspace": one}) for one in odd]
    events += [event_of(shop, "customer.subscription.updated", customer=one) for one in odd]
    events += [event_of(shop, "checkout.session.completed", metadata=None, mode="payment")]
    assert set(hear(*events)) == {204}
    assert peek("SELECT count(*) FROM subscriptions") == [(0,)]


def event_of(shop, kind: str, **values) -> dict:
    return shape(
        Event, id=shop.new_id("evt"), created=shop.now(), type=kind,
        data={"object": {"object": kind.rpartition(".")[0], "id": "x", **values}},
    )  # fmt: skip


def test_events_older_than_what_is_kept_change_nothing(world, shop, buy, hear):
    """A day late, a year late: what they say is asked again."""
    buy()
    hear()
    before = kept(world, world.lune)
    for age in (DAY, 365 * DAY):
        old = {**shop.events[0], "id": f"evt_{age}", "created": shop.now() - age}
        old["type"] = "customer.subscription.deleted"
        old["data"] = {"object": {**shop.events[-2]["data"]["object"], "status": "canceled"}}
        assert hear(old) == [204]
    assert kept(world, world.lune) == before


def test_an_event_is_done_once_answered_and_one_that_failed_says_on_what(
    world, shop, buy, hear, peek, caplog
):
    buy()
    event = next(one for one in shop.events if one["type"] == "customer.subscription.created")
    hear(event, work=False)
    told = "SELECT done_at IS NOT NULL, error FROM stripe_events"
    assert peek(told) == [(False, None)]
    shop.trouble = ["500"] * (1 + stripe.RETRIES)
    job = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id), "event": event["id"]}
    with pytest.raises(stripe.Unreachable):
        actions.refresh.now(**job)
    assert peek(told) == [(False, "Unreachable")]
    assert kept(world, world.lune) is None
    actions.refresh.now(**job)
    assert peek(told) == [(True, None)]
    assert kept(world, world.lune)[0] == "active"


def test_the_daily_repair_says_what_it_repaired_and_nothing_otherwise(world, shop, buy, caplog):
    buy()
    place = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id)}
    for said in (1, 0):
        caplog.clear()
        actions.repair.now(**place)
        assert [one.message for one in caplog.records if "repaired" in one.message] == [
            "a plan was not what Stripe says: repaired"
        ] * said
    assert kept(world, world.lune)[0] == "active"
    actions.repair.now(workspace=str(world.soleil.id), workspace_id=str(world.soleil.id))
    assert kept(world, world.soleil) is None


def test_lines_of_the_log_know_nobody(world, shop, buy, hear, caplog):
    caplog.set_level("INFO")
    buy()
    hear()
    hear({**shop.events[-1], "id": "evt_live", "livemode": True})
    actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    shop.trouble = ["500"] * (1 + stripe.RETRIES)
    with pytest.raises(stripe.Unreachable):
        actions.refresh.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    said = " ".join(
        str(vars(one)) for one in caplog.records if not one.name.startswith(("stripe", "urllib3"))
    )
    assert "a plan changed" in said
    for private in ("exemple.fr", "Camille", GOOD, "card 4242", SECRET, shop.key):
        assert private not in said
    assert not logging.getLogger("stripe").isEnabledFor(logging.INFO)  # it quotes what was refused


def test_what_was_heard_while_stripe_was_down_is_asked_again_within_the_hour(world, shop, buy, hear, peek):
    """The tries of its job last two minutes; whoever has paid does not wait until the next day."""
    buy()
    event = next(one for one in shop.events if one["type"] == "customer.subscription.created")
    hear(event, work=False)
    place = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id)}
    waiting = "SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = 'billing.actions.repair'"
    for _time in range(2):
        shop.trouble = ["500"] * (1 + stripe.RETRIES)
        with pytest.raises(stripe.Unreachable):
            actions.refresh.now(**place, event=event["id"])
    ((args, at),) = peek(waiting)
    assert args == {**place, "event": event["id"]} and at > clock.now()
    shop.trouble = ["500"] * (1 + stripe.RETRIES)
    actions.repair.now(**args)
    assert len(peek(waiting)) == 2
    actions.repair.now(**args)
    assert len(peek(waiting)) == 2
    assert kept(world, world.lune)[0] == "active" and kept(world, world.soleil) is None
    assert peek("SELECT done_at IS NOT NULL, error FROM stripe_events") == [(True, None)]
