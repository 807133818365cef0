"""The hours of a week for a spreadsheet: a line for each day of each person, durations as decimal hours."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from webapp.core.formats import time_of_day
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department
from webapp.productions.hours.frozen import Frozen

# In French whatever the language of the screen, as every file that goes out.
COLUMNS = (
    ("Personne", 26), ("Emploi", 26), ("Département", 20), ("Jour", 12), ("Absence", 10), ("Convocation", 12),
    ("Début", 10), ("Fin", 10), ("Coupure (min)", 14), ("Trajet (min)", 12), ("Travaillées (h)", 15),
    ("Supplémentaires (h)", 19), ("Nuit (h)", 10), ("Dimanche (h)", 13), ("Jour férié (h)", 13), ("Note", 40),
)  # fmt: skip
COUNTED = ("worked", "overtime", "night", "sunday", "holiday")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def xlsx_of(frozen: Frozen) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Heures")
    sheet.freeze_panes = "A2"
    for number, (_title, width) in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([_bold(sheet, title) for title, _width in COLUMNS])
    for row in rows_of(frozen):
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(frozen: Frozen) -> Iterator[list[Any]]:
    for person in frozen["people"]:
        department = str(DEPARTMENTS[Department(person["department"])])
        for day in person["days"]:
            count = day["count"] or {}
            yield [
                person["name"],
                person["job"],
                department,
                date.fromisoformat(day["on"]),
                "oui" if day["is_absent"] else None,
                _time(day["call"]),
                _time(day["start"]),
                _time(day["end"]),
                None if day["is_absent"] else day["break"],
                None if day["is_absent"] else day["travel"],
                *(_hours(count.get(name)) for name in COUNTED),
                day["notes"],
            ]


def _time(minute: int | None) -> str | None:
    return time_of_day(minute) or None


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / 60, 2)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        value = f"'{value}" if value.startswith(DANGEROUS) else value  # else a spreadsheet would run it
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    elif isinstance(value, float):
        cell.number_format = "0.00"
    return cell


def _bold(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, value=title)
    cell.font = Font(bold=True)
    return cell
