"""What leaves for somebody outside the crew is picked by name; all the rest of a sheet stays."""

import json
from dataclasses import fields, replace
from datetime import date

from tests.domain.callsheets.test_kept import FULL
from webapp.domain.callsheets.sheet import Child, CrewCall, Head, Move, Need, Scene, Sheet, Spot
from webapp.domain.callsheets.shown import FIELDS, Part, shown_parts, shown_sheet

PRIVATE = replace(
    FULL,
    heads=(Head("Réalisatrice", "SECRET", "SECRET"),),
    spots=(Spot("Halle", "Criée", "SECRET", "SECRET", "SECRET", "SECRET", "SECRET", "SECRET", "SECRET"),),
    scenes=(Scene("41", "SECRET", "SECRET", "Halle", "SECRET", ("SECRET",), 9, 9, "SECRET", "SECRET"),),
    crew=(CrewCall("SECRET", "SECRET", "SECRET", "SECRET", 400, "SECRET"),),
    children=(Child("SECRET", 480, 600, "SECRET"),),
    needs=(Need("SECRET", "SECRET"),),
    moves=(Move(400, "SECRET", "SECRET"),),
    meals_diets="SECRET",
    vhss="SECRET",
    risks="SECRET",
    notes="SECRET",
    approved_by="SECRET",
)


def test_nothing_of_the_people_nor_of_what_is_noted_is_in_any_part() -> None:
    told = json.dumps(shown_parts(PRIVATE))
    assert "SECRET" not in told
    assert '"41"' in told and "Halle" in told


def test_every_field_not_named_stays() -> None:
    named = {name for names in FIELDS.values() for name in names}
    assert {one.name for one in fields(Sheet)} - named == {
        "production", "kind", "company", "approved_by", "heads", "sunrise", "sunset", "weather_morning",
        "weather_afternoon", "cast", "extras", "crew", "needs", "moves", "meals_count", "meals_diets", "vhss", "risks",
        "forecasts", "notes", "hours_kind", "children", "shows_phones",
    }  # fmt: skip


def test_a_sheet_is_as_bare_as_what_is_given_of_it() -> None:
    parts = json.loads(json.dumps(shown_parts(replace(FULL, call=435, end=1080))))
    day = {Part.DAY: parts["day"]}
    assert shown_sheet("Les Marées", day) == Sheet("Les Marées", date(2026, 11, 23), "", number=12, of=28)
    whole = shown_sheet("Les Marées", parts)
    assert whole == Sheet(
        "Les Marées", date(2026, 11, 23), "", number=12, of=28, call=435, end=1080,
        spots=(Spot("Halle", "Criée"),), scenes=(Scene("41"),),
    )  # fmt: skip
    assert shown_sheet("Les Marées", {**day, "other": {"notes": "SECRET"}}).notes == ""
