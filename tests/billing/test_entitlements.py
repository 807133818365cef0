"""What Pro holds: begins the trial once, then is refused with its way; a pass opens it for its production."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.browse import Browser
from tests.productions.callsheets import make as callsheets
from webapp.billing import actions, queries
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock
from webapp.core.access import Door, mark_of
from webapp.domain.permissions import Role
from webapp.domain.plans.standing import Plan

TOAST = "30 jours de Pro, sans carte"
# Every product printed of a production, by its endpoint, with what it is asked with.
PRINTED = {
    "planning.export_plan": {},
    "crew.bible_file": {"kind": "pdf"},
    "crew.credits_file": {"form": "pdf"},
    "hours.export": {"week": "2026-11-23", "format": "pdf"},
}
# Data leaves whatever the plan.
FREE = {
    "planning.export_days": {},
    "crew.bible_file": {"kind": "csv"},
    "crew.credits_file": {"form": "txt"},
    "hours.export": {"week": "2026-11-23", "format": "xlsx"},
}


@pytest.fixture
def show(world):
    return world.production(world.lune, "Les Docks")


@pytest.fixture
def other(world):
    return world.production(world.lune, "La Houle")


def trial_of(world, place):
    with world.inside(place):
        row = queries.subscription()
        return row.trial_ends_at if row else None


def over(world, place=None):
    """The trial was, and is no more."""
    with world.inside(place or world.lune):
        actions.begin_trial()
        queries.subscription().trial_ends_at = clock.now() - timedelta(days=1)


def passed(world, production, state=PassState.PAID):
    with world.inside(world.lune) as session:
        now = clock.now()
        session.add(
            ProductionPass(
                production_id=production.id, state=state, starts_at=now, ends_at=now + timedelta(days=90)
            )
        )


@pytest.mark.parametrize("endpoint", PRINTED)
def test_a_pdf_begins_the_trial_then_is_pro_or_a_pass(app, browse, world, shop, show, other, endpoint):
    asked = {**PRINTED[endpoint], "production": show.public_id}
    assert browse.get(endpoint, **asked).data[:4] == b"%PDF"
    ends_at = trial_of(world, world.lune)
    assert ends_at - clock.now() > timedelta(days=29)
    assert trial_of(world, world.soleil) is None
    assert TOAST in browse.get("home.today").text
    browse.get(endpoint, **asked)
    assert trial_of(world, world.lune) == ends_at
    assert TOAST not in browse.get("home.today").text
    over(world)
    refused = browse.get(endpoint, status=422, **asked)
    assert "PDF" in refused.text
    assert "29,00" in refused.text
    assert browse.url("subscription.show") in refused.text
    free = FREE.get(endpoint.replace("export_plan", "export_days"), {})
    browse.get(endpoint.replace("export_plan", "export_days"), **{**asked, **free})
    passed(world, show)
    browse.get(endpoint, **asked)
    browse.get(endpoint, status=422, **{**asked, "production": other.public_id})


def test_every_product_printed_of_a_production_is_known(app):
    """A new address that may give a PDF is free, or asks: decided here."""
    decided = {
        *PRINTED, "tour.pdf", "callsheets.paper",
        "handover.download",  # the file given back whole, once
        "papers.download", "papers.file",  # what somebody brought in
    }  # fmt: skip
    gives = re.compile(r"pdf|paper", re.I)
    rooms = ("planning.", "crew.", "hours.", "tour.", "callsheets.", "tasks.", "locations.", "productions.")
    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(rooms) and "GET" in rule.methods and gives.search(str(rule))
        and mark_of(app.view_functions[rule.endpoint]) is not Door.LINK
    }  # fmt: skip
    assert found <= decided, found - decided


def test_a_viewer_begins_no_trial_and_a_refused_form_neither(app, browse, world, shop, show):
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    viewer.get("planning.export_plan", status=422, production=show.public_id)
    browse.post("sharing.create", {"asked": show.public_id}, status=422)
    assert trial_of(world, world.lune) is None


def test_it_is_said_before_it_bites(browse, world, shop, show):
    page = browse.get("crew.bible_page", production=show.public_id)
    said = browse.get("sharing.new", production=show.public_id).text
    assert "30 jours d’essai" in said
    over(world)
    assert "passe production" in browse.get("sharing.new", production=show.public_id).text.lower()
    passed(world, show)
    assert "Pro, ou passe" not in browse.get("sharing.new", production=show.public_id).text
    assert page.status_code == 200


def test_a_call_sheet_is_sent_with_pro_and_what_was_sent_is_read_whatever_the_plan(browse, world, shop):
    film = callsheets.show(world, world.lune)
    at = callsheets.build(browse, film)
    callsheets.approve(browse, at)
    over(world)
    to = {"to": str(film.nadia.id)}
    refused = browse.post("callsheets.send", to, status=422, **at)
    assert "feuilles de service est Pro" in refused.text
    browse.get("callsheets.paper", status=422, **at)
    passed(world, film.production)
    browse.post("callsheets.send", to, **at)
    callsheets.leave(world, world.lune, at)
    assert "Pro, ou passe" not in browse.get("callsheets.show", **at).text
    over(world)
    with world.inside(world.lune) as session:
        session.execute(delete(ProductionPass))
    assert browse.get("callsheets.paper", **at).data[:4] == b"%PDF"
    assert "Pro, ou passe" in browse.get("callsheets.show", **at).text  # reminding is sending


def test_nothing_is_asked_where_nothing_is_sold(browse, world, show):
    over(world)
    browse.get("planning.export_plan", production=show.public_id)
    assert Plan(is_sold=False).may_try is False
