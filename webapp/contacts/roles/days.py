"""The days of a role, of which one often knows the month or the year alone: `2019`, `03/2024`, `12/03/2024`."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.formats import day, month
from webapp.domain.refusals import Refused
from webapp.domain.typed import FIRST_YEAR, LAST_YEAR, parse_day, parse_month, quoted, tidy
from webapp.domain.words import sentence

YEAR = re.compile(r"[0-9]{4}")


def parse_start(text: str) -> date:
    return _span(text)[0]


def parse_end(text: str) -> date:
    """The last day of what was typed."""
    return _span(text)[1]


def typed(value: date, *, is_end: bool = False) -> str:
    """As short as what was typed: read again, it gives the same day."""
    is_edge = value.day == (_last(value) if is_end else 1)
    if is_edge and value.month == (12 if is_end else 1):
        return str(value.year)
    return f"{value:%m/%Y}" if is_edge else f"{value:%d/%m/%Y}"


def said(start: date | None, end: date | None) -> str:
    """`2019 à 2022`, `depuis mars 2024`, `jusqu’au 12 mars 2024`."""
    first = _told(start) if start else ""
    last = _told(end, is_end=True) if end else ""
    if first and last:
        text: str = first if first == last else _("%(first)s à %(last)s", first=first, last=last)
        return text
    if start:
        return str(
            _("depuis le %(day)s", day=first) if _is_exact(start) else _("depuis %(first)s", first=first)
        )
    if end:
        return str(
            _("jusqu’au %(day)s", day=last)
            if _is_exact(end, is_end=True)
            else _("jusqu’en %(last)s", last=last)
        )
    return ""


def told(start: str | None, end: str | None) -> str:
    """Likewise, from the days as the database writes them in a list."""
    return said(_read(start), _read(end))


def is_there(person: Any) -> bool:
    """Noted in the company, or in a role there that is not over."""
    ends = [_read(end) for _job, _show, _start, end in person.roles or ()]
    return bool(person.is_there) or any(end is None or end >= clock.today() for end in ends)


def _read(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _span(text: str) -> tuple[date, date]:
    said = tidy(text)
    if YEAR.fullmatch(said):
        year = int(said)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(
                sentence(
                    "«\u00a0%(typed)s\u00a0»\u00a0: l’année va de %(first)s à %(last)s.",
                    typed=quoted(said),
                    first=str(FIRST_YEAR),
                    last=str(LAST_YEAR),
                )
            )
        return date(year, 1, 1), date(year, 12, 31)
    try:
        first = parse_month(said)
    except Refused:
        on = parse_day(said)
        return on, on
    return first, first.replace(day=_last(first))


def _last(value: date) -> int:
    return monthrange(value.year, value.month)[1]


def _is_exact(value: date, *, is_end: bool = False) -> bool:
    return len(typed(value, is_end=is_end)) > len("03/2024")


def _told(value: date, *, is_end: bool = False) -> str:
    match len(typed(value, is_end=is_end)):
        case 4:
            return str(value.year)
        case 7:
            return month(value)
    return day(value, year=True)
