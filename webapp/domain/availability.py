"""The days left free between jobs, and how to say them on the phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from webapp.domain.periods import DAY, DateRange
from webapp.domain.words import MONTH_NAMES, are_two


def free_ranges(busy: Iterable[DateRange], horizon: DateRange) -> list[DateRange]:
    """The longest ranges of the horizon that touch no busy day, in order."""
    free: list[DateRange] = []
    day = horizon.start_on
    for taken in sorted(busy):
        if day > horizon.end_on:
            break
        if taken.start_on > day:
            free.append(DateRange(day, min(taken.start_on - DAY, horizon.end_on)))
        day = max(day, taken.end_on + DAY)
    if day <= horizon.end_on:
        free.append(DateRange(day, horizon.end_on))
    return free


def availability_sentence(free: Sequence[DateRange], horizon: DateRange) -> str:
    """A text to copy, in French whatever the language of the screen: its reader is an employer.

    « Disponible du 2 au 13 mars, puis à partir du 30. » A month is named when it changes, a year too; the
    range that reaches the end of the horizon stays open.
    """
    said = _Said(horizon.start_on)
    if not free:
        return f"Pas de disponibilité {said.between(horizon)}."
    parts = [said.since(r.start_on) if r.end_on == horizon.end_on else said.between(r) for r in free]
    listed = ", ".join(parts[:-1])
    return f"Disponible {f'{listed}, puis {parts[-1]}' if listed else parts[-1]}."


class _Said:
    """Remembers the month and year last named, so that they are not said twice."""

    def __init__(self, today: date) -> None:
        self._month: int | None = None
        self._year = today.year

    def between(self, days: DateRange) -> str:
        if days.days == 1:
            return f"le {self._day(days.start_on)}"
        if are_two(days.start_on, days.end_on) and days.start_on.month == days.end_on.month:
            return f"les {_number(days.start_on)} et {self._day(days.end_on)}"
        if (days.start_on.year, days.start_on.month) == (days.end_on.year, days.end_on.month):
            return f"du {_number(days.start_on)} au {self._day(days.end_on)}"
        self._month = None
        return f"du {self._day(days.start_on)} au {self._day(days.end_on)}"

    def since(self, day: date) -> str:
        return f"à partir du {self._day(day)}"

    def _day(self, day: date) -> str:
        if (day.year, day.month) == (self._year, self._month):
            return _number(day)
        year = "" if day.year == self._year else f" {day.year}"
        self._year, self._month = day.year, day.month
        return f"{_number(day)} {MONTH_NAMES[day.month - 1]}{year}"


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
