"""A crew pasted as lines: « Nom; poste; téléphone; mail », or the cells of a spreadsheet.

The name comes first; a mail and a number are known by their shape, wherever they stand; what is left is
the job. A line with a department's name alone sets it for those below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_LINES = 200
LONGEST = 200
# One address and nothing around it: what writes others into a mail or a link is not in one.
MAIL = re.compile(r"(?=.{6,254}\Z)[^\s@;,:<>()\"?&%]+@[^\s@;,:<>()\"?&%]+\.[^\s@;,:<>()\"?&%]+")
NUMBER = re.compile(r"\+?[0-9 ().\u00a0/-]{4,}")


@dataclass(frozen=True)
class Pasted:
    number: int  # of its line, as counted in what was pasted
    name: str
    job: str = ""
    phone: str = ""
    email: str = ""  # as it was written: `MAIL` says whether it is one
    department: str = ""


def read(text: str, departments: Mapping[str, str]) -> list[Pasted]:
    """`departments` gives a department for the way its name is written, in small letters."""
    found: list[Pasted] = []
    department = ""
    for number, line in enumerate(text.splitlines(), 1):
        cells = _cells(line)
        if not cells:
            continue
        heading = cells[0].rstrip(" :").casefold()
        if len(cells) == 1 and heading in departments:
            department = departments[heading]
        else:
            found.append(_person(number, cells, department))
    return found


def _cells(line: str) -> list[str]:
    mark = "\t" if "\t" in line else ";"
    cells = [" ".join(cell.split()).strip("\"' ") for cell in line.split(mark)]
    return [cell for cell in cells if cell]


def _person(number: int, cells: list[str], department: str) -> Pasted:
    mails = sorted((cell for cell in cells if "@" in cell), key=lambda cell: not MAIL.fullmatch(cell))
    phones = [cell for cell in cells if NUMBER.fullmatch(cell)]
    words = [cell for cell in cells if cell not in (*mails, *phones)]
    return Pasted(
        number,
        name=words[0] if words else "",
        job=words[1] if len(words) > 1 else "",
        phone=phones[0] if phones else "",
        email=mails[0] if mails else "",
        department=department,
    )
