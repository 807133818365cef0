"""What a production's situation may be told from: counts of what is really kept, each with its source and its day.

Nothing here judges: a count is a fact, and the sentence proposed says the counts one after the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from webapp.domain.numerals import in_english, in_french
from webapp.domain.words import NBSP


class CountKind(StrEnum):
    """In the order they are shown and said."""

    SHOT = "shot"  # jours tournés
    PLAYED = "played"  # représentations jouées
    CONTRACTS = "contracts"  # contrats signés
    SHEETS = "sheets"  # feuilles de service envoyées
    RECEIVED = "received"  # « Bien reçu » to the last sheet


class SourceKind(StrEnum):
    PLANNING = "planning"
    VERSION = "version"  # of the planning, when the days counted are those it published
    SHEET = "sheet"  # one feuille de service
    LAST_SHEET = "last_sheet"
    CREW = "crew"


@dataclass(frozen=True)
class Source:
    """Where a count comes from: `number` of the version or of the day (J11), `day` of the sheet."""

    kind: SourceKind
    number: int | None = None
    day: date | None = None
    unit: int | None = None  # said when the show has several crews


@dataclass(frozen=True)
class Count:
    """`count` out of `of`, true on a day."""

    kind: CountKind
    count: int
    of: int | None
    on: date
    source: Source

    @property
    def key(self) -> str:
        """Of the count as it is: another once anything of it changes."""
        return f"{self.kind}-{hashlib.sha256(repr(self.to_values()).encode()).hexdigest()[:12]}"

    def to_values(self) -> dict[str, Any]:
        """For JSON: what is empty is left out."""
        source = {"kind": self.source.kind, "number": self.source.number, "unit": self.source.unit}
        day = self.source.day.isoformat() if self.source.day else None
        values = {"kind": self.kind, "count": self.count, "of": self.of, "on": self.on.isoformat()}
        return _bare(values | {"source": _bare(source | {"day": day})})

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Count:
        source = values["source"]
        return cls(
            CountKind(values["kind"]),
            values["count"],
            values.get("of"),
            date.fromisoformat(values["on"]),
            Source(
                SourceKind(source["kind"]),
                source.get("number"),
                date.fromisoformat(source["day"]) if "day" in source else None,
                source.get("unit"),
            ),
        )


@dataclass(frozen=True)
class DayKept:
    """A day of the planning, and the shows played on it; a day of show without service is one."""

    on: date
    unit: int
    is_shoot: bool
    shows: int


@dataclass(frozen=True)
class SheetSent:
    """A feuille de service as it was last sent."""

    on: date
    unit: int
    number: int | None  # J11
    sent_on: date


@dataclass(frozen=True)
class Kept:
    """What the rooms keep of one production, for counting."""

    today: date
    is_live: bool
    days: tuple[DayKept, ...] = ()
    version: int | None = None  # of the plan de travail last published, when it has these very days
    signed: int = 0
    contracts: int = 0
    sheets: tuple[SheetSent, ...] = ()
    confirmed: int = 0  # of those asked about the last sheet sent
    asked: int = 0

    @property
    def last_sheet(self) -> SheetSent | None:
        return max(self.sheets, key=lambda one: (one.on, -one.unit), default=None)


def counts_of(kept: Kept) -> tuple[Count, ...]:
    """Those that something really keeps; what is not begun counts zero, what is not kept is not there."""
    found = (_played(kept) if kept.is_live else _shot(kept), _contracts(kept), _sheets(kept), _received(kept))
    return tuple(count for count in found if count)


def proposed(counts: Iterable[Count], language: str) -> str:
    """« Onze jours tournés sur vingt-huit, dix-neuf contrats signés sur vingt-quatre. »"""
    say = _english if language == "en" else _french
    said = ", ".join(say(count) for count in counts)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _shot(kept: Kept) -> Count | None:
    """Days of the first crew, as J11 / 28 counts them; one is shot once it is over."""
    units = {day.unit for day in kept.days if day.is_shoot}
    first = min(units, default=1)
    days = [day for day in kept.days if day.is_shoot and day.unit == first]
    behind = [day.on for day in days if day.on < kept.today]
    if not days:
        return None
    source = _of_planning(kept, max(behind, default=None), first)
    if len(units) > 1:
        source = Source(source.kind, source.number, source.day, first)
    return Count(CountKind.SHOT, len(behind), len(days), max(behind, default=kept.today), source)


def _played(kept: Kept) -> Count | None:
    shows = sum(day.shows for day in kept.days)
    behind = [day for day in kept.days if day.shows and day.on < kept.today]
    last_on = max((day.on for day in behind), default=None)
    if not shows:
        return None
    source = _of_planning(kept, last_on, behind[-1].unit if behind else 1)
    return Count(CountKind.PLAYED, sum(day.shows for day in behind), shows, last_on or kept.today, source)


def _of_planning(kept: Kept, last_on: date | None, unit: int) -> Source:
    """The version that published these days, else the sheet sent for the last one, else the planning as it stands."""
    if kept.version is not None:
        return Source(SourceKind.VERSION, kept.version)
    sheet = next((one for one in kept.sheets if (one.on, one.unit) == (last_on, unit)), None)
    return _of_sheet(SourceKind.SHEET, sheet, kept) if sheet else Source(SourceKind.PLANNING)


def _contracts(kept: Kept) -> Count | None:
    if not kept.contracts:
        return None
    return Count(CountKind.CONTRACTS, kept.signed, kept.contracts, kept.today, Source(SourceKind.CREW))


def _sheets(kept: Kept) -> Count | None:
    last = kept.last_sheet
    if last is None:
        return None
    source = _of_sheet(SourceKind.LAST_SHEET, last, kept)
    return Count(CountKind.SHEETS, len(kept.sheets), None, last.sent_on, source)


def _received(kept: Kept) -> Count | None:
    last = kept.last_sheet
    if last is None or not kept.asked:
        return None
    source = _of_sheet(SourceKind.SHEET, last, kept)
    return Count(CountKind.RECEIVED, kept.confirmed, kept.asked, kept.today, source)


def _of_sheet(kind: SourceKind, sheet: SheetSent, kept: Kept) -> Source:
    """A live show names its sheets by their day."""
    number = None if kept.is_live else sheet.number
    return Source(kind, number, sheet.on, sheet.unit if sheet.unit > 1 else None)


# None of them, one of them, several; and whether the word is feminine.
FRENCH: Mapping[CountKind, tuple[str, str, str, bool]] = {
    CountKind.SHOT: ("aucun jour tourné", "un jour tourné", "%s jours tournés", False),
    CountKind.PLAYED: (
        "aucune représentation jouée", "une représentation jouée", "%s représentations jouées", True,
    ),
    CountKind.CONTRACTS: ("aucun contrat signé", "un contrat signé", "%s contrats signés", False),
    CountKind.SHEETS: (
        "aucune feuille de service envoyée", "une feuille de service envoyée", "%s feuilles de service envoyées",
        True,
    ),
    CountKind.RECEIVED: (
        f"aucun «{NBSP}Bien reçu{NBSP}»", f"un «{NBSP}Bien reçu{NBSP}»", f"%s «{NBSP}Bien reçu{NBSP}»", False,
    ),
}  # fmt: skip
# What is counted, one and several, and what was done to it.
ENGLISH: Mapping[CountKind, tuple[str, str, str]] = {
    CountKind.SHOT: ("day", "days", "shot"),
    CountKind.PLAYED: ("performance", "performances", "played"),
    CountKind.CONTRACTS: ("contract", "contracts", "signed"),
    CountKind.SHEETS: ("call sheet", "call sheets", "sent"),
    CountKind.RECEIVED: ("person", "people", "confirmed"),
}


def _french(count: Count) -> str:
    none, one, many, feminine = FRENCH[count.kind]
    said = (none, one)[count.count] if count.count < 2 else many % in_french(count.count, feminine=feminine)
    out_of = "" if count.of is None else f" sur {in_french(count.of, feminine=feminine)}"
    number = count.source.number
    last = f" pour la feuille de service J{number}" if _names_a_sheet(count) else ""
    return f"{said}{out_of}{last}"


def _english(count: Count) -> str:
    one, many, done = ENGLISH[count.kind]
    noun = one if (count.of or count.count) == 1 else many
    number = "none" if count.of and not count.count else in_english(count.count)
    said = number if count.of is None else f"{number} of {in_english(count.of)}"
    last = f" for call sheet {count.source.number}" if _names_a_sheet(count) else ""
    return f"{said} {noun} {done}{last}"


def _names_a_sheet(count: Count) -> bool:
    return count.kind == CountKind.RECEIVED and count.source.number is not None


def _bare(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
