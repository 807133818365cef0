"""A week drawn as a table of half-hours: each day has as many columns as things that overlap on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.calendar.days import Entry, Meeting, level_of
from webapp.calendar.things import Thing
from webapp.domain.daytime import following
from webapp.domain.periods import DateRange

SLOT = 30  # minutes
FIRST_HOUR, LAST_HOUR = 8, 20  # shown at least
MIDNIGHT = 24 * 60
MOST_LANES = 3


@dataclass(frozen=True)
class Cell:
    """Half-hours in a row of one column: a thing, or nothing."""

    start: int
    span: int
    entry: Entry | None = None


@dataclass(frozen=True)
class Column:
    """A day of the week: what has no hours, then its lanes of cells."""

    day: date
    whole: tuple[Entry, ...]
    lanes: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    first: int
    slots: int

    @property
    def rows(self) -> list[tuple[int, list[Cell]]]:
        """By half-hour, its minute and the cells that begin there, from left to right."""
        lanes = [lane for column in self.columns for lane in column.lanes]
        return [
            (
                self.first + slot * SLOT,
                [cell for lane in lanes for cell in lane if cell.start == slot],
            )
            for slot in range(self.slots)
        ]


def table_of(things: Sequence[Thing], met: Sequence[Meeting], week: DateRange) -> Table:
    timed = [thing for thing in things if thing.start_minute is not None]
    first, last = _hours(thing for thing in timed if thing.days.overlaps(week))
    slots = (last - first) // SLOT
    columns = []
    for day in week:
        lanes, left = _lanes([thing for thing in timed if day in thing.days])
        columns.append(
            Column(
                day,
                tuple(
                    Entry(thing.kind, thing.of, level_of(thing, met, day))
                    for thing in (*[one for one in things if day in one.days and one not in timed], *left)
                ),
                tuple(_cells(lane, first, slots, met, day) for lane in lanes),
            )
        )
    return Table(tuple(columns), first, slots)


def _hours(things: Iterable[Thing]) -> tuple[int, int]:
    """The whole hours shown, in minutes."""
    first, last = FIRST_HOUR * 60, LAST_HOUR * 60
    for thing in things:
        start, end = _ends(thing)
        first, last = min(first, start // 60 * 60), max(last, -(-end // 60) * 60)
    return first, last


def _ends(thing: Thing) -> tuple[int, int]:
    """The first and the last minute on its day: what goes on after midnight is cut there."""
    start = thing.start_minute or 0
    end = thing.end_minute
    if end is None:
        return start, min(start + 2 * SLOT, MIDNIGHT)
    return start, max(min(following(end, start + 1), MIDNIGHT), start + 1)


def _lanes(things: Sequence[Thing]) -> tuple[list[list[Thing]], list[Thing]]:
    """Side by side what overlaps, and what found no lane."""
    lanes: list[list[Thing]] = [[]]
    left: list[Thing] = []
    for thing in sorted(things, key=lambda one: (_ends(one), one.of.public_id)):
        start = _ends(thing)[0] // SLOT
        free = next((lane for lane in lanes if not lane or -(-_ends(lane[-1])[1] // SLOT) <= start), None)
        if free is None and len(lanes) == MOST_LANES:
            left.append(thing)
        elif free is None:
            lanes.append([thing])
        else:
            free.append(thing)
    return lanes, left


def _cells(
    lane: Sequence[Thing], first: int, slots: int, met: Sequence[Meeting], day: date
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    at = 0
    for thing in lane:
        start, end = ((minute - first) for minute in _ends(thing))
        slot, stop = start // SLOT, -(-end // SLOT)
        if slot > at:
            cells.append(Cell(at, slot - at))
        cells.append(Cell(slot, stop - slot, Entry(thing.kind, thing.of, level_of(thing, met, day))))
        at = stop
    if at < slots:
        cells.append(Cell(at, slots - at))
    return tuple(cells)
