"""Days, weeks, months and years of the calendar, as pages."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.engagements.models import State
from webapp.productions.models import ShowKind
from webapp.productions.planning.models import DayKind

MONDAY = "2026-11-23 08:00"
VIEWS = [
    ("calendar.month", {"month": "2026-11"}),
    ("calendar.week", {"week": "2026-W48"}),
    ("calendar.day", {"day": "2026-11-24"}),
    ("calendar.year", {"year": "2026"}),
    ("calendar.month_print", {"month": "2026-11"}),
]


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def season(world: World):
    """A film that shoots, a play on tour, an option on a short: three productions of a year."""
    ponant = world.company(world.lune, "Films du Ponant")
    film = world.production(world.lune, "Les Marées", hue=1)
    play = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE, hue=3)
    short = world.production(world.lune, "Nuit blanche", kind=ShowKind.SHORT, hue=4)
    quay = world.spot(world.lune)
    for n in range(6):
        world.day(world.lune, film, date(2026, 11, 23) + timedelta(days=n), place_id=quay.id)
    for n in (24, 27):
        world.day(
            world.lune, play, date(2026, 11, n), kind=DayKind.SHOW,
            call_minute=840, ready_minute=1230, end_minute=1410,
        )  # fmt: skip
    world.engagement(
        world.lune, ponant, production_id=film.id, start_on=date(2026, 11, 16), end_on=date(2026, 12, 4),
        daily_start_minute=435, daily_end_minute=1080,
    )  # fmt: skip
    world.engagement(
        world.lune, ponant, production_id=short.id, state=State.OPTION, option_rank=1,
        option_until_on=date(2026, 11, 25), start_on=date(2026, 11, 26), end_on=date(2026, 11, 27),
    )  # fmt: skip
    return {"film": film, "play": play, "short": short}


@pytest.mark.parametrize(("endpoint", "values"), VIEWS, ids=[endpoint for endpoint, _values in VIEWS])
def test_a_view_shows_days_jobs_and_options_of_every_production(browse, season, endpoint, values):
    text = browse.get(endpoint, **values).text
    for said in ("MARÉES", "LESSIVE") if endpoint == "calendar.year" else ("Les Marées", "La Grande Lessive"):
        assert said in text
    for hue in ("p1", "p3"):
        assert re.search(rf'class="[^"]*\b{hue}\b', text)


@pytest.mark.parametrize(("endpoint", "values"), VIEWS, ids=[endpoint for endpoint, _values in VIEWS])
def test_another_workspace_sees_none_of_it(other, season, endpoint, values):
    text = other.get(endpoint, **values).text
    assert "Marées" not in text
    assert "MARÉES" not in text


@pytest.mark.parametrize(("endpoint", "values"), VIEWS, ids=[endpoint for endpoint, _values in VIEWS])
def test_a_view_costs_four_statements_at_most_however_much_it_shows(
    browse, world, season, statements, endpoint, values
):
    statements.clear()
    browse.get(endpoint, **values)
    first = len(statements)
    for n in range(1, 61):
        world.day(world.lune, season["film"], date(2026, 9, 1) + timedelta(days=n), kind=DayKind.SHOOT)
        world.day(world.lune, season["short"], date(2026, 10, 1) + timedelta(days=n), kind=DayKind.REHEARSAL)
    statements.clear()
    browse.get(endpoint, **values)
    assert len(statements) == first <= 4


def test_a_day_of_a_production_stands_for_its_job_and_tells_its_rank(browse, season):
    page = browse.get("calendar.day", day="2026-11-24")
    assert "Les Marées, J2" in page.text
    assert "date 1 sur 2" in page.text
    assert "PAT 8h00" in page.text
    assert "représentation à 20h30" in page.text
    assert "Criée de Saint-Malo" in page.text
    assert "Les Marées</span>" not in page.text, "the job is told twice"


def test_a_job_shows_before_the_days_of_its_production(browse, season):
    assert "Les Marées</span>" in browse.get("calendar.day", day="2026-11-17").text
    month = browse.get("calendar.month", month="2026-11").text.split('class="cal"')[1]
    assert "<span>Les Marées</span>" in month, "from the 16th to the 22nd"


def test_a_job_does_not_show_between_days_that_a_view_does_not_hold(browse, world):
    film = world.production(world.lune)
    for on in (date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 30)):
        world.day(world.lune, film, on)
    world.engagement(world.lune, production_id=film.id, start_on=date(2026, 11, 16), end_on=date(2026, 12, 4))
    assert "Rien ce jour-là" in browse.get("calendar.day", day="2026-11-25").text


def test_days_of_two_productions_on_the_same_date_are_said_with_their_numbers(browse, season):
    text = browse.get("calendar.month", month="2026-11").text
    assert "Deux productions le 24 nov. 2026" in text
    assert "Les Marées, J2" in text
    assert "La Grande Lessive, date 1" in text
    assert "conflit" in text


def test_days_in_a_row_make_one_bar(browse, season):
    assert "Les Marées, J1 à J6" in browse.get("calendar.month", month="2026-11").text


def test_an_overlap_of_a_week_has_a_column_for_each(browse, season):
    page = browse.get("calendar.week", week="2026-W48").text
    assert page.count('colspan="2"') >= 2
    assert 'class="of2"' in page


def test_a_week_is_whole_whatever_its_hours(browse, world):
    film = world.production(world.lune)
    world.day(world.lune, film, call_minute=1080, ready_minute=1140, end_minute=180)
    world.day(world.lune, film, date(2026, 11, 24), call_minute=None, ready_minute=None, end_minute=None)
    page = browse.get("calendar.week", week="2026-W48").text
    assert "18h00" in page
    assert "3h00" in page


def test_filters_are_kept_in_the_addresses_of_the_other_views(browse, season):
    film = season["film"].public_id
    page = browse.get("calendar.month", month="2026-11", production=film, kind="days").text
    assert "La Grande Lessive, date" not in page.split('class="cal"')[1]
    for view in ("week/2026-W48", "day/2026-11-23", "year/2026", "month/2026-12"):
        assert f"{view}?production={film}&amp;kind=days" in page
    jobs = browse.get("calendar.month", month="2026-11", production=film, kind="jobs").text
    assert "J1 à J6" not in jobs


def test_what_must_be_answered_shows_alone_when_asked(browse, season):
    page = browse.get("calendar.agenda", kind="deadlines").text
    assert "Répondre à l’option Nuit blanche" in page
    assert "J2" not in page.split("Jour par jour")[1]


def test_a_filter_that_nothing_meets_says_how_to_leave_it(browse, season):
    page = browse.get("calendar.agenda", kind="events").text
    assert "Rien ne répond au filtre" in page
    assert "Tout afficher" in page


def test_the_production_of_another_workspace_is_not_found(browse, world, season):
    theirs = world.production(world.soleil, "Autre")
    browse.get("calendar.month", month="2026-11", production=theirs.public_id, status=404)


def test_a_production_without_anything_there_is_named_all_the_same(browse, world, season):
    alone = world.production(world.lune, "Roubaix")
    assert "Roubaix" in browse.get("calendar.month", month="2026-11", production=alone.public_id).text


def test_a_deleted_production_takes_its_days_away(browse, world):
    world.day(world.lune, world.production(world.lune, deleted_at=clock.now()))
    assert "Les Marées" not in browse.get("calendar.week", week="2026-W48").text


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("calendar.month", {"month": "2026-13"}),
        ("calendar.month", {"month": "x"}),
        ("calendar.week", {"week": "2026-W54"}),
        ("calendar.week", {"week": "2025-W53"}),
        ("calendar.day", {"day": "2026-02-30"}),
        ("calendar.day", {"day": "20261123"}),
        ("calendar.year", {"year": "26"}),
        ("calendar.year", {"year": "1850"}),
    ],
)
def test_a_date_that_does_not_exist_is_not_found(browse: Browser, endpoint, values):
    browse.get(endpoint, status=404, **values)


def test_the_edges_of_the_calendar_are_pages_too(browse):
    browse.get("calendar.week", week="2026-W53")
    browse.get("calendar.month", month="2028-02")
    browse.get("calendar.year", year="2099")
    browse.get("calendar.day", day="1900-01-01")


def test_empty_views_say_what_to_do(browse):
    assert "Ajouter un engagement" in browse.get("calendar.week", week="2026-W10").text
    assert "Rien ce jour-là" in browse.get("calendar.day", day="2026-03-10").text
    assert "Rien ce jour-là" in browse.get("calendar.month", month="2026-03").text


def test_a_filter_on_a_production_seen_nowhere_costs_four_statements_at_most(browse, world, statements):
    alone = world.production(world.lune, "Roubaix")
    statements.clear()
    browse.get("calendar.year", year="2026", production=alone.public_id)
    assert len(statements) <= 4
