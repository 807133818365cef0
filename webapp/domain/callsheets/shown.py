"""What a sheet may say to someone outside the crew: its day, places, times and sequences, never a person.

What is kept of it is a part of what `kept` keeps, picked by name: a new field of a sheet stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from webapp.domain.callsheets.kept import as_values, sheet_of
from webapp.domain.callsheets.sheet import Sheet


class Part(StrEnum):
    """What is shown or not as a whole."""

    DAY = "day"
    PLACES = "places"
    TIMES = "times"
    SEQUENCES = "sequences"


FIELDS = {
    Part.DAY: ("day", "unit", "number", "of", "version"),
    Part.PLACES: ("spots",),
    Part.TIMES: ("call", "ready", "meal", "meal_end", "end", "is_continuous"),
    Part.SEQUENCES: ("scenes",),
}
# Of each line: not where one parks or is cared for, not what is played.
LINES = {"spots": ("name", "place"), "scenes": ("number", "set_name")}


def shown_parts(sheet: Sheet) -> dict[Part, dict[str, Any]]:
    """Plain values, part by part."""
    values = as_values(sheet)
    return {part: {name: _picked(name, values[name]) for name in names} for part, names in FIELDS.items()}


def shown_sheet(production: str, parts: Mapping[str, Mapping[str, Any]]) -> Sheet:
    """The sheet, as bare as the parts that are given."""
    known = {
        name: _picked(name, parts[part][name])
        for part, names in FIELDS.items()
        if part in parts
        for name in names
    }
    return sheet_of({**known, "production": production, "kind": ""})


def _picked(name: str, value: Any) -> Any:
    if name not in LINES:
        return value
    return [{key: line.get(key) for key in LINES[name]} for line in value]
