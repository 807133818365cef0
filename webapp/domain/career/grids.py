"""The grids of conventions that were read in their own text, each with the days it holds: see `grids.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from webapp.domain.career.minimums import Basis, Minimum
from webapp.domain.periods import DateRange


@dataclass(frozen=True)
class Grid:
    idcc: str
    days: DateRange
    text: str
    url: str
    minimums: tuple[Minimum, ...]


@lru_cache(1)
def grids() -> tuple[Grid, ...]:
    read = tomllib.loads(files("webapp.domain.career").joinpath("grids.toml").read_text(encoding="utf-8"))
    return tuple(_grid(one) for one in read["grid"])


def published() -> list[Minimum]:
    return [minimum for grid in grids() for minimum in grid.minimums]


def _grid(read: dict[str, object]) -> Grid:
    idcc, text, url = str(read["idcc"]), str(read["text"]), str(read["url"])
    hours, week, first, last = read["hours"], read["week"], read["from"], read["until"]
    assert isinstance(hours, int) and isinstance(week, dict)
    assert isinstance(first, date) and isinstance(last, date)
    return Grid(
        idcc,
        DateRange(first, last),
        text,
        url,
        tuple(
            Minimum(key, first, Basis.WEEK, cents, hours * 60, text, last, idcc, url)
            for key, cents in week.items()
        ),
    )
