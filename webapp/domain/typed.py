"""What people type, read strictly: one meaning or a refusal that says what to type.

Thousands may be apart by a space of any width; the decimal mark is a comma or a dot. A group mark that
could be a decimal mark (`1.234`) is refused rather than guessed: a wrong amount is worse than a question.
"""

from __future__ import annotations

import re
from datetime import date

from webapp.domain.refusals import Refused
from webapp.domain.words import MONTH_NAMES, Hundredths, Minutes, sentence

NUMBER = re.compile(
    r"(?P<sign>[-−])? ?(?P<whole>[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,12})(?:[.,](?P<decimals>[0-9]{1,2}))?"
)
CLOCK = re.compile(r"(?P<hours>[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,12}) ?[hH:] ?(?P<minutes>[0-9]{2})")
TIME = re.compile(r"(?P<hours>[0-9]{1,2})(?: ?[hH:] ?(?P<minutes>[0-9]{2})?)?")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")

MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})")
MONTH_LAST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})")
MONTH_NAMED = re.compile(r"(?P<name>[^\W\d_]+)\.? (?P<year>[0-9]{4}|[0-9]{2})")

MOST_MINUTES = 10_000 * 60
MOST_HUNDREDTHS = 10_000 * 100
MOST_CENTIMETRES = 500 * 100
FIRST_YEAR, LAST_YEAR = 1950, 2100
LONGEST_QUOTE = 40


def parse_hours(text: str) -> int:
    """Minutes from `7`, `7,5`, `7.25`, `7h30`, `7 h 30`, `7:30`, `105,00`."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Indiquez une durée. Exemple\u00a0: 7,5 ou 7\u00a0h\u00a030."))
    minutes = _clock_minutes(typed) if CLOCK.fullmatch(typed) else _decimal_minutes(typed)
    if minutes > MOST_MINUTES:
        raise Refused(sentence("La durée dépasse %(most)s.", most=Minutes(MOST_MINUTES)))
    return minutes


def parse_quantity(text: str) -> int:
    """Hundredths of a unit (a day, a cachet) from `5`, `1,5`, `0.25`."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Indiquez une quantité. Exemple\u00a0: 1,5."))
    number = NUMBER.fullmatch(typed)
    if number is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas une quantité. Exemple\u00a0: 1,5.", typed=quoted(typed)
            )
        )
    quantity = hundredths_of(number)
    if quantity < 0:
        raise Refused(sentence("La quantité ne peut pas être négative."))
    if quantity > MOST_HUNDREDTHS:
        raise Refused(sentence("La quantité dépasse %(most)s.", most=Hundredths(MOST_HUNDREDTHS)))
    return quantity


def parse_metres(text: str) -> int:
    """Centimetres from `12,50`, `12.5 m`, `12 m 50`, `9`."""
    typed = tidy(text)
    number = NUMBER.fullmatch(re.sub(r" ?m ?([0-9]{2})$", r",\1", re.sub(r" ?m$", "", typed)))
    if number is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas une longueur en mètres. Exemple\u00a0: 12,50.",
                typed=quoted(typed),
            )
        )
    centimetres = hundredths_of(number)
    if not 0 < centimetres <= MOST_CENTIMETRES:
        raise Refused(sentence("Une longueur va de 0,01 à %(most)s mètres.", most=MOST_CENTIMETRES // 100))
    return centimetres


def parse_day(text: str) -> date:
    """A date from `21/11/2026`, `21.11.2026`, `21/11/26`, `2026-11-21`."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Indiquez une date. Exemple\u00a0: 21/11/2026."))
    found = DAY_FIRST.fullmatch(typed) or YEAR_FIRST.fullmatch(typed)
    if found is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas une date. Exemple\u00a0: 21/11/2026.", typed=quoted(typed)
            )
        )
    year = _full_year(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0»\u00a0: l’année va de %(first)s à %(last)s.",
                typed=quoted(typed),
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            )
        )
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0» n’existe pas dans le calendrier.", typed=quoted(typed))
        ) from None


def parse_month(text: str) -> date:
    """The first day of a month from `10/2026`, `2026-10`, `octobre 2026`, `oct. 2026`."""
    typed = tidy(text)
    found = MONTH_FIRST.fullmatch(typed) or MONTH_LAST.fullmatch(typed)
    named = MONTH_NAMED.fullmatch(typed.lower())
    number = int(found["month"]) if found else _named_month(named["name"]) if named else 0
    year = _full_year((found or named or {"year": "0"})["year"])
    if not 1 <= number <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas un mois. Exemple\u00a0: 10/2026.", typed=quoted(typed)
            )
        )
    return date(year, number, 1)


def parse_time(text: str) -> int:
    """Minutes since midnight from `7h15`, `07:15`, `7 h`, `18h`."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Indiquez une heure. Exemple\u00a0: 7h15."))
    found = TIME.fullmatch(typed)
    if found is None:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0» n’est pas une heure. Exemple\u00a0: 7h15.", typed=quoted(typed))
        )
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 23 or minutes > 59:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0»\u00a0: les heures vont de 0h00 à 23h59.", typed=quoted(typed))
        )
    return hours * 60 + minutes


def tidy(text: str) -> str:
    """Every run of blanks, no-break and narrow ones included, as one plain space."""
    return " ".join(text.split())


def quoted(typed: str) -> str:
    """What was typed, short enough to be said back."""
    return typed if len(typed) <= LONGEST_QUOTE else f"{typed[:LONGEST_QUOTE]}…"


def two_decimals(hundredths: int) -> str:
    """`1234,50`: what the readers above take back, and files that a spreadsheet opens; not below zero."""
    return f"{hundredths // 100},{hundredths % 100:02d}"


def hundredths_of(number: re.Match[str]) -> int:
    whole = int(number["whole"].replace(" ", "")) * 100 + int((number["decimals"] or "").ljust(2, "0"))
    return -whole if number["sign"] else whole


def _clock_minutes(typed: str) -> int:
    clock = CLOCK.fullmatch(typed)
    assert clock is not None
    if int(clock["minutes"]) > 59:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0»\u00a0: les minutes vont de 00 à 59.", typed=quoted(typed))
        )
    return int(clock["hours"].replace(" ", "")) * 60 + int(clock["minutes"])


def _decimal_minutes(typed: str) -> int:
    number = NUMBER.fullmatch(re.sub(r" ?[hH]$", "", typed))
    if number is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas une durée. Exemple\u00a0: 7,5 ou 7\u00a0h\u00a030.",
                typed=quoted(typed),
            )
        )
    hundredths = hundredths_of(number)
    if hundredths < 0:
        raise Refused(sentence("La durée ne peut pas être négative."))
    return (hundredths * 60 + 50) // 100


def _named_month(name: str) -> int:
    """Its number from its name or the beginning of it, `juin` and `juil` apart; 0 when no name begins so."""
    found = [n for n, whole in enumerate(MONTH_NAMES, 1) if whole.startswith(name)]
    return found[0] if len(found) == 1 and len(name) >= 3 else 0


def _full_year(typed: str) -> int:
    """Two digits mean the century that keeps the year between 1950 and 2049."""
    year = int(typed)
    if len(typed) == 4:
        return year
    return 2000 + year if year < 50 else 1900 + year
