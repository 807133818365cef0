"""What of every page is drawn once for all: whoever asks, in whatever order, it is of their own workspace."""

import re
from itertools import chain

import pytest
from flask import Flask

from tests.browse import Browser
from tests.make import World
from webapp.core.web import HERE
from webapp.domain.permissions import Role

LINK = re.compile(r'href="/w/([^/"]+)')


@pytest.fixture
def people(app: Flask, world: World) -> dict[str, Browser]:
    places = {
        "owner": world.lune,
        "viewer": world.member(world.lune, "vue@exemple.fr", Role.VIEWER),
        "editor": world.member(world.soleil, "edite@exemple.fr", Role.EDITOR),
        "other": world.soleil,
    }
    return {name: Browser(app, place) for name, place in places.items()}


@pytest.mark.parametrize("endpoint", ["home.today", "engagements.index", "accounts.show", "home.more"])
def test_each_is_led_through_their_own_workspace_alone(people: dict[str, Browser], endpoint: str) -> None:
    for name in chain(people, reversed(people)):
        one = people[name]
        assert one.place is not None
        if endpoint == "accounts.show":
            one.get("home.today")
        page = one.get(endpoint).text
        assert set(LINK.findall(page)) == {one.place.slug}
        assert HERE not in page


def test_what_can_be_added_is_offered_to_whom_may_alone(people: dict[str, Browser]) -> None:
    for name in chain(people, reversed(people)):
        page = people[name].get("home.today").text
        adds = [
            f'href="{people[name].url(endpoint)}"' in page for endpoint in ("home.add", "engagements.new")
        ]
        assert {*adds, 'id="ajouter"' in page} == {name != "viewer"}


def test_the_place_one_is_at_is_marked_and_no_other(people: dict[str, Browser]) -> None:
    for endpoint in ("home.today", "engagements.index", "home.today", "contacts.index"):
        for one in people.values():
            rail = one.get(endpoint).text.split('class="tabbar"')[1].split("</nav>")[0]
            marked = re.findall(r'href="([^"]+)"[^>]* aria-current="page"', rail)
            assert marked == [one.url(endpoint)]


def test_each_reads_it_in_their_language(people: dict[str, Browser]) -> None:
    for language, said in (
        ("en", "Main navigation"),
        ("fr", "Navigation principale"),
        ("en", "Main navigation"),
    ):
        people["owner"].post("accounts.language", {"language": language})
        page = people["owner"].get("home.today").text
        assert f'aria-label="{said}"' in page
        assert ("Jobs" in page.split('class="tabbar"')[1]) == (language == "en")
        assert "Navigation principale" in people["viewer"].get("home.today").text
