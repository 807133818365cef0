"""Who worked with whom: what is common to two people, said the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

OFTEN = 3
"""Productions in common from which one has really worked with somebody."""

# The jobs that take people on, as their names begin, in lower case; `%` is anything.
TAKES_ON = (
    "direct% de production%",
    "administrat%",
    "producteur%",
    "productrice%",
    "chargé% de production%",
)


def years_of(days: Iterable[date | None]) -> tuple[int, int] | None:
    """The first year and the last of the days that are known."""
    known = [day.year for day in days if day is not None]
    return (min(known), max(known)) if known else None
