"""Passes: open once paid, a debit on its way included; refused later, closed; never another workspace's."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete

from tests.billing.conftest import do_jobs
from tests.billing.test_events import event_of
from tests.stripe import payments, returns
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, queries, stripe
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock
from webapp.core.db import db


@pytest.fixture
def begin(world, shop):
    """A pass to be paid for a production, by a company unless said otherwise: its id, its page."""

    def begun(place=None, show=None, *, metadata=None):
        place = place or world.lune
        show = show or world.production(place)
        one = world.add(place, ProductionPass(production_id=show.id))
        with world.inside(place):
            page = stripe.begin_pass(
                UUID(metadata["pass"]) if metadata else one.id, UUID(metadata["workspace"]) if metadata else place.id,
                show.title, customer=None, key=f"pass {one.id}", back="https://raccord.example/b", language="fr",
            )  # fmt: skip
            db().get(ProductionPass, (place.id, one.id)).session_id = page.id
        return one.id, page

    return begun


def kept(world, place, pass_id):
    with world.inside(place):
        one = db().get(ProductionPass, (place.id, pass_id))
        plan = queries.plan_of(None, queries.passes(), is_sold=True)
        return one.state, plan.has_pass(one.production_id, clock.now())


def test_a_company_pays_and_the_production_is_open(world, begin, hear):
    one, page = begin()
    assert kept(world, world.lune, one) == (PassState.WAITING, False)
    fill(page.url, number=GOOD, name="Films du Ponant")
    hear()
    assert kept(world, world.lune, one) == (PassState.PAID, True)
    with world.inside(world.lune):
        found = db().get(ProductionPass, (world.lune.id, one))
        assert found.payer == "Films du Ponant" and found.invoice_url


@pytest.mark.parametrize(
    ("iban", "state"), [(payments.IBAN_GOOD, PassState.PAID), (payments.IBAN_BAD, PassState.FAILED)]
)
def test_a_debit_opens_at_once_and_closes_when_it_comes_back(world, shop, begin, hear, iban, state):
    one, page = begin()
    fill(page.url, number=iban)
    hear()
    assert kept(world, world.lune, one) == (PassState.PAYING, True)
    shop.advance(6 * DAY)
    late = [event for event in shop.events if event["type"].startswith("checkout.session")]
    hear(*reversed(late), *late)  # the first heard again, after the last
    assert kept(world, world.lune, one) == (state, state is PassState.PAID)


def test_a_page_nobody_paid_expires_and_opens_nothing(world, shop, begin, hear):
    one, _page = begin()
    shop.advance(2 * DAY)
    assert [event["type"] for event in shop.events][-1] == "checkout.session.expired"
    hear()
    assert kept(world, world.lune, one) == (PassState.FAILED, False)


def test_what_was_lost_of_a_pass_is_repaired(world, shop, begin, hear, peek):
    one, page = begin()
    fill(page.url, number=payments.IBAN_BAD)
    actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    do_jobs(peek)
    assert kept(world, world.lune, one)[0] == PassState.PAYING
    shop.advance(6 * DAY)
    actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    do_jobs(peek)
    assert kept(world, world.lune, one)[0] == PassState.FAILED


def test_a_second_pass_begins_where_the_first_ends(world, begin, hear):
    show = world.production(world.lune)
    ends = []
    for _time in range(2):
        one, page = begin(show=show)
        fill(page.url, number=GOOD)
        hear()
        with world.inside(world.lune):
            ends.append(db().get(ProductionPass, (world.lune.id, one)).ends_at)
    first, second = ends
    assert first > clock.now() + timedelta(days=88)
    assert second > first + timedelta(days=88)


def test_a_pass_refused_later_lengthens_no_other(world, shop, begin, hear):
    show = world.production(world.lune)
    _one, page = begin(show=show)
    fill(page.url, number=payments.IBAN_BAD)
    hear()
    shop.advance(6 * DAY)
    hear()
    two, page = begin(show=show)
    fill(page.url, number=GOOD)
    hear()
    with world.inside(world.lune):
        assert db().get(ProductionPass, (world.lune.id, two)).ends_at < clock.now() + timedelta(days=93)


def test_a_debit_sent_back_takes_its_months_from_the_pass_that_followed(world, shop, begin, hear):
    """Else a refused debit before each pass would make three months of it for nothing."""
    show = world.production(world.lune)
    _one, page = begin(show=show)
    fill(page.url, number=payments.IBAN_BAD)
    hear()
    two, page = begin(show=show)
    fill(page.url, number=GOOD)
    hear()

    def ends_at():
        with world.inside(world.lune):
            return db().get(ProductionPass, (world.lune.id, two)).ends_at

    assert ends_at() > clock.now() + timedelta(days=175)
    shop.advance(6 * DAY)
    hear()
    assert clock.now() + timedelta(days=88) < ends_at() < clock.now() + timedelta(days=93)


@pytest.mark.parametrize(
    ("number", "gives_back", "is_open"),
    [
        (GOOD, lambda shop, page: returns.refund(shop, page), False),
        (GOOD, lambda shop, page: returns.refund(shop, page, 1000), True),
        (payments.IBAN_GOOD, lambda shop, page: returns.dispute(shop, page, "lost"), False),
        (GOOD, lambda shop, page: returns.dispute(shop, page, "needs_response"), True),
        (GOOD, lambda shop, page: returns.dispute(shop, page, "won"), True),
    ],
    ids=["refunded", "a part refunded", "lost", "argued about", "won"],
)
def test_a_pass_that_is_given_back_closes_and_lengthens_no_other(
    browse, world, shop, begin, hear, peek, number, gives_back, is_open
):
    show = world.production(world.lune)
    bought = []
    for _time in range(2):
        bought.append(begin(show=show))
        fill(bought[-1][1].url, number=number, name="Films du Ponant")
        shop.advance(6 * DAY)
        hear()
    (one, page), (two, _page) = bought
    gives_back(shop, shop.get("checkout.session", page.id))
    hear()
    for _time in range(2):
        actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
        do_jobs(peek)
    with world.inside(world.lune):
        rows = {row.id: row for row in queries.passes()}
        assert (rows[one].ends_at > clock.now()) is is_open
        assert (rows[two].ends_at > clock.now() + timedelta(days=100)) is is_open
        assert clock.now() + timedelta(days=88) < rows[two].ends_at
        key = rows[one].public_id
    assert (
        "Le paiement a été rendu" in browse.get("subscription.show_pass", pass_id=key).text
    ) is not is_open


def test_a_pass_paid_in_another_account_of_stripe_stays_open(world, shop, begin, hear, peek, caplog):
    one, page = begin()
    fill(page.url, number=GOOD)
    hear()
    shop.things.pop(page.id)
    actions.repair.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    do_jobs(peek)
    assert kept(world, world.lune, one) == (PassState.PAID, True)
    assert "a page of payment is not in this Stripe" in caplog.messages


def test_a_refund_of_a_customer_of_ours_is_asked_about_at_once(world, shop, buy, hear, peek):
    customer = buy()
    hear()
    refund = event_of(shop, "charge.refunded", customer=customer)
    assert hear(refund, work=False) == [204]
    jobs = "SELECT args->>'event' FROM procrastinate_jobs WHERE task_name = 'billing.actions.repair'"
    assert peek(jobs) == [(refund["id"],)]


def test_a_session_opens_no_pass_of_another_workspace(world, shop, begin, hear):
    """Its metadata name a pass of soleil, as a forged page would; it is paid, heard by both, and opens nothing."""
    theirs, their_page = begin(world.soleil)
    forged = {"pass": str(theirs), "workspace": str(world.lune.id)}
    mine, page = begin(world.lune, metadata=forged)
    fill(page.url, number=GOOD)
    hear()
    for place in (world.lune, world.soleil):
        actions.refresh_pass.now(session=page.id, workspace_id=str(place.id))
    assert kept(world, world.soleil, theirs) == (PassState.WAITING, False)
    assert kept(world, world.lune, mine) == (PassState.WAITING, False)
    fill(their_page.url, number=GOOD)
    actions.refresh_pass.now(session=their_page.id, workspace_id=str(world.lune.id))
    assert kept(world, world.soleil, theirs) == (PassState.WAITING, False)
    actions.refresh_pass.now(session=their_page.id, workspace_id=str(world.soleil.id))
    assert kept(world, world.soleil, theirs) == (PassState.PAID, True)
    assert kept(world, world.lune, mine) == (PassState.WAITING, False)


def test_an_event_of_one_customer_with_the_session_of_another_opens_nothing(world, shop, buy, begin, hear):
    customer = buy(world.lune)
    theirs, page = begin(world.soleil)
    fill(page.url, number=GOOD)
    event = next(one for one in reversed(shop.events) if one["type"] == "checkout.session.completed")
    assert event["data"]["object"]["id"] == page.id
    event["data"]["object"]["customer"] = customer
    assert hear(event) == [204]
    assert kept(world, world.soleil, theirs) == (PassState.WAITING, False)


def test_what_is_deleted_can_no_longer_be_paid_and_what_was_is_told(
    browse, world, shop, begin, hear, peek, caplog
):
    show = world.production(world.lune)
    _one, page = begin(show=show)
    _theirs, other = begin(world.soleil)
    browse.post("productions.delete", {"confirmed": "y"}, public_id=show.public_id)
    jobs = "SELECT args->>'session' FROM procrastinate_jobs WHERE task_name = 'billing.actions.close_page'"
    assert peek(jobs) == [(page.id,)]
    actions.close_page.now(session=page.id)
    assert shop.get("checkout.session", page.id)["status"] == "expired"
    fill(other.url, number=GOOD)
    with world.inside(world.soleil):
        db().execute(delete(ProductionPass).where(ProductionPass.session_id == other.id))
    with caplog.at_level("WARNING", "raccord.billing"):
        hear()
    assert "a page was paid for a pass that is not here" in caplog.messages
