"""Seats follow who writes: refused in Libre, free in the trial, told and paid in Pro; none is passed by two at once."""

import re
from datetime import timedelta

import pytest

from tests.browse import Browser
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions, queries, seats, stripe
from webapp.core import clock
from webapp.core.formats import day
from webapp.domain.permissions import Role
from webapp.domain.plans.prices import Interval

INVITATION = re.compile(r"/invitations/[\w-]{43}")


@pytest.fixture
def pro(world, shop, hear):
    with world.inside(world.lune):
        customer = actions.customer_for(world.lune.id, "c@exemple.fr", "Camille", "fr")
        page = stripe.begin_subscription(
            customer, Interval.MONTH, 0, key="begin", back="https://raccord.example/b", language="fr", trial_end=None
        )  # fmt: skip
    fill(page.url, number=GOOD)
    hear()
    return customer


def trial(world):
    with world.inside(world.lune):
        actions.begin_trial()


def end_pro(world):
    with world.inside(world.lune):
        row = queries.subscription()
        row.status, row.trial_ends_at = "canceled", clock.now() - timedelta(days=1)


def invite(browse, email, role="editor", status=303, **more):
    return browse.post("workspaces.invite", {"email": email, "role": role, **more}, status=status)


def links(peek):
    rows = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver' ORDER BY id")
    return [found[0] for (args,) in rows if (found := INVITATION.search(args["body"]))]


def accept(app, world, path, email):
    account, login = world.account(email)
    person = Browser(app, None)
    with person.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = login, True
    return person.client.post(path, data={"name": email.split("@")[0]}), account


def quantity(shop, customer):
    (one,) = [one for one in shop.every("subscription") if one["customer"] == customer]
    return sum(line["quantity"] for line in one["items"]["data"] if "seat" in line["price"]["lookup_key"])


def test_in_libre_one_person_writes_and_others_read(app, browse, world, shop, peek):
    refused = invite(browse, "ed@exemple.fr", status=422)
    assert "une seule personne écrit" in refused.text
    assert links(peek) == []
    invite(browse, "lit@exemple.fr", "viewer")
    viewer = world.member(world.lune, "vue@exemple.fr", Role.VIEWER)
    browse.post("workspaces.role", {"role": "editor"}, status=422, account_id=viewer.account_id)
    browse.post("workspaces.role", {"role": "owner"}, status=422, account_id=viewer.account_id)


def test_in_the_trial_it_is_free_and_afterwards_they_read(app, browse, world, shop, peek):
    trial(world)
    invite(browse, "ed@exemple.fr")
    (path,) = links(peek)
    answer, _account = accept(app, world, path, "ed@exemple.fr")
    assert answer.status_code == 303
    editor = Browser(app, world.member(world.lune, "autre@exemple.fr", Role.EDITOR))
    editor.get("productions.new")
    end_pro(world)
    editor.get("productions.new", status=403)
    editor.get("productions.index")
    assert "Vous lisez cet espace" in editor.get("workspaces.members").text
    browse.get("productions.new")
    with world.inside(world.lune):
        actions.own_row().status = "active"
    editor.get("productions.new")


def test_an_invitation_of_the_trial_costs_nothing_nobody_agreed_to(app, browse, world, shop, hear, peek):
    trial(world)
    invite(browse, "ed@exemple.fr")
    (path,) = links(peek)
    with world.inside(world.lune):
        actions.own_row().status = "active"
    answer, _account = accept(app, world, path, "ed@exemple.fr")
    assert answer.status_code == 422
    assert "demandez-en une nouvelle" in answer.text
    end_pro(world)
    answer, _account = accept(app, world, path, "ed2@exemple.fr")
    assert answer.status_code == 422


def test_in_pro_the_price_is_told_then_stripe_follows_both_ways(app, browse, world, shop, hear, peek, pro):
    asked = invite(browse, "ed@exemple.fr", status=422)
    assert "6,00" in asked.text
    assert "environ" in asked.text
    assert links(peek) == []
    invite(browse, "ed@exemple.fr", confirmed="y")
    assert quantity(shop, pro) == 0
    (path,) = links(peek)
    answer, account = accept(app, world, path, "ed@exemple.fr")
    assert answer.status_code == 303
    hear()
    hear()
    assert quantity(shop, pro) == 1
    with world.inside(world.lune):
        assert queries.subscription().seats == 1
    browse.post("workspaces.role", {"role": "viewer"}, account_id=account)
    hear()
    hear()
    assert quantity(shop, pro) == 0
    browse.post("workspaces.role", {"role": "editor"}, status=422, account_id=account)
    browse.post("workspaces.role", {"role": "editor", "confirmed": "y"}, account_id=account)
    hear()
    assert quantity(shop, pro) == 1
    browse.post("workspaces.remove", {"confirmed": "y"}, account_id=account)
    hear()
    hear()
    assert quantity(shop, pro) == 0


def test_while_the_trial_runs_nothing_is_said_to_be_drawn_at_once(browse, world, shop, pro):
    with world.inside(world.lune):
        row = queries.subscription()
        row.status, ends_at = "trialing", row.period_ends_at
    asked = browse.sentences(invite(browse, "ed@exemple.fr", status=422)).replace("\u202f", " ")
    assert f"à partir du premier prélèvement, le {day(ends_at)}" in asked and "environ" not in asked


def test_asked_again_after_a_cut_it_is_done_once_and_each_day_repairs_it(world, shop, hear, pro):
    world.member(world.lune, "ed@exemple.fr", Role.EDITOR)
    values = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id), "key": "one"}
    seats.follow.now(**values)
    seats.follow.now(**values)
    assert quantity(shop, pro) == 1
    assert len([one for one in shop.charges if one.amount]) == 2  # Pro, then the seat
    world.member(world.lune, "ed2@exemple.fr", Role.EDITOR)
    actions.refresh.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    hear()
    assert quantity(shop, pro) == 2


def test_where_nothing_is_sold_anyone_writes(app, browse, world, peek):
    invite(browse, "ed@exemple.fr")
    (path,) = links(peek)
    assert accept(app, world, path, "ed@exemple.fr")[0].status_code == 303
    assert peek("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'billing.%%'") == [(0,)]
