"""Birthdays, whose year is often unknown: `1988-03-14`, else `--03-14`, as cards of phones write them."""

import re
from datetime import date

from babel.dates import format_date
from flask_babel import get_locale

from webapp.core import clock
from webapp.core.fold import fold
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day, quoted, tidy
from webapp.domain.words import MONTH_NAMES, sentence

TYPED = re.compile(
    r"(?P<day>[0-9]{1,2})(?:er)?[/. -](?P<month>[0-9]{1,2}|[^\W\d_]+)\.?(?:[/. -](?P<year>[0-9]{4}))?"
)
KEPT = re.compile(r"(?:(?P<year>[0-9]{4})|-)-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
LEAP = 2000
FIRST_YEAR = 1900


def parse_birthday(text: str) -> str:
    """From `14/03/1988`, `14/03`, `14 mars`."""
    found = TYPED.fullmatch(tidy(text).lower())
    if found is None:
        return parse_day(text).isoformat()
    try:
        born = date(int(found["year"] or LEAP), _month(found["month"]), int(found["day"]))
    except ValueError:
        raise Refused(
            sentence("«\u00a0%(typed)s\u00a0» n’existe pas dans le calendrier.", typed=quoted(text.strip()))
        ) from None
    if not found["year"]:
        return f"--{born:%m-%d}"
    if born.year < FIRST_YEAR or born > clock.today():
        raise Refused(sentence("Personne n’est né ce jour-là\u00a0: regardez l’année."))
    return born.isoformat()


def typed(birthday: str) -> str:
    """As it is typed: `14/03/1988`, `14/03`."""
    found = KEPT.fullmatch(birthday)
    parts = (found["day"], found["month"], found["year"]) if found else (birthday,)
    return "/".join(part for part in parts if part)


def said(birthday: str) -> str:
    """As it is read: `14 mars 1988`, `14 mars`."""
    found = KEPT.fullmatch(birthday)
    if found is None:
        return birthday
    locale = get_locale()
    is_french = locale is None or locale.language == "fr"
    day = date(int(found["year"] or LEAP), int(found["month"]), int(found["day"]))
    form = "d MMMM yyyy" if found["year"] else "d MMMM"
    text = format_date(day, form, locale="fr" if is_french else "en_GB")
    return text.replace("1 ", "1er ", 1) if is_french and day.day == 1 else text


def _month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    named = [number for number, name in enumerate(MONTH_NAMES, 1) if fold(name).startswith(fold(word))]
    return named[0] if len(named) == 1 else 0
