from datetime import date, timedelta

from tests.make import World
from tests.productions.tasks.make import task
from webapp.core import clock
from webapp.productions.tasks.queries import setting_of, tasks_due_between

START, END = date(2026, 11, 23), date(2026, 11, 29)


def titles(world: World, **values):
    with world.inside(world.lune):
        return [row.title for row in tasks_due_between(START, END, **values)]


def test_what_is_due_is_told_across_productions_with_whose_it_is(world: World):
    tides = world.production(world.lune, "Les Marées", label="MARÉES", hue=3)
    wash = world.production(world.lune, "La Grande Lessive", label="LESSIVE", hue=2)
    task(world, world.lune, tides, "Ventousage", due_on=END, owner_name="Camille Roussel")
    task(world, world.lune, wash, "Billets", due_on=START)
    task(world, world.lune, wash, "Après", due_on=END + timedelta(days=1))
    task(world, world.lune, wash, "Sans date")
    task(world, world.soleil, world.production(world.soleil), "La leur", due_on=START)
    with world.inside(world.lune):
        first, second = tasks_due_between(START, END)
    assert (first.title, first.label, first.hue, first.owner) == ("Billets", "LESSIVE", 2, None)
    assert (second.title, second.production, second.owner) == ("Ventousage", "Les Marées", "Camille Roussel")
    assert second.production_id == tides.public_id


def test_what_is_done_is_left_out_unless_asked(world: World):
    production = world.production(world.lune)
    task(world, world.lune, production, "Faite", due_on=START, done_at=clock.now())
    assert titles(world) == []
    assert titles(world, with_done=True) == ["Faite"]


def test_what_was_deleted_or_put_away_is_left_out(world: World):
    task(world, world.lune, world.production(world.lune), due_on=START, deleted_at=clock.now())
    task(world, world.lune, world.production(world.lune, "Rangée", archived_at=clock.now()), due_on=START)
    task(world, world.lune, world.production(world.lune, "Jetée", deleted_at=clock.now()), due_on=START)
    assert titles(world, with_done=True) == []


def test_only_days_that_count_date_the_show(world: World):
    production = world.production(world.lune)
    world.day(world.lune, production, date(2026, 11, 2), kind="prelight")
    world.day(world.lune, production, date(2026, 11, 5))
    world.day(world.lune, production, date(2026, 12, 15))
    world.crew(world.lune, production, "Nadia Belkacem")
    with world.inside(world.lune):
        found = setting_of(production.id)
    assert (found.first_on, found.last_on) == (date(2026, 11, 5), date(2026, 12, 15))
    assert found.names == ("Nadia Belkacem",)
