"""The hours of a week for a spreadsheet: a line for each day of each person, durations as decimal hours."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from webapp.core.formats import time_of_day
from webapp.core.sheets import Value, workbook
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


def xlsx_of(frozen: Frozen) -> bytes:
    titles, widths = zip(*COLUMNS, strict=True)
    return workbook("Heures", titles, widths, [""] * len(COLUMNS), rows_of(frozen))


def rows_of(frozen: Frozen) -> Iterator[list[Value]]:
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


def _hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else round(Decimal(minutes) / 60, 2)
