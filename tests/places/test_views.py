import re

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.domain.permissions import Role
from webapp.places.models import Keeper, Place

THEATRE = {
    "name": " Théâtre  du Passe-Rive ", "kind": "hall", "address": "3 rue du Bac", "postal_code": "35 000", "city": "Rennes",
    "coordinates": "https://www.openstreetmap.org/#map=17/48.1135/-1.6757", "parking": "2 places\n48 h avant",
    "power": "125 A lumière", "hospital": "CHU Pontchaillou", "hospital_phone": "02 99 28 43 21",
    "capacity": "412", "stage_width": "11,80", "stage_depth": "9,4", "stage_height": "7 m 20", "truck_access": "19 t, quai",
    "dressing_rooms": "4, dont 1 PMR", "hotels": "Hôtel des Quais, 6 min",
    "keepers-0-job": "Directeur technique", "keepers-0-name": "Gaël Lucas", "keepers-0-phone": "+33 6 39 98 10 41",
    "keepers-1-job": "Gardien", "keepers-1-email": "nuit@exemple.fr", "keepers-2-job": "",
}  # fmt: skip


def test_without_a_place_the_list_says_what_to_do(browse: Browser):
    assert "Ajouter un lieu" in browse.get("places.index").text


def test_a_hall_is_kept_with_all_that_a_tour_asks(browse: Browser, world: World):
    page = browse.follow(browse.post("places.create", THEATRE)).text
    for told in ("Lieu ajouté", "412", "11,8\u00a0m".replace("\u00a0", " "), "9,4 m", "7,2 m", "19 t, quai", "4, dont 1 PMR",
                 "Hôtel des Quais", "Directeur technique", "Gardien", "3 rue du Bac, 35000 Rennes"):  # fmt: skip
        assert told in page, told
    assert 'href="tel:+33639981041"' in page
    assert 'href="tel:+33299284321"' in page
    assert 'href="mailto:nuit@exemple.fr"' in page
    with world.inside(world.lune) as session:
        place = session.scalars(select(Place)).one()
        assert (place.latitude, place.longitude) == (48.1135, -1.6757)
        assert (place.stage_width, place.stage_depth, place.stage_height) == (1180, 940, 720)
        assert [keeper.job for keeper in session.scalars(select(Keeper).order_by(Keeper.position))] == [
            "Directeur technique",
            "Gardien",
        ]


def test_the_sun_of_a_place_is_told_for_any_day(browse: Browser, world: World):
    place = world.spot(world.lune, latitude=48.6493, longitude=-2.0257)
    page = browse.get("places.show", public_id=place.public_id, on="2026-11-23").text
    assert re.search(r"8h2[789]", page)
    assert re.search(r"17h(19|20|21)", page)
    wrong = browse.get("places.show", public_id=place.public_id, on="hier", status=422).text
    assert "n’est pas une date" in wrong


def test_without_coordinates_no_sun_is_told(browse: Browser, world: World):
    place = world.spot(world.lune)
    page = browse.get("places.show", public_id=place.public_id).text
    assert "Ajoutez les coordonnées" in page
    assert (
        "Lever"
        not in Browser.sentences(browse.get("places.show", public_id=place.public_id)).split("Ajoutez")[0]
    )


def test_at_the_pole_the_page_says_so(browse: Browser, world: World):
    place = world.spot(world.lune, latitude=69.65, longitude=18.95)
    page = browse.get("places.show", public_id=place.public_id, on="2026-06-21").text
    assert "le soleil ne se lève ou ne se couche pas" in page


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browse: Browser, world: World):
    sent = {
        **THEATRE, "name": "", "coordinates": "Rennes", "capacity": "beaucoup", "stage_width": "large",
        "postal_code": "350", "hospital_phone": "le quinze", "keepers-0-job": "", "keepers-1-email": "nuit",
    }  # fmt: skip
    page = browse.post("places.create", sent, status=422).text
    for reason in ("À remplir", "pas de coordonnées", "pas une quantité", "longueur en mètres", "5 chiffres",
                   "pas un numéro", "Indiquez la fonction", "mail n’est pas complète"):  # fmt: skip
        assert reason in page, reason
    for typed in (
        'value="Rennes"',
        'value="beaucoup"',
        'value="le quinze"',
        'value="Gaël Lucas"',
        "125 A lumière",
    ):
        assert typed in page, typed
    with world.inside(world.lune) as session:
        assert session.scalars(select(Place)).all() == []


def test_what_only_a_hall_has_is_not_read_elsewhere(browse: Browser, world: World):
    browse.post("places.create", {"name": "Criée", "kind": "set", "capacity": "beaucoup", "stage_width": "9"})
    with world.inside(world.lune) as session:
        place = session.scalars(select(Place)).one()
        assert (place.capacity, place.stage_width) == (None, None)


def test_a_hall_called_something_else_for_a_while_keeps_its_stage(browse: Browser, world: World):
    place = world.spot(world.lune, kind="hall", capacity=412)
    browse.post("places.update", {"name": "Criée", "kind": "other"}, public_id=place.public_id)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Place.capacity)).one() == 412


def test_numbers_too_large_for_the_table_are_refused(browse: Browser):
    sent = {"name": "Stade", "kind": "hall", "capacity": "9000000000", "stage_width": "900000000"}
    page = browse.post("places.create", sent, status=422).text
    assert "500 mètres" in page


def test_one_more_line_stores_nothing_and_keeps_what_is_typed(browse: Browser, world: World):
    page = browse.post("places.create", {**THEATRE, "more": "1"}, status=422).text
    assert 'name="keepers-2-job"' in page
    assert 'value="Gaël Lucas"' in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(Place)).all() == []


def test_a_place_is_changed_and_its_lines_replaced(browse: Browser, world: World):
    browse.post("places.create", THEATRE)
    with world.inside(world.lune) as session:
        public_id = session.scalars(select(Place.public_id)).one()
    form = browse.get("places.edit", public_id=public_id).text
    assert 'value="48.1135, -1.6757"' in form
    assert 'value="11,80"' in form
    sent = {
        "name": "Passe-Rive",
        "kind": "hall",
        "keepers-0-job": "Mairie",
        "keepers-0-phone": "02 99 00 00 00",
    }
    page = browse.follow(browse.post("places.update", sent, public_id=public_id)).text
    assert "Mairie" in page
    assert "Gaël Lucas" not in page


def test_search_forgives_accents_and_knows_the_town(browse: Browser, world: World):
    world.spot(world.lune, "Théâtre du Passe-Rive", city="Rennes", kind="hall")
    world.spot(world.lune, "Criée", city="Saint-Malo")
    for words in ("theatre", "RENNES passe"):
        part = browse.get("places.index", q=words, headers=HTMX).text
        assert "Passe-Rive" in part
        assert "Criée" not in part
        assert "<html" not in part
    assert "Ajouter « Studio »" in browse.get("places.index", q="Studio").text.replace("\u00a0", " ")


def test_the_filter_keeps_one_kind(browse: Browser, world: World):
    world.spot(world.lune, "Passe-Rive", kind="hall")
    world.spot(world.lune, "Criée")
    page = browse.get("places.index", kind="hall").text
    assert "Passe-Rive" in page
    assert "Criée" not in page


def test_fifty_places_make_a_page(browse: Browser, world: World):
    for number in range(51):
        world.spot(world.lune, f"Décor {number:02d}")
    assert "Décor 50" not in browse.get("places.index").text
    assert "Décor 50" in browse.get("places.index", page=2).text


def test_a_place_used_by_a_day_is_deleted_and_comes_back(browse: Browser, world: World):
    place = world.spot(world.lune)
    production = world.production(world.lune)
    world.day(world.lune, production, place_id=place.id)
    page = browse.follow(browse.post("places.delete", public_id=place.public_id)).text
    assert "n’est plus dans vos lieux" in page
    browse.get("places.show", public_id=place.public_id, status=404)
    assert place.name in browse.get("locations.index", production=production.public_id).text
    browse.post("places.restore", public_id=place.public_id)
    assert place.name in browse.get("places.show", public_id=place.public_id).text


def test_a_place_is_printed_with_who_to_call(browse: Browser, world: World):
    public_id = browse.post("places.create", THEATRE).headers["Location"].rsplit("/", 1)[1]
    page = browse.get("places.print_one", public_id=public_id).text
    assert "Gaël Lucas" in page
    assert "06\u00a039\u00a098\u00a010\u00a041" in page
    assert "tabbar" not in page


@pytest.mark.parametrize("endpoint", ["show", "edit", "print_one"])
def test_the_place_of_another_workspace_is_not_there(browse: Browser, world: World, endpoint: str):
    theirs = world.spot(world.soleil, "Criée d’ailleurs")
    browse.get(f"places.{endpoint}", public_id=theirs.public_id, status=404)
    assert "Criée d’ailleurs" not in browse.get("places.index").text


def test_a_viewer_reads_and_is_offered_no_change(app, world: World):
    place = world.spot(world.lune)
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("places.show", public_id=place.public_id).text
    assert "Modifier" not in page
    assert "Ajouter un lieu" not in viewer.get("places.index").text


def test_what_is_typed_is_text(browse: Browser):
    sent = {**THEATRE, "name": "<b>Criée</b>", "power": "<script>alert(1)</script>"}
    page = browse.follow(browse.post("places.create", sent)).text
    assert "<b>Criée" not in page
    assert "<script>alert" not in page
