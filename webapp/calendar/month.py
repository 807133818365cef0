"""A month drawn by weeks: bars over days in a row, and marks of productions on a small one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.calendar.days import LASTING, whole_weeks
from webapp.calendar.things import DAY, Kind, Thing
from webapp.domain.periods import DateRange, Month

MOST_LINES = 5
MOST_MARKS = 4


@dataclass(frozen=True)
class Run:
    """A thing and the days it lasts, or days in a row of one production that are alike."""

    first: Thing
    last: Thing
    days: DateRange

    @property
    def is_several(self) -> bool:
        return self.first is not self.last


@dataclass(frozen=True)
class Bar:
    """What a week shows of a run: from a column, over a number of days, on a line."""

    run: Run
    column: int
    width: int
    line: int
    comes_before: bool
    goes_on: bool


@dataclass(frozen=True)
class Week:
    days: DateRange
    bars: tuple[Bar, ...]
    more: dict[date, int]
    """By day, how many things found no line."""

    @property
    def lines(self) -> int:
        return min(max((bar.line for bar in self.bars), default=1) + bool(self.more), MOST_LINES + 1)


def weeks_of(things: Sequence[Thing], month: Month) -> list[Week]:
    runs = _runs(things)
    return [_week(runs, monday) for monday in _mondays(whole_weeks(month.range))]


def marks_of(things: Iterable[Thing], shown: DateRange) -> dict[date, list[Any]]:
    """By day, one row of each production or calendar that has something on it, a few at most."""
    found: dict[date, dict[Any, Any]] = {}
    for thing in things:
        if both := thing.days.intersection(shown):
            for day in both:
                of = thing.of
                key = of.production_id or (of.public_id if thing.kind is not Kind.EVENT else of.hue)
                found.setdefault(day, {}).setdefault(key, of)
    return {day: list(rows.values())[:MOST_MARKS] for day, rows in found.items()}


def _mondays(days: DateRange) -> list[date]:
    return [day for day in days if day.weekday() == 0]


def _runs(things: Iterable[Thing]) -> list[Run]:
    """The longest first among those that start together, as they are drawn."""
    runs: list[Run] = []
    open_runs: dict[tuple[Any, ...], int] = {}
    for thing in sorted(things, key=lambda thing: (thing.days.start_on, thing.of.public_id)):
        key = (thing.of.production_id, thing.of.day_kind, thing.of.unit) if thing.kind is Kind.DAY else None
        place = open_runs.get(key) if key else None
        if place is not None and runs[place].days.end_on + DAY == thing.days.start_on:
            grown = DateRange(runs[place].days.start_on, thing.days.end_on)
            runs[place] = Run(runs[place].first, thing, grown)
        else:
            runs.append(Run(thing, thing, thing.days))
            if key:
                open_runs[key] = len(runs) - 1
    return sorted(runs, key=lambda run: (run.days.start_on, run.first.kind not in LASTING, -run.days.days))


def _week(runs: Iterable[Run], monday: date) -> Week:
    days = DateRange(monday, monday + 6 * DAY)
    taken: list[set[int]] = [set() for _ in range(MOST_LINES)]
    bars: list[Bar] = []
    more: dict[date, int] = {}
    for run in runs:
        part = run.days.intersection(days)
        if part is None:
            continue
        columns = _columns(run, part, monday)
        line = next((n for n, there in enumerate(taken, 1) if not there & columns), None)
        if line is None:
            for day in part:
                more[day] = more.get(day, 0) + 1
            continue
        taken[line - 1] |= columns
        bars.append(
            Bar(run, min(columns) + 1, len(columns), line, run.days.start_on < monday, run.days.end_on > days.end_on)
        )  # fmt: skip
    return Week(days, tuple(bars), more)


def _columns(run: Run, part: DateRange, monday: date) -> set[int]:
    """Those of its days; what has no hours to fill takes the next one too, to be read."""
    columns = {(day - monday).days for day in part}
    if run.first.kind in LASTING or run.first.kind is Kind.DAY:
        return columns
    return columns | {min(max(columns) + 1, 6)}
