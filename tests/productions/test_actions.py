from datetime import date

from sqlalchemy import select

from tests.make import World
from webapp.contacts.models import Contact
from webapp.productions.actions import add_production, delete_production, production_titled, update_production
from webapp.productions.models import Phase, PhaseKind, Production, ShowKind
from webapp.productions.outline import Outline, Stretch
from webapp.productions.queries import phases_of, productions_for_choice


def test_hues_follow_one_another_and_come_round(world: World):
    with world.inside(world.lune):
        hues = [add_production(Outline(title=f"Titre {number}")).hue for number in range(7)]
    assert hues == [1, 2, 3, 4, 5, 6, 1]


def test_the_hue_of_another_workspace_does_not_count(world: World):
    world.production(world.soleil, hue=4)
    with world.inside(world.lune):
        assert add_production(Outline(title="Les Marées")).hue == 1


def test_a_title_is_found_again_whatever_its_accents(world: World):
    with world.inside(world.lune) as session:
        company = Contact(kind="company", name="Films du Ponant")
        session.add(company)
        session.flush()
        first = production_titled("Les Marées", company_id=company.id)
        assert (first.label, first.company_id) == ("MARÉES", company.id)
        assert production_titled("les marees") is first
        assert production_titled("Les Marées 2") is not first


def test_a_deleted_title_is_made_anew(world: World):
    with world.inside(world.lune):
        first = production_titled("Les Marées")
        delete_production(first)
        assert production_titled("Les Marées") is not first


def test_the_company_is_made_once(world: World):
    with world.inside(world.lune) as session:
        one = add_production(Outline(title="Les Marées", company="Films du Ponant"))
        other = add_production(Outline(title="Nuit blanche", company="films du ponant"))
        assert one.company_id == other.company_id
        assert len(session.scalars(select(Contact)).all()) == 1


def test_phases_are_replaced_by_those_last_said(world: World):
    prep = Stretch(PhaseKind.PREPARATION, date(2026, 9, 21), date(2026, 11, 4))
    shoot = Stretch(PhaseKind.SHOOT, date(2026, 11, 5), date(2026, 12, 15), "Tournage à Saint-Malo")
    with world.inside(world.lune) as session:
        production = add_production(Outline(title="Les Marées", kind=ShowKind.FEATURE, phases=(prep, shoot)))
        assert [phase.kind for phase in phases_of(production.id)[production.id]] == ["preparation", "shoot"]
        update_production(production, Outline(title="Les Marées", kind=ShowKind.FEATURE, phases=(shoot,)))
        (left,) = session.scalars(select(Phase)).all()
        assert (left.name, left.start_on) == ("Tournage à Saint-Malo", date(2026, 11, 5))


def test_archived_and_deleted_ones_are_not_offered(world: World):
    world.production(world.lune, "Les Marées")
    archived = world.production(world.lune, "Vieux film")
    with world.inside(world.lune) as session:
        session.get_one(Production, (world.lune.id, archived.id)).archived_at = archived.created_at
        session.flush()
        assert [row.title for row in productions_for_choice()] == ["Les Marées"]
