"""A new version: what changes for everyone, and who must be asked again."""

from dataclasses import replace
from datetime import date

from webapp.domain.callsheets.changes import Change, What, changed_fields, general_changes, person_changes
from webapp.domain.callsheets.sheet import CastCall, CrewCall, Scene, Sheet, Spot

MAUD = CastCall("maud", "1", "Maud", "Lise Aubertin", pickup=405, makeup=420, ready=480)
ERWAN = CastCall("erwan", "2", "Erwan", "Karim Belhadj", pickup=510, makeup=540, ready=570)
PAUL = CrewCall("paul", "Image", "Chef opérateur", "Paul Esteban")
NOLWENN = CrewCall("nolwenn", "Régie", "Régisseuse adjointe", "Nolwenn Prigent", call=375)
SHEET = Sheet(
    "Les Marées",
    date(2026, 11, 23),
    "Tournage",
    call=435,
    ready=480,
    end=1080,
    spots=(Spot("Halle", "Criée de Saint-Malo", "quai du Bajoyer"),),
    scenes=(Scene("41", roles=("1",)), Scene("42", roles=("1", "2"))),
    cast=(MAUD, ERWAN),
    crew=(PAUL, NOLWENN),
)


def test_the_same_sheet_changes_nothing():
    assert general_changes(SHEET, replace(SHEET, version=2, approved_by="Sophie")) == ()
    assert person_changes(SHEET, replace(SHEET, version=2)) == {}


def test_a_moved_pat_concerns_those_who_follow_the_general_timetable():
    later = replace(SHEET, ready=540)
    assert general_changes(SHEET, later) == (Change(What.READY, 480, 540),)
    assert person_changes(SHEET, later) == {"paul": (Change(What.READY, 480, 540),)}


def test_a_moved_convocation_leaves_who_has_a_time_of_their_own():
    later = replace(SHEET, call=450)
    assert set(person_changes(SHEET, later)) == {"paul"}


def test_a_moved_actor_is_told_each_of_their_times():
    moved = replace(ERWAN, pickup=555, makeup=585, ready=630)
    changes = person_changes(SHEET, replace(SHEET, cast=(MAUD, moved)))
    assert changes == {
        "erwan": (
            Change(What.PICKUP, 510, 555),
            Change(What.MAKEUP, 540, 585),
            Change(What.READY, 570, 630),
        )
    }


def test_another_sequence_concerns_those_who_play_it():
    more = replace(SHEET, scenes=(*SHEET.scenes, Scene("45", roles=("1",))))
    assert person_changes(SHEET, more) == {"maud": (Change(What.SCENES, "41, 42", "41, 42, 45"),)}
    assert general_changes(SHEET, more) == (Change(What.SCENES, "41, 42", "41, 42, 45"),)


def test_another_main_place_concerns_everyone():
    elsewhere = replace(SHEET, spots=(Spot("Maison", "Maison du père", "Rothéneuf"),))
    assert set(person_changes(SHEET, elsewhere)) == {"maud", "erwan", "paul", "nolwenn"}
    assert [change.what for change in general_changes(SHEET, elsewhere)] == [What.PLACE]


def test_who_comes_and_who_goes_are_told():
    changes = person_changes(
        SHEET, replace(SHEET, crew=(PAUL, CrewCall("mehdi", "Régie", "3e", "Mehdi Ferec", 450)))
    )
    assert changes == {
        "mehdi": (Change(What.ADDED, None, 450),),
        "nolwenn": (Change(What.REMOVED, 375, None),),
    }


def test_what_only_says_that_it_changed_has_no_values():
    (change,) = general_changes(SHEET, replace(SHEET, notes="Prévoir des bottes."))
    assert change == Change(What.NOTES) and not change.is_told
    assert changed_fields(SHEET, replace(SHEET, notes="Prévoir des bottes.")) == {"notes"}
