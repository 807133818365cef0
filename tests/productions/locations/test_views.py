from datetime import date

from tests.browse import HTMX, Browser
from tests.make import World


def test_without_a_place_the_tab_says_where_they_come_from(browse: Browser, world: World):
    production = world.production(world.lune)
    assert "dès qu’une journée" in browse.get("locations.index", production=production.public_id).text


def test_the_places_of_days_and_sequences_are_listed_with_when(browse: Browser, world: World):
    production, other = world.production(world.lune), world.production(world.lune, "Éclats")
    harbour, flat = world.spot(world.lune, "Criée"), world.spot(world.lune, "Appartement")
    world.spot(world.lune, "Ailleurs")
    elsewhere = world.spot(world.lune, "Théâtre")
    for number in (23, 24):
        world.day(world.lune, production, date(2026, 11, number), place_id=harbour.id)
    world.sequence(world.lune, production, "12", place_id=flat.id)
    world.day(world.lune, other, place_id=elsewhere.id)
    page = Browser.sentences(browse.get("locations.index", production=production.public_id))
    assert "2 jours, 23 et 24 nov." in page
    assert "1 séquence" in page
    assert "Ailleurs" not in page
    assert "Théâtre" not in page


def test_a_place_tells_the_productions_that_came(browse: Browser, world: World):
    place = world.spot(world.lune)
    production = world.production(world.lune, "La Grande Lessive", kind="theatre")
    world.day(world.lune, production, date(2026, 12, 8), place_id=place.id, kind="show")
    part = browse.get("locations.visits", public_id=place.public_id, headers=HTMX).text
    assert "La Grande Lessive" in part
    assert "1 jour, 8 déc." in part
    assert "<html" not in part
    assert "La Grande Lessive" in browse.get("locations.visits", public_id=place.public_id).text


def test_nothing_of_another_workspace_is_told(browse: Browser, other: Browser, world: World):
    theirs = world.production(world.soleil)
    place = world.spot(world.soleil)
    world.day(world.soleil, theirs, place_id=place.id)
    browse.get("locations.index", production=theirs.public_id, status=404)
    browse.get("locations.visits", public_id=place.public_id, status=404)
    assert place.name in other.get("locations.index", production=theirs.public_id).text


def test_the_tab_costs_the_same_with_many_places(browse: Browser, world: World, statements: list[str]):
    production = world.production(world.lune)
    for number in range(1, 9):
        place = world.spot(world.lune, f"Décor {number}")
        world.day(world.lune, production, date(2026, 11, number), place_id=place.id)
    statements.clear()
    browse.get("locations.index", production=production.public_id)
    assert len(statements) <= 4
