"""Where the calendar finds what it shows: one statement for what is stored the same way, then the others.

A source takes the first and the last day shown and gives rows; `days.things_of` says what each row is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from webapp.calendar.queries import stored_between

Source = Callable[[date, date], Sequence[Any]]

SOURCES: tuple[Source, ...] = (stored_between,)


def rows_between(start_on: date, end_on: date) -> list[Any]:
    """Everything that touches these days, of every source, earliest first."""
    return [row for source in SOURCES for row in source(start_on, end_on)]
