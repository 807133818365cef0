"""The papers of a production of 120 people: read aloud whole, and made at once."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests import papers
from tests.browse import Browser
from tests.guards.season import OF_A_DAY, PEOPLE, page, shoot
from tests.make import World
from tests.measure import quickest
from tests.productions.tour.make import Tour
from webapp.core import clock
from webapp.domain.crewhours import monday_of
from webapp.productions.crew.bible.fields import Field
from webapp.productions.models import Production

SLOWEST = 0.5  # of the process, page included
MONDAY = monday_of(clock.today()) - timedelta(days=7)


@pytest.fixture
def show(world: World) -> Production:
    show = world.production(world.lune)
    shoot(world, world.lune, show, MONDAY)
    return show


def test_each_paper_says_its_language_title_and_structure_and_is_made_at_once(
    browse: Browser, world: World, show: Production
):
    built = browse.post("callsheets.build", {"day": page("d", 0)}, production=show.public_id)
    tour = Tour(world, world.lune)
    route = tour.full()
    at = {"production": show.public_id}
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "feuille de service": ("callsheets.paper", {**at, "sheet": built.headers["Location"].split("/")[-2]}),
        "heures": ("hours.export", {**at, "week": MONDAY.isoformat()}),
        "bible": ("crew.bible_file", {**at, "kind": "pdf"}),
        "bible, every field": ("crew.bible_file", {**at, "kind": "pdf", "chosen": "y", "field": list(Field)}),
        "générique": ("crew.credits_file", {**at, "form": "pdf"}),
        "plan de travail": ("planning.export_plan", at),
        "feuille de route": ("tour.pdf", {"production": tour.id, "route_id": route.public_id}),
    }
    slow = {}
    for name, (endpoint, values) in asked.items():
        content = browse.get(endpoint, **values).data  # its fonts and its page are read once
        took = quickest(partial(browse.get, endpoint, **values))
        if took >= SLOWEST:
            slow[name] = took
        paper = papers.check(content)
        assert ("La Grande Lessive" if name == "feuille de route" else "Les Marées") in paper.title, name
        if name == "feuille de service":
            assert f"{OF_A_DAY} séquences" in papers.text_of(content)
        if name not in ("plan de travail", "feuille de route"):
            assert f"Personne {PEOPLE - 1}" in papers.text_of(content), name
    assert slow == {}
