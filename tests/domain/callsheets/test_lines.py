"""What one person must know of a day, and what is seen before a sheet leaves."""

from dataclasses import replace
from datetime import date

from webapp.domain.callsheets.lines import (
    First,
    cast_keys,
    late_children,
    lines_of,
    main_spot,
    presences_in,
    scenes_of,
)
from webapp.domain.callsheets.sheet import CastCall, Child, CrewCall, Scene, Sheet, Spot
from webapp.domain.rest import short_rests

SHEET = Sheet(
    "Les Marées",
    date(2026, 11, 23),
    "Tournage",
    call=435,
    ready=480,
    end=1080,
    scenes=(Scene("41", roles=("1",)), Scene("42", roles=("2",))),
    cast=(
        CastCall("maud", "1", "Maud", "Lise Aubertin", pickup=405, makeup=420, ready=480),
        CastCall("pere", "3", "Le père", "Jean-Yves Thoraval"),
    ),
    crew=(
        CrewCall("paul", "Image", "Chef opérateur", "Paul Esteban"),
        CrewCall("nolwenn", "Régie", "Régisseuse", "Nolwenn", call=375),
        CrewCall("", "Régie", "Renfort", "Sans fiche"),
    ),
)


def test_the_first_time_is_the_one_that_comes_first():
    lines = lines_of(SHEET)
    assert list(lines) == ["maud", "pere", "paul", "nolwenn"]
    assert (lines["maud"].first, lines["maud"].call, lines["maud"].ready) == (First.PICKUP, 405, 480)
    assert (lines["pere"].first, lines["pere"].call, lines["pere"].follows) == (First.CALL, 435, True)
    assert (lines["paul"].call, lines["paul"].follows) == (435, True)
    assert (lines["nolwenn"].call, lines["nolwenn"].follows) == (375, False)
    assert lines["maud"].first_name == "Lise"


def test_an_actor_has_the_sequences_of_their_role():
    assert [scene.number for scene in scenes_of(SHEET, lines_of(SHEET)["maud"])] == ["41"]
    assert scenes_of(SHEET, lines_of(SHEET)["paul"]) == ()


def test_the_place_of_the_day_is_the_first():
    assert main_spot(SHEET) is None
    assert main_spot(replace(SHEET, spots=(Spot("Halle"), Spot("Base")))) == Spot("Halle")


def test_people_are_there_from_their_own_time_to_the_planned_end():
    there = presences_in(SHEET)
    assert (there["nolwenn"].call_minute, there["nolwenn"].end_minute) == (375, 1080)
    assert presences_in(replace(SHEET, end=None)) == {}


def test_a_late_end_gives_a_short_rest_to_whom_is_called_early():
    night = replace(
        SHEET, call=780, end=1410, cast=(), crew=(SHEET.crew[0], replace(SHEET.crew[1], call=780))
    )
    morning = replace(SHEET, day=date(2026, 11, 24), call=660)
    shorts = short_rests(presences_in(night), presences_in(morning), cast=cast_keys(morning))
    assert [(short.key, short.rest_minutes) for short in shorts] == [("nolwenn", 405)]


def test_a_minor_s_hours_must_hold_the_day():
    child = Child("Noémie Garance", start=480, end=1200)
    assert late_children(replace(SHEET, children=(child,))) == (child,)  # called at 7h15, allowed from 8h00
    assert late_children(replace(SHEET, call=480, children=(child,))) == ()
    assert late_children(replace(SHEET, call=840, end=1410, children=(child,))) == (child,)
    assert late_children(replace(SHEET, call=840, end=30, children=(child,))) == (child,)
    assert late_children(replace(SHEET, call=480, children=(Child("Noémie"),))) == ()
