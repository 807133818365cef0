from datetime import date, timedelta

from tests.make import World
from tests.productions.planning.make import put
from webapp.productions.models import Production
from webapp.productions.planning.board import Board, board_of, rail

MONDAY = date(2026, 11, 23)


def board(world: World, production: Production) -> Board:
    with world.inside(world.lune):
        return board_of(production.id)


def test_ranks_are_those_of_each_crew_and_relache_has_none(world: World, tides: Production):
    world.day(world.lune, tides, MONDAY)
    world.day(world.lune, tides, MONDAY, unit=2)
    world.day(world.lune, tides, MONDAY + timedelta(days=1), kind="rest")
    world.day(world.lune, tides, MONDAY + timedelta(days=2))
    laid = board(world, tides)
    assert [(card.rank.number, card.rank.of) if card.rank else None for card in laid.cards] == [
        (1, 2),
        (1, 1),
        None,
        (2, 2),
    ]
    assert laid.rank_on(MONDAY + timedelta(days=1)) is None


def test_a_day_adds_up_its_pages_and_its_minutage(world: World, tides: Production):
    day = world.day(world.lune, tides)
    put(world, day, world.sequence(world.lune, tides, "41", eighths=12, seconds=150))
    put(world, day, text="Marée à 14h12", position=1)
    put(world, day, world.sequence(world.lune, tides, "42", eighths=3), position=2)
    world.sequence(world.lune, tides, "43", eighths=8)
    laid = board(world, tides)
    (card,) = laid.cards
    assert (card.eighths, card.seconds) == (15, 150)
    assert [sequence.number for sequence in laid.pool] == ["43"]


def test_the_rail_shows_short_gaps_and_leaps_over_long_ones(world: World, tides: Production):
    for gap in (0, 4, 7, 21):
        world.day(world.lune, tides, MONDAY + timedelta(days=gap))
    shown = rail(board(world, tides).cards)
    assert [(day.day, bool(card), leap) for day, card, leap in shown] == [
        (23, True, False),
        (27, True, True),
        (28, False, False),
        (29, False, False),
        (30, True, True),
        (14, True, True),
    ]


def test_the_list_begins_with_this_week_until_all_is_over(world: World, tides: Production):
    for gap in (0, 1, 7, 14):
        world.day(world.lune, tides, MONDAY + timedelta(days=gap))
    laid = board(world, tides)
    assert [week.start_on for week in laid.weeks_from(MONDAY + timedelta(days=9))] == [
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=14),
    ]
    assert len(laid.weeks_from(date(2027, 6, 1))) == 3
    near = {card.day.public_id for card in laid.cards[:2]}
    assert laid.near(MONDAY) == near
    assert laid.near(date(2026, 6, 1)) == laid.near(date(2027, 6, 1)) == {c.day.public_id for c in laid.cards}


def test_a_stop_of_a_tour_holds_the_road_to_it(world: World, wash: Production):
    rennes, dinan = world.spot(world.lune, "Passe-Rive"), world.spot(world.lune, "Avant-Cour")
    for gap, kind, spot in (
        (0, "travel", None),
        (1, "rig", rennes),
        (2, "show", rennes),
        (3, "travel", None),
        (4, "show", dinan),
        (5, "rest", None),
        (30, "show", dinan),
    ):
        day = MONDAY + timedelta(days=gap)
        world.day(world.lune, wash, day, kind=kind, place_id=spot.id if spot else None)
    runs = board(world, wash).runs
    assert [(run.place.name, len(run.cards)) for run in runs if run.place] == [
        ("Passe-Rive", 3),
        ("Avant-Cour", 3),
        ("Avant-Cour", 1),
    ]


def test_what_another_workspace_plans_is_not_on_the_board(world: World, tides: Production):
    world.day(world.soleil, world.production(world.soleil))
    assert board(world, tides).cards == ()
