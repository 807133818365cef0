"""What a hand changes in Stripe itself: a customer deleted, a second subscription beside the first."""

import pytest

from tests.browse import Browser
from tests.stripe import subscriptions
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, queries, stripe


def text_of(page):
    return Browser.sentences(page).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def delete(shop, world):
    def deleted(customer):
        with world.inside(world.lune):
            stripe.end_customer(customer)

    return deleted


def test_a_customer_deleted_by_hand_ends_the_plan_and_another_buys_again(
    browse, world, shop, buy, hear, delete, caplog
):
    former = buy()
    hear()
    delete(former)
    with caplog.at_level("WARNING", "raccord.billing"):
        hear()
    assert "a customer was deleted in Stripe: its plan ends" in caplog.messages
    assert "Pro s’est arrêté" in text_of(browse.get("subscription.show"))
    assert "n’a plus de compte" in text_of(browse.post("subscription.portal", status=422))
    browse.post("subscription.choose", {"plan": "month"})
    fill(browse.get("subscription.pay", status=303).headers["Location"], number=GOOD)
    hear()
    assert "Pro, par mois" in text_of(browse.get("subscription.show"))
    with world.inside(world.lune):
        made = queries.customer_of(world.lune.id)
        assert made != former
        assert queries.workspace_of_customer(former) is None
        assert actions.customer_for(world.lune.id, "c@exemple.fr", "Camille", "fr") == made
    assert [one.amount for one in shop.charges] == [900, 900]


def test_a_page_made_for_a_customer_that_is_gone_serves_no_more(browse, world, shop, hear, delete):
    """Nor does that of a pass."""
    show = world.production(world.lune)
    asked = {"production": show.public_id, "payer": "me"}
    browse.post("subscription.choose", {"plan": "month"})
    before = browse.get("subscription.pay", status=303).headers["Location"]
    pass_before = browse.post("subscription.ask_pass", asked).headers["Location"]
    with world.inside(world.lune):
        former = queries.customer_of(world.lune.id)
    delete(former)
    hear()
    browse.post("subscription.choose", {"plan": "month"})
    after = browse.get("subscription.pay", status=303).headers["Location"]
    pass_after = browse.post("subscription.ask_pass", asked).headers["Location"]
    assert before != after and pass_before != pass_after
    fill(pass_after, number=GOOD)
    fill(after, number=GOOD)
    hear()
    assert sorted(one.amount for one in shop.charges) == [900, 2900]


def test_a_customer_that_stripe_never_heard_of_changes_no_plan(world, shop, buy, hear):
    """As with the key of another account, or of the other mode: what was paid for is not taken away."""
    customer = buy()
    hear()
    shop.things.pop(customer)
    with pytest.raises(stripe.Gone):
        actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    with world.inside(world.lune):
        assert queries.subscription().status == "active"
        assert stripe.is_gone(customer)


def test_two_subscriptions_of_one_customer_are_told_until_one_is_left(browse, world, shop, buy, hear, caplog):
    customer = buy()
    hear()
    first = next(iter(shop.every("subscription")))
    with shop.lock:
        price = first["items"]["data"][0]["price"]
        method = shop.get("payment_method", first["default_payment_method"])
        subscriptions.create(shop, shop.get("customer", customer), [(price, 1)], method, metadata={})
    with caplog.at_level("WARNING", "raccord.billing"):
        hear()
    assert "a customer pays for several subscriptions" in caplog.messages
    assert "Stripe prélève 1 autre abonnement" in text_of(browse.get("subscription.show"))
    assert "Stripe prélève" not in Browser(world.app, world.soleil).get("subscription.show").text
    with shop.lock:
        subscriptions.cancel(shop, first)
    hear()
    told = text_of(browse.get("subscription.show"))
    assert "Stripe prélève" not in told and "Pro, par mois" in told


def test_a_customer_that_stripe_refuses_to_end_is_not_forgotten(world, shop, peek, monkeypatch):
    """A key that was changed, a day of trouble: it would pay for ever."""
    for error in (stripe.Declined, stripe.Unreachable):
        with monkeypatch.context() as down:
            down.setattr(stripe, "end_customer", lambda _customer, error=error: (_ for _ in ()).throw(error))
            actions.end_customer.now(customer="cus_gone")
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'billing.actions.end_customer'"
    assert peek(jobs) == [(2,)]
