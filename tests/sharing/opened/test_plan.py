"""A link opens while its workspace may share: closed with Pro, open again by itself with Pro or a pass."""

from datetime import timedelta

import pytest

from tests.browse import HTMX, Browser
from webapp.billing import actions, queries
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock
from webapp.domain.plans.standing import GRACE

DAY = timedelta(days=1)


@pytest.fixture
def show(world):
    return world.production(world.lune, "Les Docks")


def subscribed(world, place, **values):
    with world.inside(place):
        row = actions.own_row()
        for name, value in values.items():
            setattr(row, name, value)


def passed(world, production, ends_in=DAY, state=PassState.PAID):
    with world.inside(world.lune) as session:
        now = clock.now()
        session.add(
            ProductionPass(production_id=production.id, state=state, starts_at=now, ends_at=now + ends_in)
        )


CASES = {
    "nothing": ({}, False),
    "trial": ({"trial_ends_at": DAY}, True),
    "trial over": ({"trial_ends_at": -DAY}, False),
    "active": ({"status": "active"}, True),
    "trialing": ({"status": "trialing"}, True),
    "late": ({"status": "past_due", "past_due_since": -DAY}, True),
    "too late": ({"status": "past_due", "past_due_since": -GRACE - DAY}, False),
    "paused": ({"status": "paused"}, False),
    "canceled": ({"status": "canceled"}, False),
    "unpaid": ({"status": "unpaid"}, False),
    "incomplete": ({"status": "incomplete"}, False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_link_opens_as_the_plan_of_its_workspace_says(app, browse, world, shop, show, case):
    values, is_open = CASES[case]
    subscribed(world, world.soleil, status="active")
    token, _share = world.share(world.lune, show, grants=("planning", "calendar"))
    subscribed(
        world,
        world.lune,
        **{
            name: clock.now() + value if isinstance(value, timedelta) else value
            for name, value in values.items()
        },
    )
    for path in ("", "/pdf", "/agenda.ics"):
        answer = Browser(app, None).client.get(f"/s/{token}{path}")
        assert answer.status_code == (200 if is_open else 404), path
    listed = browse.get("sharing.index").text
    assert ("Pro s’est arrêté" in listed) is not is_open
    with world.inside(world.lune):
        plan = queries.plan_of(queries.subscription(), queries.passes(), is_sold=True)
    assert plan.may("shares", clock.now(), show.id) is is_open


def test_a_pass_opens_the_links_of_its_production_alone(app, browse, world, shop, show):
    other = world.production(world.lune, "La Houle")
    mine, _s = world.share(world.lune, show)
    both, _s = world.share(world.lune, show, other)
    alien = world.production(world.soleil, "Autre")
    theirs, _s = world.share(world.soleil, alien)
    passed(world, show)

    def opens(token):
        return Browser(app, None).client.get(f"/s/{token}").status_code == 200

    assert [opens(one) for one in (mine, both, theirs)] == [True, False, False]
    passed(world, other, state=PassState.PAYING)
    assert opens(both)
    with world.inside(world.lune):
        for one in queries.passes():
            one.state = PassState.FAILED
    assert [opens(one) for one in (mine, both)] == [False, False]
    passed(world, show, -DAY)
    assert not opens(mine)


def test_making_renewing_extending_and_sending_are_pro(browse, world, shop, show):
    _token, share = world.share(world.lune, show)
    subscribed(world, world.lune, status="canceled")
    for endpoint, data in (
        ("sharing.extend", {}),
        ("sharing.renew", {"confirmed": "y"}),
        ("sharing.send", {"to": "x@exemple.fr", "message": "Bonjour"}),
    ):
        refused = browse.post(endpoint, data, status=422, share_id=share.public_id)
        assert "Les liens pour la production sont Pro" in refused.text
    browse.post("sharing.revoke", {"confirmed": "y"}, share_id=share.public_id)


def test_links_that_the_plan_closes_are_counted_apart_and_not_prolonged(browse, world, shop, show):
    other = world.production(world.lune, "La Houle")
    soon = clock.today() + 3 * DAY
    (_token, closed), _open = [world.share(world.lune, one, ends_on=soon) for one in (show, other)]
    subscribed(world, world.lune, status="canceled")
    passed(world, other)
    listed = browse.get("sharing.index").text
    assert "1 lien actif, 1 fermé" in listed and listed.count("+ 30 jours") == 1
    assert "Prolonger" not in browse.get("sharing.show", share_id=closed.public_id).text
    subscribed(world, world.lune, status="active")
    assert "2 liens actifs<" in browse.get("sharing.index").text
    assert "Prolonger" in browse.get("sharing.show", share_id=closed.public_id).text


def test_a_link_is_offered_where_it_may_be_made(browse, world, shop, show):
    """Not where Libre lets a production be read alone, nor where the plan would refuse it."""
    newer = [
        world.production(world.lune, f"La Houle {n}", opened_at=clock.now() + n * DAY) for n in (1, 2, 3)
    ]

    def offers(production):
        part = browse.get("sharing.of", headers=HTMX, production=production.public_id).text
        return "/shares/new?" in part

    assert [offers(one) for one in (show, newer[0])] == [False, True]
    subscribed(world, world.lune, status="canceled")
    assert not offers(newer[0])
    passed(world, show)
    assert offers(show)


def test_where_nothing_is_sold_links_open(app, world, show):
    token, _share = world.share(world.lune, show, grants=("planning", "calendar"))
    subscribed(world, world.lune, status="canceled")
    assert Browser(app, None).client.get(f"/s/{token}").status_code == 200
