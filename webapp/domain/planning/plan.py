"""A plan de travail as plain values: what a published version keeps, and what sets two of them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Any


@dataclass(frozen=True)
class PlannedStrip:
    """A line of a day: a sequence by its number, or what happens between two."""

    kind: str
    number: str = ""
    text: str = ""  # of a line that is no sequence
    minute: int | None = None
    set_name: str = ""
    effect: str = ""
    light: str = ""
    eighths: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class PlannedService:
    """A half-day of a live show."""

    half: str
    kind: str
    start: int | None = None
    end: int | None = None
    text: str = ""


@dataclass(frozen=True)
class PlannedDay:
    key: str  # the same from one version to the next
    on: date
    kind: str
    unit: int = 1
    number: int | None = None  # J 12
    place: str = ""
    call: int | None = None
    ready: int | None = None
    meal: int | None = None
    end: int | None = None
    is_continuous: bool = False
    notes: str = ""
    strips: tuple[PlannedStrip, ...] = ()
    services: tuple[PlannedService, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Of its sequences, in their order."""
        return tuple(strip.number for strip in self.strips if strip.number)

    @property
    def eighths(self) -> int:
        return sum(strip.eighths or 0 for strip in self.strips)

    @property
    def seconds(self) -> int:
        return sum(strip.seconds or 0 for strip in self.strips)


@dataclass(frozen=True)
class Plan:
    days: tuple[PlannedDay, ...] = ()

    @property
    def by_key(self) -> dict[str, PlannedDay]:
        return {day.key: day for day in self.days}

    def to_values(self) -> dict[str, Any]:
        """For JSON: what is empty is left out."""
        return {"days": [_bare(asdict(day)) for day in self.days]}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Plan:
        return cls(tuple(_day_from(day) for day in values.get("days", ())))


class Field(StrEnum):
    """What may differ of a day kept in both plans."""

    ON = "on"
    KIND = "kind"
    PLACE = "place"
    CALL = "call"
    READY = "ready"
    MEAL = "meal"
    END = "end"
    CONTINUOUS = "is_continuous"
    NOTES = "notes"


class Sort(StrEnum):
    DAY_ADDED = "day_added"
    DAY_REMOVED = "day_removed"
    DAY_CHANGED = "day_changed"  # `field` says what
    PLACED = "placed"  # a sequence that was on no day
    TAKEN_OFF = "taken_off"
    MOVED = "moved"  # a sequence from a day to another
    ORDER = "order"
    LINES = "lines"  # déplacements, meals, notes
    SERVICES = "services"


@dataclass(frozen=True)
class Difference:
    """One thing that changed; `day` is the day as it is now, or as it was when it is gone."""

    sort: Sort
    day: PlannedDay
    before: Any = None
    after: Any = None
    field: Field | None = None
    number: str = ""


def differences(before: Plan, after: Plan) -> list[Difference]:
    """In the order of the calendar."""
    found = [*_of_days(before, after), *_of_sequences(before, after)]
    return sorted(found, key=lambda one: (one.day.on, one.day.unit))


def _of_days(before: Plan, after: Plan) -> Iterator[Difference]:
    old, new = before.by_key, after.by_key
    for key, day in new.items():
        if key not in old:
            yield Difference(Sort.DAY_ADDED, day)
        else:
            yield from _of_day(old[key], day)
    for key, day in old.items():
        if key not in new:
            yield Difference(Sort.DAY_REMOVED, day)


def _of_day(old: PlannedDay, new: PlannedDay) -> Iterator[Difference]:
    for field in Field:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Difference(Sort.DAY_CHANGED, new, was, now, field)
    kept = set(old.numbers) & set(new.numbers)
    orders = [tuple(number for number in day.numbers if number in kept) for day in (old, new)]
    if orders[0] != orders[1]:
        yield Difference(Sort.ORDER, new, old.numbers, new.numbers)
    if _lines(old) != _lines(new):
        yield Difference(Sort.LINES, new, _lines(old), _lines(new))
    if old.services != new.services:
        yield Difference(Sort.SERVICES, new, old.services, new.services)


def _lines(day: PlannedDay) -> tuple[PlannedStrip, ...]:
    return tuple(strip for strip in day.strips if not strip.number)


def _of_sequences(before: Plan, after: Plan) -> Iterator[Difference]:
    """A sequence shot over several days is told day by day where it comes and goes."""
    old, new = _places(before), _places(after)
    for number in old.keys() | new.keys():
        left = [day for key, day in old.get(number, {}).items() if key not in new.get(number, {})]
        joined = [day for key, day in new.get(number, {}).items() if key not in old.get(number, {})]
        for was, now in zip_longest(left, joined):
            if was and now:
                yield Difference(Sort.MOVED, now, was, now, number=number)
            elif now:
                yield Difference(Sort.PLACED, now, number=number)
            else:
                yield Difference(Sort.TAKEN_OFF, after.by_key.get(was.key, was), number=number)


def _places(plan: Plan) -> dict[str, dict[str, PlannedDay]]:
    found: dict[str, dict[str, PlannedDay]] = {}
    for day in plan.days:
        for number in day.numbers:
            found.setdefault(number, {})[day.key] = day
    return found


def _bare(values: dict[str, Any]) -> dict[str, Any]:
    bare: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("strips", "services"):
            value = [_bare(one) for one in value]
        elif isinstance(value, date):
            value = value.isoformat()
        if value not in (None, "", False, []):
            bare[name] = value
    return bare


def _day_from(values: Mapping[str, Any]) -> PlannedDay:
    known = {field.name for field in fields(PlannedDay)}
    return PlannedDay(
        **{
            **{name: value for name, value in values.items() if name in known},
            "on": date.fromisoformat(values["on"]),
            "strips": tuple(PlannedStrip(**strip) for strip in values.get("strips", ())),
            "services": tuple(PlannedService(**service) for service in values.get("services", ())),
        }
    )
