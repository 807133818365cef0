from datetime import date

import pytest
import time_machine

from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import State

MONDAY = "2026-11-23 08:00"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_the_coming_weeks_show_jobs_options_and_leads_by_day(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    film = world.production(world.lune, "Les Marées")
    world.engagement(
        world.lune,
        ponant,
        production_id=film.id,
        start_on=date(2026, 11, 23),
        end_on=date(2026, 11, 27),
        daily_start_minute=435,
        daily_end_minute=1080,
    )
    world.engagement(
        world.lune,
        ponant,
        state=State.OPTION,
        option_rank=1,
        option_until_on=date(2026, 12, 1),
        start_on=date(2026, 12, 7),
        end_on=date(2026, 12, 11),
    )
    world.engagement(
        world.lune,
        ponant,
        state=State.LEAD,
        called_by="Anne Le Goff",
        call_back_on=date(2026, 12, 2),
        start_on=date(2027, 2, 1),
        end_on=date(2027, 2, 5),
    )
    text = browse.get("calendar.agenda").text
    for said in ("Lundi 23 novembre", "AUJOURD’HUI", "Les Marées", "7h15", "18h00", "Films du Ponant"):
        assert said in text
    for said in ("1re option", "Répondre à l’option", "Rappeler Anne Le Goff", "Mercredi 2 décembre"):
        assert said in text


def test_a_clash_is_said_in_words(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    times = {"start_on": date(2026, 11, 24), "end_on": date(2026, 11, 24)}
    world.engagement(world.lune, ponant, daily_start_minute=480, daily_end_minute=1080, **times)
    world.engagement(world.lune, ponant, daily_start_minute=840, daily_end_minute=1380, **times)
    text = browse.get("calendar.agenda").text
    assert "1 point à regarder" in text
    assert "Impossible" in text
    assert text.count("Conflit") == 2


def test_a_month_is_opened_by_its_address(browse: Browser, world: World):
    world.engagement(
        world.lune, start_on=date(2026, 2, 2), end_on=date(2026, 2, 6), contract_job="Repérages à Brest"
    )
    page = browse.get("calendar.agenda", month="2026-02")
    assert "Février 2026" in page.text
    assert "Brest" in page.text
    assert "month=2026-01" in page.text
    assert "month=2026-03" in page.text
    assert "Brest" not in browse.get("calendar.agenda").text


@pytest.mark.parametrize("month", ["2026-13", "2026", "1890-01", "x", "2026-2"])
def test_a_month_that_does_not_exist_is_not_found(browse: Browser, month: str):
    browse.get("calendar.agenda", month=month, status=404)


def test_released_cancelled_and_deleted_jobs_do_not_show(browse: Browser, world: World):
    ponant = world.company(world.lune)
    days = {"start_on": date(2026, 11, 24), "end_on": date(2026, 11, 24), "contract_job": "Repérages à Brest"}
    world.engagement(world.lune, ponant, state=State.RELEASED, **days)
    world.engagement(world.lune, ponant, state=State.CANCELLED, **days)
    world.engagement(world.lune, ponant, deleted_at=clock.now(), **days)
    page = browse.get("calendar.agenda").text
    assert "Brest" not in page
    assert "Rien de prévu" in page


def test_the_other_workspace_is_not_shown(other: Browser, world: World):
    world.engagement(
        world.lune, start_on=date(2026, 11, 24), end_on=date(2026, 11, 24), contract_job="Repérages à Brest"
    )
    assert "Brest" not in other.get("calendar.agenda").text
    other.place = world.lune
    other.get("calendar.agenda", status=404)


def test_a_viewer_is_not_offered_to_add(app, world: World):
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "Ajouter un engagement" not in viewer.get("calendar.agenda").text


def test_the_page_costs_the_same_however_many_jobs(browse: Browser, world: World, statements: list[str]):
    ponant = world.company(world.lune)
    counts = []
    for more in (2, 8):
        for n in range(more):
            world.engagement(
                world.lune, ponant, start_on=date(2026, 11, 23 + n % 7), end_on=date(2026, 12, 4)
            )
        statements.clear()
        browse.get("calendar.agenda")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4
