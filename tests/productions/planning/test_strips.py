import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.planning.make import put
from webapp.core.db import db
from webapp.productions.planning.models import Day, Sequence, Strip


def order(world: World, day: Day) -> list[str]:
    with world.inside(world.lune):
        strips = (
            select(Strip.text, Sequence.number)
            .outerjoin(Sequence, Sequence.id == Strip.sequence_id)
            .where(Strip.day_id == day.id)
            .order_by(Strip.position, Strip.id)
        )
        return [number or words for words, number in db().execute(strips)]


@pytest.fixture
def day(world: World, tides) -> Day:
    return world.day(world.lune, tides)


@pytest.fixture
def pool(world: World, tides) -> list[Sequence]:
    return [world.sequence(world.lune, tides, number) for number in ("41", "42", "43")]


def test_sequences_of_the_pool_are_placed_together_in_the_order_of_the_script(
    browse: Browser,
    world: World,
    tides,
    day: Day,
    pool,
):
    here = {"production": tides.public_id, "day_id": day.public_id}
    assert "À placer" in browse.get("planning.filling", **here).text
    chosen = {"sequence": [pool[2].public_id, pool[0].public_id]}
    browse.post("planning.fill_day", chosen, **here)
    browse.post("planning.fill_day", {"sequence": pool[0].public_id}, **here)
    assert order(world, day) == ["41", "43"]
    page = browse.post("planning.fill_day", status=422, **here).text
    assert "Cochez au moins une séquence." in page


def test_a_sequence_of_another_workspace_is_not_placed(browse: Browser, world: World, tides, day: Day):
    stray = world.sequence(world.soleil, world.production(world.soleil), "99")
    here = {"production": tides.public_id, "day_id": day.public_id}
    browse.post("planning.fill_day", {"sequence": stray.public_id}, status=404, **here)
    browse.get("planning.placing", production=tides.public_id, sequence_id=stray.public_id, status=404)


def test_a_sequence_is_placed_first_or_last_from_the_pool(
    browse: Browser, world: World, tides, day: Day, pool
):
    for sequence, where in zip(pool, ("last", "first", "last"), strict=True):
        here = {"production": tides.public_id, "sequence_id": sequence.public_id}
        browse.get("planning.placing", **here)
        browse.post("planning.place_sequence", {"day": day.public_id, "where": where}, **here)
    assert order(world, day) == ["42", "41", "43"]
    browse.post("planning.place_sequence", {"day": "rien", "where": "last"}, status=422, **here)


def test_lines_go_up_and_down_and_stop_at_the_ends(browse: Browser, world: World, tides, day: Day, pool):
    strips = [put(world, day, sequence, position=place) for place, sequence in enumerate(pool)]
    for strip, direction in ((strips[2], "up"), (strips[0], "up"), (strips[1], "down")):
        browse.post(
            "planning.shift_strip",
            {"direction": direction},
            production=tides.public_id,
            strip_id=strip.public_id,
        )
    assert order(world, day) == ["41", "43", "42"]
    browse.post(
        "planning.shift_strip",
        {"direction": "aside"},
        production=tides.public_id,
        strip_id=strips[0].public_id,
        status=400,
    )


def test_a_strip_goes_to_another_day_or_back_to_the_pool(
    browse: Browser, world: World, tides, day: Day, pool
):
    to = world.day(world.lune, tides, day.on.replace(day=24))
    strip = put(world, day, pool[0])
    put(world, to, pool[1])
    here = {"production": tides.public_id, "strip_id": strip.public_id}
    assert "À placer plus tard" in browse.get("planning.edit_strip", **here).text
    browse.post("planning.move_strip", {"day": to.public_id, "where": "first"}, **here)
    assert (order(world, day), order(world, to)) == ([], ["41", "42"])
    browse.post("planning.move_strip", {"day": "pool", "where": "last"}, **here)
    assert order(world, to) == ["42"]
    assert "À placer" in browse.get("planning.index", production=tides.public_id).text


def test_a_sequence_is_once_on_a_day(browse: Browser, world: World, tides, day: Day, pool):
    to = world.day(world.lune, tides, day.on.replace(day=24))
    strip = put(world, day, pool[0])
    put(world, to, pool[0])
    page = browse.post(
        "planning.move_strip",
        {"day": to.public_id, "where": "last"},
        production=tides.public_id,
        strip_id=strip.public_id,
        status=422,
    ).text
    assert "Cette séquence est déjà sur la journée du 24 nov. 2026." in page
    assert order(world, day) == ["41"]


def test_a_meal_a_move_and_a_note_stand_between_sequences(browse: Browser, world: World, tides, day: Day):
    here = {"production": tides.public_id, "day_id": day.public_id}
    browse.post("planning.add_line", {"kind": "meal", "minute": "12h30", "text": "cantine Ty Breizh"}, **here)
    page = browse.get("planning.day", **here).text
    assert "12h30 Coupure repas, cantine Ty Breizh" in page
    wrong = browse.post("planning.add_line", {"kind": "note", "text": ""}, status=422, **here).text
    assert "Écrivez l’information." in wrong
    long = browse.post("planning.add_line", {"kind": "note", "text": "a" * 401}, status=422, **here).text
    assert "caractères" in long
    with world.inside(world.lune) as session:
        (strip,) = session.scalars(select(Strip)).all()
    there = {"production": tides.public_id, "strip_id": strip.public_id}
    browse.post("planning.update_strip", {"minute": "13h00", "text": "cantine"}, **there)
    assert "13h00 Coupure repas, cantine" in browse.get("planning.day", **here).text
    asked = browse.post("planning.remove_strip", status=422, **there).text
    assert "Supprimer cette ligne" in asked and order(world, day) == ["cantine"]
    browse.post("planning.remove_strip", {"confirmed": "y"}, **there)
    assert order(world, day) == []
