import re
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.planning.make import days, put
from webapp.domain.permissions import Role
from webapp.places.models import Place
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.productions.planning.models import Service

SHOOT = {
    "start_on": "2026-11-05", "end_on": "2026-12-15", "saturdays": "y", "sundays": "y", "off": "11/11",
    "kind": "shoot", "unit": "1", "call": "7h15", "ready": "8:00", "end": "18h00", "place": "Criée de Saint-Malo",
}  # fmt: skip
ONE = {"on": "2026-11-23", "kind": "shoot", "unit": "1", "call": "07:15", "ready": "08:00", "end": "18:00"}


def phase(world: World, production: Production, start: date, end: date) -> None:
    world.add(
        world.lune, Phase(production_id=production.id, kind=PhaseKind.SHOOT, start_on=start, end_on=end)
    )


def test_without_any_day_a_sentence_says_how_to_begin(browse: Browser, tides: Production):
    page = browse.get("planning.index", production=tides.public_id).text
    assert "Pas encore de journée" in page
    assert "Ajouter des journées" in page


def test_twenty_eight_days_at_once_without_saturdays_sundays_and_armistice(
    browse: Browser, world: World, tides: Production, on
):
    on(2026, 11, 23)
    answer = browse.post("planning.create_days", SHOOT, production=tides.public_id)
    page = browse.follow(answer).text
    made = days(world)
    assert len(made) == 28
    assert made[0].on == date(2026, 11, 5) and made[-1].on == date(2026, 12, 15)
    assert date(2026, 11, 11) not in {day.on for day in made}
    assert made[0].call_minute == 435
    assert '<span class="tape now">J12 / 28</span>' in page
    assert "Criée de Saint-Malo, 7h15 à 18h00, PAT 8h00" in page
    assert page.count('aria-current="date"') == 1
    with world.inside(world.lune) as session:
        assert [place.name for place in session.scalars(select(Place))] == ["Criée de Saint-Malo"]


def test_a_day_of_another_workspace_counts_for_nothing(browse: Browser, world: World, tides: Production):
    theirs = world.production(world.soleil)
    stray = world.day(world.soleil, theirs)
    assert "Pas encore de journée" in browse.get("planning.index", production=tides.public_id).text
    for endpoint in ("day", "edit_day", "moving", "filling"):
        browse.get(f"planning.{endpoint}", production=tides.public_id, day_id=stray.public_id, status=404)
    browse.get("planning.index", production=theirs.public_id, status=404)


def test_a_day_of_another_production_is_not_found_here(browse: Browser, world: World, tides, wash):
    day = world.day(world.lune, wash)
    browse.get("planning.day", production=tides.public_id, day_id=day.public_id, status=404)


def test_one_day_is_added_changed_and_its_place_found_again(browse: Browser, world: World, tides):
    spot = world.spot(world.lune, "Maison du père")
    answer = browse.post(
        "planning.create_day", {**ONE, "place": "maison du pere"}, production=tides.public_id
    )
    assert "Maison du père" in browse.follow(answer).text
    (day,) = days(world)
    assert day.place_id == spot.id
    form = browse.get("planning.edit_day", production=tides.public_id, day_id=day.public_id).text
    assert 'value="Maison du père"' in form and 'value="07:15"' in form
    changed = {**ONE, "kind": "prelight", "is_continuous": "y", "notes": "Lune rousse", "place": ""}
    page = browse.follow(
        browse.post("planning.update_day", changed, production=tides.public_id, day_id=day.public_id)
    ).text
    assert "Prélight" in page and "Lune rousse" in page
    assert days(world)[0].place_id is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Indiquez une date."),
        ({"on": "31/02/2026"}, "n’existe pas dans le calendrier"),
        ({"call": "25h00"}, "les heures vont de 0h00 à 23h59"),
        ({"ready": "6h00"}, "Cette heure est avant la convocation."),
        ({"kind": "bal"}, "Choisissez dans la liste."),
        ({"unit": "x"}, "Choisissez dans la liste."),
        ({"notes": "a" * 2001}, "Au plus 2000 caractères."),
        ({"place": "a" * 201}, "Au plus 200 caractères."),
    ],
)
def test_a_wrong_day_is_said_and_nothing_typed_is_lost(
    browse: Browser, world: World, tides, wrong: dict[str, str], sentence: str
):
    sent = {**ONE, "notes": "À relire", **wrong}
    page = browse.post("planning.create_day", sent, production=tides.public_id, status=422).text
    assert sentence in page
    assert wrong.get("notes", "À relire") in page
    assert days(world) == []


def test_a_date_taken_by_the_same_crew_is_refused_and_open_to_the_other(browse: Browser, world: World, tides):
    world.day(world.lune, tides)
    page = browse.post("planning.create_day", ONE, production=tides.public_id, status=422).text
    assert "L’équipe 1 a déjà une journée le 23 nov. 2026." in page
    browse.post("planning.create_day", {**ONE, "unit": "2"}, production=tides.public_id)
    assert [day.unit for day in days(world)] == [1, 2]


def test_a_day_outside_the_phases_is_refused_then_widens_them(browse: Browser, world: World, tides):
    phase(world, tides, date(2026, 11, 5), date(2026, 11, 20))
    page = browse.post("planning.create_day", ONE, production=tides.public_id, status=422).text
    assert "Le 23 nov. 2026 est hors des étapes de la production, du 5 au 20 nov. 2026." in page
    assert 'name="widen"' in page
    browse.post("planning.create_day", {**ONE, "widen": "y"}, production=tides.public_id)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Phase.end_on)).one() == date(2026, 11, 23)


def test_a_range_outside_the_phases_says_how_many(browse: Browser, world: World, tides):
    phase(world, tides, date(2026, 11, 5), date(2026, 12, 11))
    page = browse.post("planning.create_days", SHOOT, production=tides.public_id, status=422).text
    assert "2 jours sont hors des étapes de la production" in page
    assert days(world) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"end_on": "2026-11-01"}, "La fin est avant le début."),
        ({"off": "11/11, bientôt"}, "« bientôt » n’est pas une date"),
        ({"end_on": "2029-01-01"}, "Ajoutez au plus 200 jours à la fois."),
        ({"start_on": "2026-11-07", "end_on": "2026-11-08"}, "Il ne reste aucun jour entre ces deux dates."),
    ],
)
def test_a_wrong_range_is_said(browse: Browser, world: World, tides, wrong: dict[str, str], sentence: str):
    page = browse.post("planning.create_days", {**SHOOT, **wrong}, production=tides.public_id, status=422)
    assert sentence in page.text.replace("\u00a0", " ")
    assert days(world) == []


def test_two_days_change_places_with_all_that_is_on_them_and_come_back(browse: Browser, world: World, tides):
    one = world.day(world.lune, tides, date(2026, 11, 23))
    other = world.day(world.lune, tides, date(2026, 11, 24), call_minute=780)
    put(world, one, world.sequence(world.lune, tides, "41"))
    answer = browse.post(
        "planning.swap_day", {"other": other.public_id}, production=tides.public_id, day_id=one.public_id
    )
    page = browse.follow(answer).text
    assert {day.public_id: day.on.day for day in days(world)} == {one.public_id: 24, other.public_id: 23}
    undo = re.search(r'action="([^"]+/swap/[^"]+)"', page)[1]
    assert browse.client.post(undo).status_code == 303
    assert {day.public_id: day.on.day for day in days(world)} == {one.public_id: 23, other.public_id: 24}


def test_a_day_is_moved_to_a_free_date_alone(browse: Browser, world: World, tides):
    one = world.day(world.lune, tides, date(2026, 11, 23))
    world.day(world.lune, tides, date(2026, 11, 24))
    here = {"production": tides.public_id, "day_id": one.public_id}
    page = browse.post("planning.move_day", {"on": "2026-11-24"}, status=422, **here).text
    assert "L’équipe 1 a déjà une journée le 24 nov. 2026." in page
    browse.post("planning.move_day", {"on": "2026-11-25"}, **here)
    assert [day.on.day for day in days(world)] == [24, 25]


def test_a_locked_day_refuses_to_move_to_swap_and_to_go(browse: Browser, world: World, tides):
    one = world.day(world.lune, tides, date(2026, 11, 23))
    other = world.day(world.lune, tides, date(2026, 11, 24))
    sequence = world.sequence(world.lune, tides)
    strip = put(world, one, sequence)
    here = {"production": tides.public_id, "day_id": one.public_id}
    page = browse.follow(browse.post("planning.lock_day", {"locked": "y"}, **here)).text
    assert "Verrouillée" in page
    sentence = "Le 23 nov. 2026 est verrouillé. Ouvrez son cadenas pour le changer."
    on_strip = {"production": tides.public_id, "strip_id": strip.public_id}
    refusals = [
        ("planning.move_day", {"on": "2026-11-25"}, here),
        ("planning.swap_day", {"other": other.public_id}, here),
        ("planning.delete_day", {"confirmed": "y"}, here),
        ("planning.update_day", {**ONE, "on": "2026-11-25"}, here),
        ("planning.fill_day", {"sequence": sequence.public_id}, here),
        ("planning.shift_strip", {"direction": "up"}, on_strip),
        ("planning.remove_strip", {}, on_strip),
        ("planning.move_strip", {"day": other.public_id, "where": "last"}, on_strip),
        ("planning.delete_sequence", {"confirmed": "y"}, {"production": tides.public_id, "sequence_id": sequence.public_id}),
    ]  # fmt: skip
    for endpoint, sent, values in refusals:
        page = browse.post(endpoint, sent, status=422, **values).text
        assert sentence in page, endpoint
    hours = {**ONE, "end": "19:00"}
    browse.post("planning.update_day", hours, **here)
    assert days(world)[0].end_minute == 1140
    browse.post("planning.lock_day", {"locked": ""}, **here)
    browse.post("planning.delete_day", {"confirmed": "y"}, **here)
    assert len(days(world)) == 1


def test_deleting_a_day_asks_first_and_gives_its_sequences_back(browse: Browser, world: World, tides):
    day = world.day(world.lune, tides)
    put(world, day, world.sequence(world.lune, tides, "41", set_name="Halle aux poissons"))
    here = {"production": tides.public_id, "day_id": day.public_id}
    asked = browse.post("planning.delete_day", status=422, **here).text
    assert "Supprimer la journée du lundi 23 novembre" in asked
    assert len(days(world)) == 1
    page = browse.follow(browse.post("planning.delete_day", {"confirmed": "y"}, **here)).text
    assert days(world) == []
    assert "Halle aux poissons" in page and "À placer" in page


def test_a_viewer_reads_and_has_no_button(app, world: World, tides):
    world.day(world.lune, tides)
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("planning.index", production=tides.public_id).text
    assert "Lundi 23 novembre" in page
    assert "Ajouter une journée" not in page


def test_a_tour_has_its_half_days_and_counts_its_services(browse: Browser, world: World, wash, on):
    on(2026, 12, 8)
    sent = {
        "on": "2026-12-08", "kind": "show", "unit": "1", "place": "Théâtre du Passe-Rive", "ready": "20:00",
        "services-0-half": "morning", "services-0-kind": "focus", "services-0-start": "9h00", "services-0-end": "13h00",
        "services-1-half": "evening", "services-1-kind": "show", "services-1-start": "20h00", "services-1-end": "",
        "services-2-half": "evening", "services-2-kind": "",
    }  # fmt: skip
    page = browse.post("planning.create_day", {**sent, "more": "1"}, production=wash.public_id, status=422)
    assert 'id="new-line"' in page.text and days(world) == []
    browse.post("planning.create_day", sent, production=wash.public_id)
    world.day(world.lune, wash, date(2026, 12, 9), kind="show")
    page = browse.get("planning.index", production=wash.public_id).text
    assert '<span class="tape now">Date 1 / 2</span>' in page
    assert "Réglages, 9h00 à 13h00" in page and "Représentation, 20h00" in page
    assert '<td role="cell" class="r num amount">2<' in page
    (day, _next) = days(world)
    form = browse.get("planning.edit_day", production=wash.public_id, day_id=day.public_id).text
    assert 'value="09:00"' in form
    with world.inside(world.lune) as session:
        halves = session.scalars(select(Service.half).order_by(Service.position)).all()
    assert halves == ["morning", "evening"]


def test_services_of_three_hours_count_more_than_those_of_four(browse: Browser, world: World, wash):
    day = world.day(world.lune, wash, kind="rig")
    world.add(
        world.lune,
        Service(day_id=day.id, half="morning", kind="rig", start_minute=540, end_minute=780),
    )
    here = {"production": wash.public_id, "day_id": day.public_id}
    assert "1 service de 4 h" in browse.get("planning.day", **here).text
    browse.post("planning.service_length", {"minutes": "180"}, production=wash.public_id)
    assert "2 services de 3 h" in browse.get("planning.day", **here).text
    browse.post("planning.service_length", {"minutes": "7"}, production=wash.public_id, status=400)


def test_days_go_out_as_a_table_and_as_a_tagged_pdf(browse: Browser, world: World, tides):
    day = world.day(world.lune, tides, notes="=1+1")
    put(world, day, world.sequence(world.lune, tides, "41", eighths=12, seconds=150))
    table = browse.get("planning.export_days", production=tides.public_id).text
    assert "23/11/2026;J1;Tournage;1;;7h15;8h00;;18h00;non;41;1 4/8;2:30;;'=1+1" in table
    pdf = browse.get("planning.export_plan", production=tides.public_id)
    assert pdf.mimetype == "application/pdf"
    with pikepdf.open(BytesIO(pdf.data)) as read:
        assert str(read.Root.Lang) == "fr" and bool(read.Root.MarkInfo.Marked)
        assert str(read.docinfo.Title) == "Plan de travail, Les Marées"


def test_a_double_click_adds_one_day(browse: Browser, world: World, tides):
    sent = {**ONE, "once": "abc"}
    for _ in range(2):
        browse.post("planning.create_day", sent, production=tides.public_id)
    assert len(days(world)) == 1
