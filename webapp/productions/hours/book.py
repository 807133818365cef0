"""A week as it is read: each person's days, what they add up to, what is missing, and the rests too short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from webapp.contacts.models import Contact
from webapp.domain.crewhours import Count, Rule, count, total, week_of
from webapp.domain.periods import monday_of
from webapp.domain.rest import Presence, ShortRest, rest_minutes, short_rests
from webapp.productions.crew.models import Department, Member
from webapp.productions.hours.models import HoursEntry
from webapp.productions.hours.plans import Plan, plan_of
from webapp.productions.hours.queries import Entries, Show
from webapp.productions.planning.models import Day
from webapp.productions.planning.queries import Rank, ranks

DAY = timedelta(days=1)
KEY = "one"  # a single person's rest, reckoned by the rule made for a crew
Crew = Iterable[tuple[Member, Contact]]


@dataclass(frozen=True)
class Line:
    """One day of one person."""

    on: date
    plan: Plan | None
    entry: HoursEntry | None
    count: Count | None
    is_past: bool
    rest_before: int | None = None  # minutes since the end of the day before, when both are known
    short: ShortRest | None = None  # and too few

    @property
    def is_missing(self) -> bool:
        """Planned, over, and not noted, or without its end."""
        if self.entry is not None:
            return self.is_past and not self.entry.is_whole
        return self.plan is not None and self.is_past

    @property
    def presence(self) -> Presence | None:
        """As worked, else as planned."""
        if self.entry is None:
            return self.plan.presence(self.on) if self.plan else None
        if self.entry.is_absent:
            return None
        if self.entry.stint:
            return self.entry.stint.presence
        end = self.plan.end_minute if self.plan else None
        first = self.entry.start_minute if self.entry.call_minute is None else self.entry.call_minute
        return None if end is None or first is None else Presence(self.on, first, end)


@dataclass(frozen=True)
class PersonWeek:
    """A week of one person among others."""

    monday: date
    lines: tuple[Line, ...]

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def total(self) -> Count:
        return total(line.count for line in self.lines if line.count)


@dataclass(frozen=True)
class Sheet:
    """The week of one person."""

    member: Member
    contact: Contact
    lines: tuple[Line, ...]
    next_monday: Line | None = None  # for the rest after Sunday

    @cached_property
    def total(self) -> Count:
        return total(line.count for line in self.lines if line.count)

    @cached_property
    def missing(self) -> list[date]:
        return [line.on for line in self.lines if line.is_missing]

    @cached_property
    def short(self) -> list[ShortRest]:
        ahead = (self.next_monday,) if self.next_monday else ()
        return [line.short for line in (*self.lines, *ahead) if line.short]

    @property
    def is_noted(self) -> bool:
        return any(line.entry for line in self.lines)


@dataclass(frozen=True)
class WeekDay:
    """One day of the week, for the whole crew."""

    on: date
    days: tuple[Day, ...]
    rank: Rank | None
    noted: int
    expected: int


@dataclass(frozen=True)
class Book:
    monday: date
    rule: Rule
    days: tuple[WeekDay, ...]
    sheets: tuple[Sheet, ...]

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @cached_property
    def by_department(self) -> dict[Department, list[Sheet]]:
        found: dict[Department, list[Sheet]] = defaultdict(list)
        for sheet in self.sheets:
            found[Department(sheet.member.department)].append(sheet)
        return dict(found)

    @cached_property
    def short(self) -> list[tuple[list[Sheet], ShortRest]]:
        """Too short rests of the week, the first day first; those who have the same together."""
        alike: dict[Any, list[tuple[Sheet, ShortRest]]] = defaultdict(list)
        for sheet in self.sheets:
            for short in sheet.short:
                before, after = short.before, short.after
                shown = (before.on, before.end_minute, before.is_worked, after.on, after.call_minute)
                alike[*shown, short.needed_minutes].append((sheet, short))
        found = [([sheet for sheet, _short in pairs], pairs[0][1]) for pairs in alike.values()]
        return sorted(found, key=lambda pair: (pair[1].after.on, pair[1].rest_minutes))

    @property
    def short_count(self) -> int:
        return sum(len(sheet.short) for sheet in self.sheets)

    @cached_property
    def missing(self) -> int:
        return sum(len(sheet.missing) for sheet in self.sheets)

    @property
    def is_noted(self) -> bool:
        return any(sheet.is_noted for sheet in self.sheets)

    @property
    def has_notes(self) -> bool:
        return any(line.entry and line.entry.notes for sheet in self.sheets for line in sheet.lines)


def book_of(show: Show, crew: Crew, entries: Entries, monday: date, today: date) -> Book:
    """`entries` go from the Sunday before to the Monday after."""
    held: dict[Any, dict[date, HoursEntry]] = defaultdict(dict)
    people = {member.id: (member, contact) for member, contact in crew}
    for entry, member, contact in entries:
        held[member.id][entry.on] = entry
        people.setdefault(member.id, (member, contact))
    sheets = []
    for member, contact in people.values():
        days = (*week_of(monday), monday + 7 * DAY)
        *lines, ahead = lines_of(show, member, held[member.id], days, today)
        sheets.append(Sheet(member, contact, tuple(lines), ahead))
    shown = tuple(sheet for sheet in sheets if any(line.plan or line.entry for line in sheet.lines))
    return Book(monday, show.rule, _week_days(show, shown, monday), shown)


def lines_of(
    show: Show, member: Member, entries: Mapping[date, HoursEntry], days: Sequence[date], today: date
) -> tuple[Line, ...]:
    """Days in a row of one person, each with the rest since the last one worked in the week before."""
    found, last = [], None
    cast = frozenset({KEY} if member.department == Department.CAST else ())
    for on in (*(days[0] - n * DAY for n in range(7, 0, -1)), *days):
        line = _line(show, member, entries, on, today)
        presence = line.presence
        if on >= days[0]:
            found.append(_rested(line, last, presence, cast))
        last = presence or last
    return tuple(found)


def weeks_of(show: Show, member: Member, entries: Sequence[HoursEntry], today: date) -> list[PersonWeek]:
    """Of one person, the weeks where something is noted, the last one first; days without anything left out."""
    noted = {entry.on: entry for entry in entries}
    mondays = sorted({monday_of(on) for on in noted}, reverse=True)
    found = []
    for monday in mondays:
        lines = lines_of(show, member, noted, week_of(monday), today)
        found.append(PersonWeek(monday, tuple(line for line in lines if line.entry or line.is_missing)))
    return found


def _line(show: Show, member: Member, entries: Mapping[date, HoursEntry], on: date, today: date) -> Line:
    entry = entries.get(on)
    stint = entry.stint if entry else None
    return Line(
        on,
        plan_of(member, on, show.days.get(on, ())),
        entry,
        count(stint, show.rule) if stint else None,
        is_past=on < today,
    )


def _rested(line: Line, last: Presence | None, first: Presence | None, cast: frozenset[str]) -> Line:
    if last is None or first is None:
        return line
    short = short_rests({KEY: last}, {KEY: first}, cast=cast)
    return replace(line, rest_before=rest_minutes(last, first), short=short[0] if short else None)


def _week_days(show: Show, sheets: Iterable[Sheet], monday: date) -> tuple[WeekDay, ...]:
    ranked = ranks([day for days in show.days.values() for day in days])
    columns = list(zip(*(sheet.lines for sheet in sheets), strict=True))
    found = []
    for number, on in enumerate(week_of(monday)):
        days, lines = tuple(show.days.get(on, ())), columns[number] if columns else ()
        rank = next((ranked[day.id] for day in days if day.id in ranked), None)
        noted = sum(1 for line in lines if line.entry is not None and line.entry.is_whole)
        expected = sum(1 for line in lines if line.plan or line.entry)
        found.append(WeekDay(on, days, rank, noted, expected))
    return tuple(found)
