from datetime import date

from tests.make import World
from tests.rights.make import job
from webapp.engagements.models import PaperState, Regime, State
from webapp.rights import actions, queries
from webapp.rights.actions import OpeningTerms
from webapp.rights.known import known
from webapp.rights.standing import Mode, stand

FCT = date(2026, 3, 14)
ON = date(2026, 11, 21)


def test_the_newest_opening_rules_and_the_older_one_stays(world: World, peek):
    with world.inside(world.lune):
        actions.record_opening(OpeningTerms(is_first_request=True))
    with world.inside(world.lune):
        actions.record_opening(OpeningTerms(is_first_request=False, fct_on=FCT))
    with world.inside(world.lune):
        opening = queries.current_opening()
        assert opening is not None
        assert (opening.is_first_request, opening.fct_on) == (False, FCT)
    with world.inside(world.soleil):
        assert queries.current_opening() is None
    assert peek("SELECT count(*) FROM rights_openings") == [(2,)]


def test_a_missing_anniversary_is_twelve_months_after_the_fin_de_contrat(world: World):
    with world.inside(world.lune):
        opening = actions.record_opening(OpeningTerms(is_first_request=False, fct_on=date(2024, 2, 29)))
        assert opening.anniversary_on == date(2025, 2, 28)


def test_hours_used_by_the_opening_are_not_counted_again(world: World):
    job(world, world.lune, "2026-02-02", "2026-02-06", 40)
    job(world, world.lune, "2026-04-06", "2026-04-10", 35)
    job(world, world.soleil, "2026-04-06", "2026-04-10", 35)
    with world.inside(world.lune):
        assert queries.hours_on(known(world.lune.id), ON).result.total_minutes == 75 * 60
        actions.record_opening(OpeningTerms(is_first_request=False, fct_on=FCT))
        standing = queries.hours_on(known(world.lune.id), ON)
        assert standing.mode is Mode.SINCE
        assert standing.result.total_minutes == 35 * 60


def test_the_count_for_the_command_line_names_period_hours_months_and_lines(world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    job(world, world.lune, "2026-04-06", "2026-04-10", 35, employer=ponant)
    job(world, world.lune, "2026-05-04", "2026-05-08", 38, aem=PaperState.EXPECTED, employer=ponant)
    job(world, world.lune, "2026-06-01", "2026-06-05", 35, aem=None, state=State.OPTION, employer=ponant)
    teaching = {"regime": Regime.TEACHING, "annexe": None, "employer": ponant}
    job(world, world.lune, "2026-07-06", "2026-07-07", 12, **teaching)
    with world.inside(world.lune):
        told = queries.show_json(ON)
        since = queries.show_json(ON, date(2026, 4, 30))

    assert told["period"] == {"from": "2025-11-22", "to": "2026-11-21"}
    assert told["hours"] == {"work": 73, "teaching": 12, "total": 85, "justified": 47, "waiting": 38}
    assert told["date_anniversaire"] == "2027-11-21"
    assert told["months"][5] == {"month": "2026-04", "worked": 35, "counted": 35, "cap": 208}
    assert told["lines"][1] == {
        "from": "2026-05-04",
        "to": "2026-05-08",
        "employer": "Films du Ponant",
        "hours": 38,
        "counted": 38,
        "why": "Toutes les heures comptent. AEM en attente.",
    }
    assert told["lines"][2]["counted"] == 0
    assert "Option" in told["lines"][2]["why"]
    assert since["period"]["from"] == "2026-05-01"
    assert since["hours"]["total"] == 50
    assert since["date_anniversaire"] == "2027-04-30"


def test_hours_that_are_not_whole_are_told_in_decimals(world: World):
    world.engagement(
        world.lune, start_on=date(2026, 5, 4), end_on=date(2026, 5, 4), minutes=450, state=State.DONE
    )
    with world.inside(world.lune):
        assert queries.show_json(ON)["hours"]["total"] == 7.5


def test_the_page_and_the_command_count_alike(world: World):
    job(world, world.lune, "2026-04-06", "2026-04-10", 35)
    with world.inside(world.lune):
        opening = actions.record_opening(OpeningTerms(is_first_request=False, fct_on=FCT))
        page = stand(queries.work_periods(), opening, on=ON)
        told = queries.show_json(ON, FCT)
    assert page.result.total_minutes == told["hours"]["total"] * 60
