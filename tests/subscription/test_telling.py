"""Mails of the plan: to owners, once, in their language; and the customer that ends with its workspace."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from tests.accounts.post import queued
from tests.billing.conftest import do_jobs, refuse_renewal
from tests.browse import Browser
from tests.make import PASSWORD
from tests.stripe import payments
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD, fill
from webapp.accounts.models import Account
from webapp.accounts.passwords import digest_of
from webapp.billing import actions as billing
from webapp.billing import queries, stripe
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.domain.plans.prices import Interval
from webapp.domain.plans.standing import GRACE, TRIAL
from webapp.subscription import telling


@pytest.fixture
def told(peek):
    """The subjects of what is told to a place now, run twice as a job may be."""

    def run(place):
        before = len(queued(peek))
        for _time in range(2):
            telling.tell.now(workspace_id=str(place.id))
        return [(mail.to, mail.subject) for mail in queued(peek)][before:]

    return run


@pytest.fixture
def buy(world, shop):
    def bought(place, number=GOOD):
        with world.inside(place):
            customer = billing.customer_for(place.id, place.email, "C", "fr")
            page = stripe.begin_subscription(
                customer, Interval.MONTH, 0, key=f"k {place.slug}", back="https://raccord.example/b",
                language="fr", trial_end=None,
            )  # fmt: skip
        fill(page.url, number=number)
        return customer

    return bought


def test_a_trial_is_told_three_days_before_its_end_and_at_its_end(world, shop, told):
    world.member(world.lune, "ines@exemple.fr", Role.EDITOR)
    with world.inside(world.lune) as session:
        billing.begin_trial()
        session.execute(update(Account).where(Account.email == world.lune.email).values(language="en"))
    start = clock.now()
    assert told(world.lune) == []
    for at, word in ((TRIAL - timedelta(days=2), "trial"), (TRIAL + timedelta(hours=1), "trial")):
        with time_machine.travel(start + at, tick=False):
            mails = told(world.lune)
            assert len(mails) == 1 and mails[0][0] == world.lune.email, word
    with time_machine.travel(start + TRIAL + timedelta(days=20), tick=False):
        assert told(world.lune) == []
    assert told(world.soleil) == []


def test_a_rejected_debit_is_told_then_the_last_days_then_the_end(world, shop, buy, hear, told):
    buy(world.lune, payments.IBAN_GOOD)
    refuse_renewal(shop)
    hear()
    assert "rejeté" in told(world.lune)[0][1]
    for since, word in ((GRACE - timedelta(days=2), "se ferme le"), (GRACE, "s’est arrêté")):
        with world.inside(world.lune):
            queries.subscription().past_due_since = clock.now() - since
        subjects = [subject for _to, subject in told(world.lune)]
        assert any(word in subject for subject in subjects), subjects
    assert told(world.lune) == []


def test_a_first_debit_sent_back_is_told_with_what_closes(world, shop, buy, hear, told, peek):
    buy(world.lune, payments.IBAN_BAD)
    shop.advance(6 * DAY)
    hear()
    assert told(world.lune) == [(world.lune.email, "Raccord Pro s’est arrêté")]
    assert "rejeté le prélèvement SEPA" in queued(peek)[-1].body


def test_what_changed_is_told_as_soon_as_it_is_heard(world, shop, buy, hear, peek):
    buy(world.lune)
    hear()
    found = peek("SELECT args->>'workspace_id' FROM procrastinate_jobs WHERE task_name LIKE '%%telling.tell'")
    assert {row[0] for row in found} == {str(world.lune.id)}


def test_a_pass_that_ended_is_told_with_its_production(world, shop, told):
    show = world.production(world.lune)
    ended = clock.now() - timedelta(hours=2)
    for state in (PassState.PAID, PassState.FAILED):
        world.add(world.lune, ProductionPass(production_id=show.id, state=state, ends_at=ended))
    assert [subject for _to, subject in told(world.lune)] == [
        "Le passe de «\u00a0Les Marées\u00a0» est terminé"
    ]


def test_a_debit_of_a_pass_that_is_sent_back_is_told_at_once(world, shop, hear, told, peek):
    show = world.production(world.lune)
    row = ProductionPass(production_id=show.id, state=PassState.WAITING, session_id="cs_1")
    key = world.add(world.lune, row).public_id
    with world.inside(world.lune) as session:
        page = stripe.begin_pass(
            row.id, world.lune.id, "Les Marées", customer=None, key="pass", back="https://raccord.example/b",
            language="fr",
        )  # fmt: skip
        session.execute(update(ProductionPass).values(session_id=page.id))
    fill(page.url, number=payments.IBAN_BAD, name="Films du Ponant", line1="1 quai", city="Brest")
    hear()
    assert told(world.lune) == []
    peek("DELETE FROM procrastinate_jobs RETURNING id")
    shop.advance(7 * DAY)
    hear()
    found = peek("SELECT args->>'workspace_id' FROM procrastinate_jobs WHERE task_name LIKE '%%telling.tell'")
    assert {one[0] for one in found} == {str(world.lune.id)}
    assert told(world.lune) == [(world.lune.email, "Le passe de «\u00a0Les Marées\u00a0» n’a pas été payé")]
    assert f"/w/lune/subscription/passes/{key}" in queued(peek)[-1].body
    assert told(world.soleil) == []


def test_nothing_is_told_where_nothing_is_sold(world, told):
    with world.inside(world.lune):
        billing.begin_trial()
        queries.subscription().trial_ends_at = clock.now() + timedelta(days=1)
    assert told(world.lune) == []


def test_a_workspace_that_goes_ends_its_customer_even_after_stripe_was_down(
    app, world, shop, buy, hear, browse, as_superuser, peek, monkeypatch
):
    mine, other = buy(world.lune), buy(world.soleil)
    hear()
    as_superuser(f"UPDATE accounts SET password_digest = '{digest_of(PASSWORD)}'")
    browse.post("leaving.leave", {"password": PASSWORD, "is_sure": "y"})
    jobs = "SELECT args->>'customer' FROM procrastinate_jobs WHERE task_name = 'billing.actions.end_customer'"
    assert peek(jobs) == [(mine,)]
    with monkeypatch.context() as down:
        down.setattr(stripe, "end_customer", lambda _customer: (_ for _ in ()).throw(stripe.Unreachable))
        billing.end_customer.now(customer=mine)
    assert peek(jobs) == [(mine,), (mine,)]
    for _time in range(2):
        billing.end_customer.now(customer=mine)
    states = {one["customer"]: one["status"] for one in shop.every("subscription")}
    assert states == {mine: "canceled", other: "active"}
    assert hear() and do_jobs(peek) is None
    assert "Pro, par mois" in Browser(app, world.soleil).get("subscription.show").text
