from datetime import date

from tests.make import World
from webapp.core import clock
from webapp.productions.models import Phase, PhaseKind
from webapp.productions.queries import Tab, count_of_tabs, next_hue, productions_found

TODAY = date(2026, 11, 23)


def shot(world: World, title: str, start: str, end: str, **values):
    production = world.production(world.lune, title, **values)
    world.add(
        world.lune,
        Phase(
            production_id=production.id,
            kind=PhaseKind.SHOOT,
            start_on=date.fromisoformat(start),
            end_on=date.fromisoformat(end),
        ),
    )
    return production


def test_each_production_stands_in_one_tab(world: World):
    shot(world, "En tournage", "2026-11-05", "2026-12-15")
    shot(world, "À venir", "2026-11-24", "2026-12-15")
    shot(world, "Commence aujourd’hui", "2026-11-23", "2026-12-15")
    shot(world, "Finit aujourd’hui", "2026-11-01", "2026-11-23")
    shot(world, "Finie hier", "2026-11-01", "2026-11-22")
    between = shot(world, "Entre deux", "2026-10-01", "2026-10-22")
    later = {"start_on": date(2027, 1, 4), "end_on": date(2027, 1, 5), "kind": PhaseKind.POST}
    world.add(world.lune, Phase(production_id=between.id, **later))
    world.production(world.lune, "Sans dates")
    archived = world.production(world.lune, "Rangée", archived_at=clock.now())
    with world.inside(world.lune):
        titles = {tab: {row.title for row in productions_found(tab, "", TODAY, 1)} for tab in Tab}
        counts = count_of_tabs("", TODAY)
    assert titles == {
        Tab.CURRENT: {"En tournage", "Commence aujourd’hui", "Finit aujourd’hui", "Entre deux"},
        Tab.COMING: {"À venir"},
        Tab.UNDATED: {"Sans dates"},
        Tab.OVER: {"Finie hier"},
        Tab.ARCHIVED: {archived.title},
    }
    assert counts == {tab: len(found) for tab, found in titles.items()}


def test_what_ended_last_comes_first(world: World):
    shot(world, "Finie", "2025-01-05", "2025-02-15")
    shot(world, "Finie depuis peu", "2026-11-05", "2026-11-15")
    with world.inside(world.lune):
        found = [row.title for row in productions_found(Tab.OVER, "", TODAY, 1)]
    assert found == ["Finie depuis peu", "Finie"]


def test_words_are_those_of_title_director_and_label(world: World):
    world.production(world.lune, "Les Marées", director="Hélène Vasseur")
    with world.inside(world.lune):
        assert len(productions_found(Tab.UNDATED, "helene maree", TODAY, 1)) == 1
        assert productions_found(Tab.UNDATED, "lessive", TODAY, 1) == []


def test_the_next_hue_follows_the_last_given(world: World):
    world.production(world.lune, "Les Marées", hue=6)
    with world.inside(world.lune):
        assert next_hue() == 1
