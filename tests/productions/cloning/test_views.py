from datetime import date

from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.domain.permissions import Role
from webapp.productions.models import Production
from webapp.productions.planning.models import Day

SENT = {"title": "Les Marées, saison 2", "start_on": "8/11/2027", "days": "y"}


def test_the_page_tells_what_there_is_to_take_and_what_stays(browse: Browser, world: World):
    production = world.production(world.lune)
    world.day(world.lune, production, date(2026, 11, 2))
    world.crew(world.lune, production)
    page = Browser.sentences(browse.get("cloning.new", production=production.public_id)).replace(
        "\u00a0", " "
    )
    assert "commence le 2 nov. 2026" in page
    assert "1 journée" in page
    assert "0 séquence" in page
    assert "1 poste, chacun devient une tâche" in page
    assert "Ce qui reste ici" in page
    assert (
        browse.url("cloning.new", production=production.public_id)
        in browse.get("productions.show", public_id=production.public_id).text
    )


def test_a_production_is_cloned_once_even_after_a_double_click(browse: Browser, world: World):
    production = world.production(world.lune, kind="short")
    world.day(world.lune, production, date(2026, 11, 2))
    for _again in range(2):
        answer = browse.post(
            "cloning.create", {**SENT, "once": "la même clé"}, production=production.public_id
        )
    page = browse.follow(answer).text
    assert "Production clonée" in page
    assert "Les Marées, saison 2" in page
    with world.inside(world.lune) as session:
        made = session.scalars(select(Production).where(Production.id != production.id)).one()
        assert made.kind == "short"
        assert session.scalars(select(Day.on).where(Day.production_id == made.id)).all() == [
            date(2027, 11, 8)
        ]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(browse: Browser, world: World):
    production = world.production(world.lune)
    world.day(world.lune, production)
    page = browse.post(
        "cloning.create", {"title": "", "jobs": "y"}, production=production.public_id, status=422
    ).text
    assert "À remplir" in page
    assert "Indiquez le premier jour" in page
    far = {**SENT, "start_on": "31/12/2100", "title": "Loin"}
    world.day(world.lune, production, date(2026, 12, 15))
    page = browse.post("cloning.create", far, production=production.public_id, status=422).text
    assert "sortiraient du calendrier" in page
    assert 'value="Loin"' in page
    with world.inside(world.lune) as session:
        assert len(session.scalars(select(Production)).all()) == 1


def test_a_production_without_dates_asks_for_none(browse: Browser, world: World):
    production = world.production(world.lune)
    assert "Rien n’est daté" in browse.get("cloning.new", production=production.public_id).text
    browse.post("cloning.create", {"title": "Copie"}, production=production.public_id)


def test_the_production_of_another_workspace_is_not_cloned(browse: Browser, world: World):
    theirs = world.production(world.soleil)
    browse.get("cloning.new", production=theirs.public_id, status=404)
    browse.post("cloning.create", SENT, production=theirs.public_id, status=404)


def test_a_viewer_clones_nothing(app, world: World):
    production = world.production(world.lune)
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    viewer.post("cloning.create", SENT, production=production.public_id, status=403)


def test_the_page_costs_four_statements_at_most(browse: Browser, world: World, statements: list[str]):
    production = world.production(world.lune)
    world.day(world.lune, production)
    statements.clear()
    browse.get("cloning.new", production=production.public_id)
    assert len(statements) <= 4
