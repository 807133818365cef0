"""What a version changes: for everyone, and for each person, so that only those concerned are asked again.

A person is concerned by their own first time, by their HMC and PAT, by their sequences, by another main
place, by coming or going. Whoever follows the general timetable is concerned by the convocation and the
PAT; whoever has a time of their own that stays, is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from webapp.domain.callsheets.lines import Line, lines_of, main_spot
from webapp.domain.callsheets.sheet import Sheet, Spot


class What(StrEnum):
    CALL = "call"
    READY = "ready"
    MEAL = "meal"
    END = "end"
    CONTINUOUS = "continuous"
    PLACE = "place"
    SPOTS = "spots"
    SCENES = "scenes"
    CAST = "cast"
    EXTRAS = "extras"
    CREW = "crew"
    CHILDREN = "children"
    NEEDS = "needs"
    MOVES = "moves"
    MEALS = "meals"
    SAFETY = "safety"
    WEATHER = "weather"
    FORECASTS = "forecasts"
    HEADS = "heads"
    NOTES = "notes"
    PICKUP = "pickup"
    MAKEUP = "makeup"
    ADDED = "added"
    REMOVED = "removed"


TIMES = frozenset({What.CALL, What.READY, What.MEAL, What.END, What.PICKUP, What.MAKEUP})
Value = int | str | bool | None
# What is told with its two values; the rest only says that it changed.
TOLD = {
    What.CALL: ("call",),
    What.READY: ("ready",),
    What.MEAL: ("meal", "meal_end"),
    What.END: ("end",),
    What.CONTINUOUS: ("is_continuous",),
}
SAID = {
    What.SPOTS: ("spots",),
    What.CAST: ("cast",),
    What.EXTRAS: ("extras",),
    What.CREW: ("crew",),
    What.CHILDREN: ("children",),
    What.NEEDS: ("needs",),
    What.MOVES: ("moves",),
    What.MEALS: ("meals_count", "meals_diets"),
    What.SAFETY: ("vhss", "risks"),
    What.WEATHER: ("sunrise", "sunset", "weather_morning", "weather_afternoon"),
    What.FORECASTS: ("forecasts",),
    What.HEADS: ("heads", "unit", "number", "of", "kind", "hours_kind"),
    What.NOTES: ("notes",),
}


@dataclass(frozen=True)
class Change:
    what: What
    before: Value = None
    after: Value = None

    @property
    def is_told(self) -> bool:
        """Both values are short enough to be written side by side."""
        return self.before is not None or self.after is not None


def general_changes(before: Sheet, after: Sheet) -> tuple[Change, ...]:
    return tuple(_general(before, after))


def person_changes(before: Sheet, after: Sheet) -> dict[str, tuple[Change, ...]]:
    """By key, those for whom something changes; nobody else."""
    old, new = lines_of(before), lines_of(after)
    moved = _place(before, after)
    found: dict[str, tuple[Change, ...]] = {}
    for key in [*new, *(key for key in old if key not in new)]:
        changes = tuple(_personal(old.get(key), new.get(key), moved))
        if changes:
            found[key] = changes
    return found


def changed_fields(before: Sheet, after: Sheet) -> frozenset[str]:
    """Names of the fields that differ, to be marked on the page and in the form."""
    return frozenset(
        one.name
        for one in fields(Sheet)
        if one.name not in ("version", "approved_by")
        and getattr(before, one.name) != getattr(after, one.name)
    )


def _general(before: Sheet, after: Sheet) -> Iterator[Change]:
    for what, names in TOLD.items():
        if _values(before, names) != _values(after, names):
            yield Change(what, getattr(before, names[0]), getattr(after, names[0]))
    if moved := _place(before, after):
        yield moved
    if before.scenes != after.scenes:
        numbers = [", ".join(scene.number for scene in sheet.scenes) for sheet in (before, after)]
        yield Change(What.SCENES, *numbers) if numbers[0] != numbers[1] else Change(What.SCENES)
    for what, names in SAID.items():
        if _values(before, names) != _values(after, names) and not (what == What.SPOTS and moved):
            yield Change(what)


def _personal(old: Line | None, new: Line | None, moved: Change | None) -> Iterator[Change]:
    if old is None or new is None:
        assert old or new
        yield Change(What.ADDED, None, new.call) if new else Change(What.REMOVED, old.call if old else None)
        return
    if old.pickup != new.pickup:
        yield Change(What.PICKUP, old.pickup, new.pickup)
    if old.makeup != new.makeup:
        yield Change(What.MAKEUP, old.makeup, new.makeup)
    if old.call != new.call and {old.first, new.first} - {"pickup", "makeup", "ready"}:
        yield Change(What.CALL, old.call, new.call)
    if old.ready != new.ready and (new.is_cast or new.follows):
        yield Change(What.READY, old.ready, new.ready)
    if set(old.scenes) != set(new.scenes):
        yield Change(What.SCENES, ", ".join(old.scenes), ", ".join(new.scenes))
    if moved:
        yield moved


def _place(before: Sheet, after: Sheet) -> Change | None:
    old, new = _where(main_spot(before)), _where(main_spot(after))
    return Change(What.PLACE, old, new) if old != new else None


def _where(spot: Spot | None) -> str:
    return " ".join(part for part in (spot.place or spot.name, spot.address) if part) if spot else ""


def _values(sheet: Sheet, names: tuple[str, ...]) -> list[Any]:
    return [getattr(sheet, name) for name in names]
