"""The calls of the crew in the form: a box and a time each, told by the key of the person.

A day has a hundred of them: as fields of a form they would weigh more than all the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webapp.core.i18n import spoken
from webapp.domain.callsheets.sheet import CrewCall, Sheet
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_time
from webapp.productions.callsheets import people


@dataclass(frozen=True)
class Called:
    """One person of the crew list; `typed` is their own time as it was written."""

    who: CrewCall
    is_called: bool
    typed: str = ""
    error: str = ""


def calls_of(sheet: Sheet, crew: Iterable[Any]) -> list[Called]:
    """Those of the sheet, then those of the crew who could be on it."""
    there = [Called(one, True, _shown(one.call)) for one in sheet.crew if one.key]
    keys = {one.who.key for one in there}
    return [*there, *(Called(one, False) for one in people.crew_of_day(crew, sheet) if one.key not in keys)]


def calls_typed(
    sheet: Sheet, crew: Iterable[Any], form: Mapping[str, str], ticked: Iterable[str]
) -> list[Called]:
    """The same people, as the form sends them."""
    called = set(ticked)
    return [_read(one.who, one.who.key in called, form) for one in calls_of(sheet, crew)]


def called(calls: Iterable[Called]) -> tuple[CrewCall, ...]:
    return tuple(one.who for one in calls if one.is_called)


def _read(who: CrewCall, is_called: bool, form: Mapping[str, str]) -> Called:
    typed = form.get(f"t-{who.key}", "").strip()[:20]
    try:
        call = parse_time(typed) if typed else None
    except Refused as refusal:
        return Called(who, is_called, typed, spoken(refusal.sentence) if is_called else "")
    return Called(replace(who, call=call), is_called, typed)


def _shown(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"
