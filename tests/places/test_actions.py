from sqlalchemy import select

from tests.make import World
from webapp.places.actions import delete_place, place_named
from webapp.places.models import Place


def test_a_place_is_found_by_its_name_whatever_its_accents_and_case(world: World):
    kept = world.spot(world.lune, "Théâtre du Passe-Rive", city="Rennes")
    with world.inside(world.lune):
        assert place_named("  theatre du PASSE rive ").id == kept.id


def test_a_place_unknown_is_made_once(world: World):
    world.spot(world.lune, "Criée de Saint-Malo")
    with world.inside(world.lune) as session:
        made = place_named("Criée")
        assert place_named("criée").id == made.id
        assert session.scalars(select(Place.name).order_by(Place.name)).all() == [
            "Criée",
            "Criée de Saint-Malo",
        ]


def test_a_name_without_letters_is_a_name_too(world: World):
    with world.inside(world.lune):
        made = place_named("104 !")
        other = place_named("???")
        assert other.id != made.id
        assert place_named("???").id == other.id


def test_a_deleted_place_is_not_found_again(world: World):
    gone = world.spot(world.lune, "Criée")
    with world.inside(world.lune) as session:
        delete_place(session.scalars(select(Place)).one())
        assert place_named("Criée").id != gone.id


def test_the_place_of_another_workspace_is_not_mine(world: World):
    theirs = world.spot(world.soleil, "Criée")
    with world.inside(world.lune):
        assert place_named("Criée").id != theirs.id
