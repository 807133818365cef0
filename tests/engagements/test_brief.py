"""The engagements of a production or an employer, as a part of their pages."""

from datetime import date, timedelta

import pytest

from tests.browse import HTMX, Browser
from tests.engagements.make import CACHETS, added
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import State

DAY = date(2026, 11, 2)


def part(browser: Browser, **asked) -> str:
    return browser.get("engagements.of", headers=HTMX, **asked).text.replace("\u00a0", " ")


def test_a_production_tells_its_engagements(world, browse):
    marees, lessive = world.production(world.lune, "Les Marées"), world.production(world.lune, "Lessive")
    ponant = world.company(world.lune)
    for weeks in range(5):
        start = DAY - timedelta(weeks=weeks)
        added(world, world.lune, ponant, production_id=marees.id, start_on=start, end_on=start + timedelta(days=4),
              contract_job=f"Emploi {weeks}")  # fmt: skip
    added(world, world.lune, ponant, production_id=lessive.id, contract_job="Ailleurs")
    added(world, world.lune, ponant, production_id=marees.id, state=State.OPTION, contract_job="Option")
    page = browse.get("productions.show", public_id=marees.public_id).text
    assert f'hx-get="{browse.url("engagements.of", production=marees.public_id)}"' in page
    assert f'href="{browse.url("engagements.index", production=marees.public_id)}"' in page
    shown = part(browse, production=marees.public_id)
    assert "<html" not in shown
    assert '<span class="muted num">6</span>' in shown
    assert "200 h" in shown
    assert "4\u202f300,00 € brut" in shown
    assert "Tout voir" in shown
    assert "Films du Ponant" in shown
    assert "Ailleurs" not in shown
    assert "Emploi 4" not in shown


def test_an_employer_tells_its_engagements(world, browse):
    ponant, rouge = world.company(world.lune), world.company(world.lune, "Brique Rouge")
    added(world, world.lune, ponant, lines=(CACHETS,), annexe=10, contract_job="Ici")
    added(world, world.lune, rouge, contract_job="Ailleurs")
    page = browse.get("contacts.show", public_id=ponant.public_id).text
    assert f'hx-get="{browse.url("engagements.of", employer=ponant.public_id)}"' in page
    shown = part(browse, employer=ponant.public_id)
    assert "2 cachets" in shown
    assert "Ici" in shown
    assert "Ailleurs" not in shown
    assert "Dans la liste" in shown


def test_a_person_has_no_engagements(world, browse):
    person = world.person(world.lune)
    assert "engagements/of" not in browse.get("contacts.show", public_id=person.public_id).text


def test_nothing_yet_offers_the_first_one(world, browse, app):
    marees, ponant = world.production(world.lune), world.company(world.lune)
    shown = part(browse, production=marees.public_id)
    assert "Aucun engagement sur cette production." in shown
    assert browse.url("engagements.new", production=marees.public_id) in shown
    assert "Aucun engagement chez cet employeur." in part(browse, employer=ponant.public_id)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert "Ajouter un engagement" not in part(viewer, production=marees.public_id)


def test_without_script_the_list_answers(world, browse):
    marees = world.production(world.lune)
    answer = browse.get("engagements.of", production=marees.public_id, status=303)
    assert answer.headers["Location"] == browse.url("engagements.index", production=marees.public_id)


@pytest.mark.parametrize("asked", ["production", "employer"])
def test_what_another_workspace_holds_is_not_there(world, browse, asked):
    theirs = world.production(world.soleil) if asked == "production" else world.company(world.soleil)
    browse.get("engagements.of", headers=HTMX, status=404, **{asked: theirs.public_id})
    browse.get("engagements.of", headers=HTMX, status=404)


def test_the_part_asks_four_times_at_most(world, browse, statements):
    marees = world.production(world.lune)
    added(world, world.lune, production_id=marees.id, start_on=clock.today(), end_on=clock.today())
    statements.clear()
    part(browse, production=marees.public_id)
    assert len(statements) <= 4
