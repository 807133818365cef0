"""The CV on one A4 page: smaller letters first, then the oldest titles said in one line."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from pypdf import PdfReader

from webapp.career.cv.content import Cv, Entry
from webapp.core.pdf import typeset

SIZES = ((9.5, 20), (8.5, 32), (7.5, 48))  # letters in points, and the most titles worth trying at that size
FEWER = (36, 28, 20, 12, 6, 1)


def cv_pdf(cv: Cv) -> bytes:
    """In the language that is spoken."""
    content = b""
    for size, number in _tries(len(cv.entries)):
        content = typeset("career/cv/cv.typ", f"{_('CV')} · {cv.name}", _values(cv, size, number))
        if len(PdfReader(BytesIO(content)).pages) == 1:
            break
    return content


def _tries(number: int) -> Iterator[tuple[float, int]]:
    for size, most in SIZES:
        if number <= most:
            yield size, number
    smallest = SIZES[-1][0]
    for fewer in (SIZES[-1][1], *FEWER):
        if fewer < number:
            yield smallest, fewer


def _values(cv: Cv, size: float, number: int) -> dict[str, Any]:
    shown, older = cv.entries[:number], cv.entries[number:]
    return {
        "name": cv.name,
        "job": cv.job,
        "reach": list(cv.reach),
        "intro": cv.intro,
        "titles": cv.heading,
        "columns": _columns(cv),
        "rows": [_row(cv, entry) for entry in shown],
        "older": _older(older),
        "extras": [{"label": label, "text": text} for label, text in cv.extras],
        "size": size,
        "words": {},
    }


def _columns(cv: Cv) -> list[dict[str, Any]]:
    named = [
        (_("Année"), 0, True),
        (_("Titre"), 10, True),
        (_("Réalisation, mise en scène"), 7, cv.has_directors),
        (_("Production"), 8, cv.has_companies),
        (_("Fonction"), 9, True),
    ]
    return [{"label": str(label), "width": width} for label, width, is_shown in named if is_shown]


def _row(cv: Cv, entry: Entry) -> list[Any]:
    cells: list[Any] = [entry.years, {"strong": entry.title, "text": entry.kind}]
    if cv.has_directors:
        cells.append(entry.director)
    if cv.has_companies:
        cells.append(entry.company)
    return [*cells, entry.job]


def _older(older: tuple[Entry, ...]) -> str:
    if not older:
        return ""
    first = min(entry.first_year for entry in older)
    said: str = ngettext(
        "Et %(num)d titre plus ancien, depuis %(year)s.",
        "Et %(num)d titres plus anciens, depuis %(year)s.",
        len(older),
        year=first,
    )
    return said
