"""What a day must tell: options to answer, people to call back, papers that are late."""

from datetime import date

from tests.engagements.make import added
from tests.make import World
from webapp.core import clock
from webapp.engagements import actions, queries
from webapp.engagements.models import State
from webapp.home.queries import dated
from webapp.productions.crew.models import Department
from webapp.productions.planning.models import DayKind
from webapp.productions.tasks.models import Task

TODAY = date(2026, 11, 23)
FAR = {"start_on": date(2027, 1, 4), "end_on": date(2027, 1, 8)}
OCTOBER = {"start_on": date(2026, 10, 5), "end_on": date(2026, 10, 9)}


def told(world: World, what: str, today: date = TODAY) -> list[str]:
    with world.inside(world.lune):
        return [row.contract_job for row in dated(today) if row.what == what]


def test_options_to_answer_and_leads_to_call_back(world: World):
    for name, day in (("A", 26), ("B", 22)):
        added(
            world, world.lune, state=State.OPTION, option_rank=1, contract_job=name,
            option_until_on=date(2026, 11, day), **FAR,
        )  # fmt: skip
    for name, day in (("C", 23), ("D", 24)):
        added(world, world.lune, state=State.LEAD, call_back_on=date(2026, 11, day), contract_job=name, **FAR)
    added(world, world.lune, option_until_on=date(2026, 11, 26), contract_job="E", **FAR)
    added(world, world.soleil, state=State.LEAD, call_back_on=TODAY, contract_job="F", **FAR)
    assert sorted(told(world, "job")) == ["A", "C"]


def test_an_aem_is_late_from_the_sixteenth(world: World):
    added(world, world.lune, contract_job="A", **OCTOBER)
    assert told(world, "paper", date(2026, 11, 15)) == []
    assert told(world, "paper", date(2026, 11, 16)) == ["A"]


def test_nothing_is_late_for_a_job_cancelled_or_deleted(world: World):
    cancelled, deleted = added(world, world.lune, **OCTOBER), added(world, world.lune, **OCTOBER)
    with world.inside(world.lune):
        actions.move_to(queries.engagement_or_404(cancelled.public_id), State.CANCELLED)
        actions.delete_engagement(queries.engagement_or_404(deleted.public_id))
    assert told(world, "paper") == []


def shows(world: World, place=None, today: date = TODAY):
    with world.inside(place or world.lune):
        return [row for row in dated(today) if row.what == "day"]


def test_a_production_s_day_tells_its_hours_its_place_and_its_rank(world: World):
    production = world.production(world.lune)
    spot = world.spot(world.lune, city="Saint-Malo")
    for on in (19, 20, 24):
        world.day(world.lune, production, date(2026, 11, on))
    world.day(world.lune, production, date(2026, 11, 21), kind=DayKind.REST)
    day = world.day(world.lune, production, TODAY, place_id=spot.id, meal_minute=750)
    world.day(world.soleil, world.production(world.soleil, "Autre"), TODAY)
    (row,) = shows(world)
    assert (row.production, row.daily_start_minute, row.daily_end_minute) == ("Les Marées", 435, 1080)
    assert row.place == "Criée de Saint-Malo, Saint-Malo"
    assert row.more == {
        "day": day.public_id, "ready": 480, "meal": 750, "continuous": False, "number": 3, "of": 4, "people": None,
        "sheet": None,
    }  # fmt: skip


def test_a_day_that_is_not_counted_has_no_rank_and_a_day_off_is_not_told(world: World):
    world.day(world.lune, world.production(world.lune), TODAY, kind=DayKind.SCOUTING)
    world.day(world.lune, world.production(world.lune, "Autre"), TODAY, kind=DayKind.REST)
    (row,) = shows(world)
    assert row.more["number"] is None


def test_who_to_call_is_of_the_regie_first_and_present_that_day(world: World):
    production = world.production(world.lune)
    world.day(world.lune, production, TODAY)
    world.crew(world.lune, production, "Aïcha Diallo", department=Department.PRODUCTION)
    world.crew(world.lune, production, "Partie Hier", end_on=date(2026, 11, 22))
    world.crew(world.lune, production, "Jonas Berthier", start_on=TODAY)
    world.crew(world.lune, production, "Nora Cam", department=Department.CAMERA)
    ((row,)) = shows(world)
    assert [person["name"] for person in row.more["people"]] == ["Jonas Berthier"]


def test_what_is_to_do_is_told_late_ones_first_a_few_and_counted(world: World):
    production = world.production(world.lune)
    for title, on in (("A", 23), ("B", 20), ("C", 25), ("D", 24), ("E", 25), ("F", 26)):
        task = Task(production_id=production.id, title=title, due_on=date(2026, 11, on))
        world.add(world.lune, task)
    world.add(world.lune, Task(production_id=production.id, title="Done", due_on=TODAY, done_at=clock.now()))
    theirs = world.production(world.soleil, "Autre")
    world.add(world.soleil, Task(production_id=theirs.id, title="G", due_on=TODAY))
    assert told(world, "task") == ["B", "A", "D", "C"]
    with world.inside(world.lune):
        assert {row.late for row in dated(TODAY) if row.what == "task"} == {5}
