"""The cases of a file: what they must say, and on which day.

A case is `{"id", "annexe", "kind", "inputs", "expected", "tolerance"}`, amounts in euros, hours in hours, dates
ISO. `expect` is "differs" for a claim known to be wrong, "coincides" for a wrong reasoning with a right result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from webapp.domain.periods import Month
from webapp.domain.rights import scales
from webapp.domain.typed import FIRST_YEAR

DEFAULT_TOLERANCE = Decimal("0.005")
ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
EXPECTS = ("", "differs", "coincides")
# As written, and before or after the point: far above any amount of a case.
LONGEST_NUMBER, MOST_DIGITS = 40, 15
HUGE = Decimal(10) ** (MOST_DIGITS + 1)
LATEST = scales.LAST_CHANGE_ON  # for cases that say no day: the newest figures known
EARLIEST = date(2019, 11, 1)  # for older ones: the first figures known


class Malformed(Exception):
    """The file, or one case of it, is not in the format."""


@dataclass(frozen=True)
class Case:
    id: str
    kind: str
    annexe: int
    on: date
    inputs: dict[str, Any]
    expected: dict[str, Any]
    tolerance: Decimal
    expect: str


def cases_of(path: Path, kinds: Container[str]) -> list[Case]:
    """Raises Malformed when the file is not a list of cases of these kinds."""
    return [_case(place, row, kinds) for place, row in enumerate(_rows(path), 1)]


def is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)


def shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=float)


def _rows(path: Path) -> list[Any]:
    try:
        rows = json.loads(
            path.read_text(encoding="utf-8"),
            parse_float=_number,
            parse_int=lambda text: int(_number(text)),
        )
        shown(rows).encode()  # said again later: half a character, or too deep a nest, cannot be
    except (OSError, ValueError, RecursionError) as error:
        raise Malformed(f"{path.name} is not JSON: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise Malformed(f"{path.name} holds no list of cases.")
    return rows


def _number(text: str) -> Decimal:
    """Raises ValueError for one so long that a calculation with it would not end."""
    try:
        number = Decimal(text)
    except InvalidOperation:  # its exponent alone is too long
        number = HUGE
    if len(text) > LONGEST_NUMBER or abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(f"{text[:LONGEST_NUMBER]} is not a number of a case.")
    return number


def _case(place: int, row: Any, kinds: Container[str]) -> Case:
    if not isinstance(row, dict):
        raise Malformed(f"case {place} is not an object.")
    name = row.get("id", f"case {place}")
    for key, kind in (("id", str), ("kind", str), ("inputs", dict), ("expected", dict)):
        if not isinstance(row.get(key), kind) or not row[key]:
            raise Malformed(f"{name} has no {key}.")
    if row["kind"] not in kinds:
        raise Malformed(f"{name} is of an unknown kind, {row['kind']}.")
    annexe = str(row.get("annexe", "8"))
    if annexe not in ("8", "10", "8/10"):
        raise Malformed(f"{name} is of an unknown annexe, {annexe}.")
    tolerance = row.get("tolerance", DEFAULT_TOLERANCE)
    if not is_number(tolerance) or not tolerance >= 0:
        raise Malformed(f"{name} has no tolerance.")
    expect = row.get("expect", "")
    if expect not in EXPECTS:
        raise Malformed(f"{name} expects neither a difference nor a coincidence.")
    return Case(
        id=row["id"],
        kind=row["kind"],
        annexe=10 if annexe == "10" else 8,
        on=_told_on(str(row.get("date", ""))),
        inputs=row["inputs"],
        expected=row["expected"],
        tolerance=Decimal(tolerance),
        expect=expect,
    )


def _told_on(text: str) -> date:
    """The first day the case names; of a year or a month alone, its last one."""
    found = ISO.search(text)
    if found is None:
        return LATEST
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        told = date(year, month or 12, day) if day else Month(year, month or 12).end_on
    except ValueError:
        return LATEST
    return max(told, EARLIEST) if told.year >= FIRST_YEAR else LATEST
