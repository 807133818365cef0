"""The three that stay open in Libre."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.browse import Browser
from tests.make import World
from tests.productions.selling import has_pass, has_plan, sold, was_tried
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.productions.models import Production

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _sold(app: Flask) -> Iterator[None]:
    with sold(app):
        yield


@pytest.fixture
def shows(world: World) -> list[Production]:
    titles = ("Les Marées", "La Grande Lessive", "Dimanche", "Nuit blanche", "Remparts")
    return [
        world.production(world.lune, title, opened_at=clock.now() - (9 - n) * DAY)
        for n, title in enumerate(titles)
    ]


def writes(browse: Browser, show: Production) -> bool:
    url = browse.url("tasks.create", production=show.public_id)
    return browse.client.post(url, data={"title": "Réserver"}).status_code == 303


def kept(*shows: Production) -> dict[str, list[str]]:
    return {"kept": [show.public_id for show in shows]}


def test_chosen_during_the_trial_and_held_after_it(browse: Browser, world: World, shows):
    has_plan(world, world.lune, trial_ends_at=clock.now() + 9 * DAY)
    page = browse.get("productions.kept").text
    assert "L’essai s’arrête le" in page
    assert page.count(" checked") == 3
    too_many = browse.post("productions.keep", kept(*shows[:4]), status=422).text
    assert "Gardez-en trois au plus." in too_many
    assert too_many.count(" checked") == 4
    browse.post("productions.keep", kept(*shows[:3]))
    browse.post("productions.keep", kept(shows[0], shows[1], shows[4]))
    was_tried(world, world.lune)
    assert [writes(browse, show) for show in shows] == [True, True, False, False, True]


def test_once_in_libre_it_changes_once_a_month(browse: Browser, world: World, shows):
    was_tried(world, world.lune)
    assert [writes(browse, show) for show in shows] == [False, False, True, True, True]
    browse.post("productions.keep", kept(shows[0], shows[1], shows[2]))
    assert [writes(browse, show) for show in shows] == [True, True, True, False, False]
    refused = browse.post("productions.keep", kept(shows[2], shows[3], shows[4]), status=422).text
    assert "Ce choix se change une fois par mois" in refused
    browse.post("productions.archive", public_id=shows[0].public_id)
    browse.post("productions.keep", kept(shows[1], shows[2], shows[3]), status=422)
    browse.post("productions.archive", public_id=shows[4].public_id)
    browse.post("productions.keep", kept(shows[1], shows[2], shows[3]))
    assert writes(browse, shows[3])
    has_plan(world, world.lune, kept_at=clock.now() - 31 * DAY)
    world.production(world.lune, "Une autre", opened_at=clock.now() - 20 * DAY)
    browse.post("productions.keep", kept(shows[2], shows[3]))


def test_one_with_a_pass_is_kept_besides(browse: Browser, world: World, shows):
    was_tried(world, world.lune)
    has_pass(world, world.lune, shows[0])
    page = browse.get("productions.kept").text
    assert page.count(" checked") == 4
    assert "Passe production" in page
    browse.post("productions.keep", kept(*shows[:4]))
    assert [writes(browse, show) for show in shows] == [True, True, True, True, False]


def test_who_manages_the_space_chooses_and_of_their_own(
    app: Flask, browse: Browser, other: Browser, world, shows
):
    was_tried(world, world.lune)
    editor = Browser(app, world.member(world.lune, "ed@exemple.fr", Role.EDITOR))
    editor.get("productions.kept", status=403)
    theirs = world.production(world.soleil)
    browse.post("productions.keep", kept(theirs, shows[0]))
    assert "Les Marées" not in browse.get("productions.kept").text.split("checked")[0][-500:]
    assert "Toutes restent ouvertes" in other.get("productions.kept").text
    assert writes(browse, shows[0])
    assert (
        "Pas de production active"
        in Browser(app, world.workspace("vide", "Vide Seul")).get("productions.kept").text
    )


def test_links_that_close_are_counted_but_for_those_of_a_pass(browse: Browser, world: World, shows):
    was_tried(world, world.lune)
    assert "lien pour la production" not in browse.get("productions.kept").text
    for show in shows[:2]:
        world.share(world.lune, show)
    world.share(world.soleil, world.production(world.soleil))
    has_pass(world, world.lune, shows[1])
    page = browse.get("productions.kept").text
    assert "1 lien pour la production se ferme" in page
    assert "/w/lune/subscription/passes/new" in page
