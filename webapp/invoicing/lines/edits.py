"""What the buttons of the editor do to a form as it was sent: nothing typed is read, so nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

NAME = "lines"
NUMBERED = re.compile(rf"{NAME}-([0-9]{{1,4}})-(.+)")
ASKED = re.compile(r"(remove|up|down)-([0-9]{1,4})")
NEW = {"quantity": "1"}
Row = dict[str, list[str]]
Sent = MultiDict[str, str]


def edited(
    sent: Sent, asked: str, most: int, picked: Mapping[str, str] | None = None
) -> tuple[Sent, int | None]:
    """The form with its lines changed as asked and numbered again, and the place of the line to go on with.

    `asked` is `add`, which adds the line `picked` or a blank one, `remove-2`, `up-2` or `down-2`.
    """
    rows = _rows(sent)
    place: int | None = None
    if asked == "add":
        place = _added(rows, picked or {}, most)
    elif found := ASKED.fullmatch(asked):
        place = _moved(rows, found[1], int(found[2]))
    kept = MultiDict((name, value) for name, value in sent.items(multi=True) if not NUMBERED.fullmatch(name))
    for number, row in enumerate(rows):
        for name, values in row.items():
            kept.setlist(f"{NAME}-{number}-{name}", values)
    return kept, place


def _rows(sent: Sent) -> list[Row]:
    rows: dict[int, Row] = {}
    for key, values in sent.lists():
        if found := NUMBERED.fullmatch(key):
            rows.setdefault(int(found[1]), {})[found[2]] = list(values)
    return [rows[number] for number in sorted(rows)]


def _added(rows: list[Row], picked: Mapping[str, str], most: int) -> int:
    """A line at the end, at the rate of the one before; one left blank there is used first."""
    if rows and _is_blank(rows[-1]):
        last = rows.pop()
        base = {name: last[name] for name in ("vat_bp", "unit") if name in last}
    else:
        base = {name: rows[-1][name] for name in ("vat_bp", "unit") if rows and name in rows[-1]}
    if len(rows) < most:
        rows.append(base | {name: [value] for name, value in (NEW | dict(picked)).items()})
    return len(rows) - 1


def _moved(rows: list[Row], way: str, number: int) -> int | None:
    if number >= len(rows):
        return None
    row = rows.pop(number)
    if way == "remove":
        return min(number, len(rows) - 1) if rows else None
    place = max(0, number - 1) if way == "up" else min(len(rows), number + 1)
    rows.insert(place, row)
    return place


def _is_blank(row: Row) -> bool:
    return not any(
        value.strip() for name in ("words", "detail", "price_cents") for value in row.get(name, [])
    )
