from io import BytesIO

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.documents.files import PDF
from tests.make import World
from tests.productions.planning.make import put
from webapp.documents.models import Document
from webapp.productions.planning.models import Day, PlanVersion


@pytest.fixture
def day(world: World, tides) -> Day:
    return world.day(world.lune, tides)


def versions(world: World) -> list[PlanVersion]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(PlanVersion).order_by(PlanVersion.number)))


def test_publishing_keeps_the_plan_as_it_stands(browse: Browser, world: World, tides, day: Day):
    put(world, day, world.sequence(world.lune, tides, "41", set_name="Halle aux poissons"))
    here = {"production": tides.public_id}
    assert "Première version : 1 journée." in browse.get("planning.new_version", **here).text.replace(
        "\u00a0", " "
    )
    page = browse.follow(browse.post("planning.publish", {"note": "Version de prépa"}, **here)).text
    assert "Version 1" in page and "Halle aux poissons" in page and "Version de prépa" in page
    assert "Camille Roussel" in page
    assert "En vigueur" in browse.get("planning.index", **here).text
    browse.post("planning.delete_day", {"confirmed": "y"}, day_id=day.public_id, **here)
    (version,) = versions(world)
    kept = browse.get("planning.version", version_id=version.public_id, **here).text
    assert "Halle aux poissons" in kept


def test_nothing_is_published_twice(browse: Browser, world: World, tides, day: Day):
    here = {"production": tides.public_id}
    for _ in range(2):
        browse.post("planning.publish", {"once": "abc"}, **here)
    page = browse.post("planning.publish", {"once": "def", "note": "Encore"}, status=422, **here).text
    assert "Rien n’a changé depuis la version 1." in page and "Encore" in page
    assert [version.number for version in versions(world)] == [1]


def test_an_empty_plan_is_not_published(browse: Browser, world: World, tides):
    page = browse.post("planning.publish", production=tides.public_id, status=422).text
    assert "Ajoutez au moins une journée avant de publier." in page
    assert versions(world) == []


def test_the_draft_is_told_beside_the_last_version_and_two_versions_beside_each_other(
    browse: Browser,
    world: World,
    tides,
    day: Day,
):
    other = world.day(world.lune, tides, day.on.replace(day=24))
    strip = put(world, other, world.sequence(world.lune, tides, "52"))
    here = {"production": tides.public_id}
    browse.post("planning.publish", **here)
    to_first = {"day": day.public_id, "where": "last"}
    browse.post("planning.move_strip", to_first, strip_id=strip.public_id, **here)
    hours = {
        "on": "2026-11-23",
        "kind": "shoot",
        "unit": "1",
        "call": "7h15",
        "ready": "8h00",
        "end": "23h30",
    }
    browse.post("planning.update_day", hours, day_id=day.public_id, **here)
    index = browse.get("planning.index", **here).text
    assert "2 changements depuis la version 1" in index and "Déplacée" in index
    assert index.count(">modifié<") == 1
    first = versions(world)[0]
    told = browse.get("planning.new_version", **here).text
    for page in (told, browse.get("planning.comparison", **{"from": first.public_id}, **here).text):
        assert "18h00</del>" in page and "23h30</ins>" in page
        assert "J2</del>" in page and "J1</ins>" in page
    browse.post("planning.publish", **here)
    _one, two = versions(world)
    both = {"from": two.public_id, "to": first.public_id}
    assert "23h30</ins>" in browse.get("planning.comparison", **both, **here).text
    same = {"from": two.public_id, "to": "draft"}
    assert "Rien ne les sépare." in browse.get("planning.comparison", **same, **here).text
    browse.get("planning.comparison", **{"from": "rien"}, status=404, **here)


def test_a_plan_received_as_a_pdf_is_a_version_and_the_production_s_paper(
    browse: Browser,
    world: World,
    tides,
):
    here = {"production": tides.public_id}
    sent = {"label": "V3", "dated_on": "2026-11-12", "file": (BytesIO(PDF), "pdt.pdf")}
    page = browse.follow(browse.post("planning.receive", sent, **here)).text
    assert "Plan reçu, V3" in page
    (version,) = versions(world)
    assert version.snapshot is None
    with world.inside(world.lune) as session:
        document = session.scalars(select(Document)).one()
    assert (document.is_mine, document.title) == (False, "Les Marées, plan de travail, V3")
    shown = browse.get("planning.version", version_id=version.public_id, **here).text
    assert "pdt.pdf" in shown
    assert "Rien n’est publié encore" not in browse.get("planning.versions", **here).text


def test_a_received_plan_without_its_file_or_version_is_said(browse: Browser, world: World, tides):
    here = {"production": tides.public_id}
    page = browse.post("planning.receive", {"label": "", "dated_on": ""}, status=422, **here).text
    for sentence in ("Choisissez le PDF reçu.", "Indiquez sa version.", "Indiquez une date."):
        assert sentence in page
    bad = {"label": "V3", "dated_on": "2026-11-12", "file": (BytesIO(b"rien"), "pdt.pdf")}
    assert "n’est ni un PDF ni une photo" in browse.post("planning.receive", bad, status=422, **here).text
    assert versions(world) == []


def test_a_version_of_another_workspace_is_not_there(browse: Browser, other: Browser, world: World, tides):
    theirs = world.production(world.soleil)
    world.day(world.soleil, theirs)
    other.post("planning.publish", production=theirs.public_id)
    with world.inside(world.soleil) as session:
        version = session.scalars(select(PlanVersion)).one()
    browse.get("planning.version", production=tides.public_id, version_id=version.public_id, status=404)
    browse.get("planning.comparison", production=tides.public_id, **{"from": version.public_id}, status=404)
