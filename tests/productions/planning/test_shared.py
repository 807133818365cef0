"""What a link shows of the days of a production."""

from datetime import date, timedelta

import pytest

from tests.sharing.values import shown
from webapp.productions.planning import shared
from webapp.productions.planning.models import DayKind, PlanVersion

MONDAY = date(2026, 11, 23)
EVERYTHING = ("planning", *(f"planning.{field.key}" for field in shared.SECTION.fields))


@pytest.fixture
def told(world):
    """The section, as who was granted these parts sees it that Monday."""

    def tell(production, *parts):
        return shown(world, world.lune, shared.SECTION, production, *(parts or EVERYTHING), today=MONDAY)

    return tell


def test_days_are_named_by_their_rank_their_crew_and_what_they_are(world, tides, told):
    film = (
        (0, DayKind.SHOOT, 1), (0, DayKind.SHOOT, 2), (1, DayKind.REST, 1), (2, DayKind.TRAVEL, 1), (3, DayKind.SHOOT, 1),
    )  # fmt: skip
    for after, kind, unit in film:
        world.day(world.lune, tides, MONDAY + timedelta(days=after), kind=kind, unit=unit)
    days = told(tides).days
    assert [day.name for day in days] == [
        "J1, lundi 23 novembre",
        "J1, équipe 2, lundi 23 novembre",
        "Relâche, mardi 24 novembre",
        "Route, mercredi 25 novembre",
        "J2, jeudi 26 novembre",
    ]
    assert [day.is_off for day in days] == [False, False, True, True, False]


def test_a_show_says_its_date_among_all_and_when_it_begins(world, wash, told):
    for after in range(3):
        world.day(
            world.lune, wash, MONDAY + timedelta(days=after), kind=DayKind.SHOW, call_minute=None,
            ready_minute=1230, end_minute=None,
        )  # fmt: skip
    world.day(world.lune, wash, MONDAY + timedelta(days=3), kind=DayKind.RIG)
    second, rig = told(wash).days[1], told(wash).days[3]
    assert (second.name, second.hours) == ("Date 2 / 3, mardi 24 novembre", "Représentation 20h30")
    assert rig.name == "Montage plateau, jeudi 26 novembre"


def test_hours_places_and_sequences_wait_to_be_granted(world, tides, told):
    spot = world.spot(world.lune, city="Saint-Malo")
    world.day(world.lune, tides, MONDAY, place_id=spot.id, meal_minute=750)
    (bare,), (whole,) = told(tides, "planning").days, told(tides).days
    assert (bare.where, bare.hours, bare.sequences) == ("", "", "")
    assert whole.where == "Criée de Saint-Malo"
    assert whole.hours == "Convocation 7h15, PAT 8h00, fin 18h00"


def test_the_plan_names_its_last_version_and_its_day(world, tides, told):
    world.day(world.lune, tides, MONDAY)
    assert told(tides).source == ""
    for number, label, source in (
        (6, None, "version 6 du 19 nov."),
        (7, "V7 bis", "V7 bis du 19 nov."),
    ):
        version = {"number": number, "label": label, "dated_on": date(2026, 11, 19), "by_name": "Camille"}
        world.add(world.lune, PlanVersion(production_id=tides.id, snapshot={"days": []}, **version))
        assert told(tides).source == f"Plan de travail, {source}"


def test_today_is_marked_what_is_past_folds_and_sixty_days_stay_light(world, tides, stranger, on):
    first = MONDAY - timedelta(days=20)
    on(2026, 11, 23)
    for after in range(60):
        world.day(world.lune, tides, first + timedelta(days=after))
    token, _share = world.share(world.lune, tides, grants=EVERYTHING, ends_on=date(2099, 1, 1))
    answer = stranger.client.get(f"/s/{token}", headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) < 10_000
    page = stranger.client.get(f"/s/{token}").text
    assert page.count("Aujourd’hui") == 1
    assert page.index("Aujourd’hui") < page.index("J21, lundi 23 novembre") < page.index("J22, mardi 24")
    before, past = page.split("20 jours passés")
    assert "J20, dimanche 22 novembre" in past and "J20, dimanche 22 novembre" not in before
    assert before.index("J27, dimanche 29") < before.index("33 jours ensuite") < before.index("J28, lundi 30")
