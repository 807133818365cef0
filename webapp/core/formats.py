"""Values as people read them, in French and in English; each is a Jinja filter of the same name."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, g, has_app_context
from flask_babel import get_locale, get_timezone
from jinja2 import pass_context
from jinja2.runtime import Context

from webapp.core import clock
from webapp.core.phones import phone, takes_sms, whatsapp
from webapp.domain.words import are_two

NBSP = "\u00a0"
NARROW = "\u202f"
UNMISTAKABLE_DAYS = 270  # a month named without its year is the nearest one


def init_app(app: Flask) -> None:
    for show in (
        money,
        hours,
        quantity,
        percent,
        day,
        long_day,
        day_range,
        on_days,
        the_days,
        month,
        time_of_day,
        moment,
        phone,
        takes_sms,
        whatsapp,
        grouped,
        upper_first,
        size,
    ):
        app.jinja_env.filters[show.__name__] = _shown(show)


def _shown(show: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja computes a filter of a constant once, when it reads the template: `0 | money` would stay in the language
    of the first reader. One that takes the context is left to each page."""

    @pass_context
    @wraps(show)
    def shown(_context: Context, *values: Any, **named: Any) -> Any:
        return show(*values, **named)

    return shown


def money(cents: int | None, *, rounded: bool = False) -> str:
    """`1 234,50 €`; `rounded` drops the cents of round figures, for overviews."""
    if cents is None:
        return "–"
    whole = rounded and cents % 100 == 0
    return _money(cents, whole, reader())


def hours(minutes: int | None) -> str:
    """`412 h`, `6 h 30`."""
    if minutes is None:
        return "–"
    whole, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    text = f"{sign}{_number(whole, reader())}{NBSP}h"
    return f"{text}{NBSP}{rest:02d}" if rest else text


def quantity(hundredths: int | None) -> str:
    """`5`, `2,5`."""
    return "–" if hundredths is None else _quantity(hundredths, reader())


def percent(basis_points: int) -> str:
    return f"{_number(round(basis_points / 100), reader())}{NBSP}%"


def day(value: date | None, *, year: bool = False) -> str:
    """`23 nov.`, with the year when it is another one or asked for; `1er déc.` on the first."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = value.astimezone(clock.PARIS).date()
    return _day(value, year or value.year != clock.today().year, reader())


def long_day(value: date) -> str:
    """`lundi 23 novembre`."""
    return _long_day(value, reader())


def day_range(start: date, end: date | None, *, year: bool = False) -> str:
    """`5 au 21 nov.`, `28 oct. au 3 nov.`, `17 et 18 oct.`, one day alone when both are the same."""
    if end is None or start == end:
        return day(start, year=year)
    show_year = year or start.year != end.year or end.year != clock.today().year
    return _day_range(start, end, show_year, reader())


def on_days(start: date, end: date, *, year: bool = False) -> str:
    """When it happens: `du 5 au 21 nov.`, `les 17 et 18 oct.`, `le 5 nov.`."""
    french = reader() == "fr"
    if start == end:
        word = "le" if french else "on"
    elif are_two(start, end):
        word = "les" if french else "on"
    else:
        word = "du" if french else "from"
    return f"{word} {day_range(start, end, year=year)}"


def the_days(start: date, end: date) -> str:
    """What is asked for, in the months to come, which need no year: `le 11 au 15 janv.`, `les 17 et 18 oct.`."""
    near = abs((start - clock.today()).days) < UNMISTAKABLE_DAYS
    if not near:
        said = day_range(start, end)
    elif start == end:
        said = _day(start, False, reader())
    else:
        said = _day_range(start, end, False, reader())
    return said if reader() != "fr" else f"{'les' if are_two(start, end) else 'le'} {said}"


def month(value: date) -> str:
    """`novembre 2026`."""
    return _month(value.year, value.month, reader())


def time_of_day(minute: int | None) -> str:
    """Minutes since midnight as a timetable shows them: `7h15`, in English `7:15`."""
    if minute is None:
        return ""
    hour, rest = divmod(minute, 60)
    return f"{hour}h{rest:02d}" if reader() == "fr" else f"{hour}:{rest:02d}"


def moment(value: datetime) -> str:
    """An instant in the reader's zone: `23 nov. à 8 h 05`."""
    local = value.astimezone(get_timezone() or clock.PARIS)
    if reader() == "fr":
        return f"{day(local.date())} à {local.hour}{NBSP}h{NBSP}{local.minute:02d}"
    return f"{day(local.date())}, {format_datetime(local, 'HH:mm', locale='en_GB')}"


def upper_first(text: str) -> str:
    """The first letter alone: `capitalize` would write « Thursday 26 november »."""
    return text[:1].upper() + text[1:]


def grouped(text: str | None, *sizes: int, between: str = NBSP) -> str:
    """`732 829 320 00074` by 3, 3, 3, 5; by fours when no size is given, as banks print an IBAN."""
    rest, parts = (text or "").replace(" ", ""), []
    for size in sizes or (4,) * len(rest):
        parts.append(rest[:size])
        rest = rest[size:]
    return between.join(part for part in (*parts, rest) if part)


def joined(*said: str | None, between: str = " · ") -> str:
    """What is known, side by side."""
    return between.join(one for one in said if one)


def size(octets: int) -> str:
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{NBSP}{'ko' if reader() == 'fr' else 'kB'}"
    return f"{format_decimal(round(octets / 1_000_000, 1), locale=reader())}{NBSP}{'Mo' if reader() == 'fr' else 'MB'}"


def reader() -> str:
    """The language this page or mail is read in: asked for each sentence, so first where Babel keeps it."""
    kept = g.get("_flask_babel") if has_app_context() else None
    locale = getattr(kept, "babel_locale", None) or get_locale()
    return locale.language if locale else "fr"


@lru_cache(20_000)
def _money(cents: int, whole: bool, language: str) -> str:
    sign, units, rest = ("−" if cents < 0 else ""), *divmod(abs(cents), 100)
    if language == "en":
        return f"{sign}€{units:,}" if whole else f"{sign}€{units:,}.{rest:02d}"
    amount = f"{units:,}".replace(",", NARROW)
    return f"{sign}{amount}{NBSP}€" if whole else f"{sign}{amount},{rest:02d}{NBSP}€"


@lru_cache(5_000)
def _quantity(hundredths: int, language: str) -> str:
    return str(format_decimal(hundredths / 100, locale=language))


@lru_cache(5_000)
def _number(value: int, language: str) -> str:
    return f"{value:,}".replace(",", NARROW) if language == "fr" else f"{value:,}"


@lru_cache(5_000)
def _day(value: date, with_year: bool, language: str) -> str:
    if language == "fr":
        number = "1er" if value.day == 1 else str(value.day)
        return f"{number} {format_date(value, 'MMM yyyy' if with_year else 'MMM', locale='fr')}"
    return format_date(value, "d MMM yyyy" if with_year else "d MMM", locale="en_GB")


@lru_cache(5_000)
def _long_day(value: date, language: str) -> str:
    if language == "fr":
        return format_date(value, "EEEE d MMMM", locale="fr").replace(" 1 ", " 1er ", 1)
    return format_date(value, "EEEE d MMMM", locale="en_GB")


@lru_cache(5_000)
def _month(year: int, month: int, language: str) -> str:
    return format_date(date(year, month, 1), "LLLL yyyy", locale="en_GB" if language == "en" else "fr_FR")


@lru_cache(5_000)
def _day_range(start: date, end: date, with_year: bool, language: str) -> str:
    words = ("et", "and") if are_two(start, end) else ("au", "to")
    word = words[language != "fr"]
    last = _day(end, with_year, language)
    if (start.year, start.month) == (end.year, end.month):
        first = "1er" if start.day == 1 and language == "fr" else str(start.day)
    else:
        first = _day(start, with_year and start.year != end.year, language)
    return f"{first} {word} {last}"
