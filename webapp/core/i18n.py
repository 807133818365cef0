"""French source strings, English by catalogue; the language is the person's, else the browser's."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from webapp.core import formats
from webapp.core.current import current
from webapp.domain.words import Cents, Days, Hundredths, Minutes, MonthName, Sentence, Value

LANGUAGES = ("fr", "en")
# French sets these apart from the word beside them, and never lets them begin or end a line.
LOOSE = re.compile(r"(?<=\S) (?=(?:[:;?!»€]|%%)(?![^\s<.,)]))|(?<=«) ")


def init_app(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE="fr", BABEL_DEFAULT_TIMEZONE="Europe/Paris")
    Babel(app, locale_selector=language, timezone_selector=time_zone)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=_said, gettext=_said, ngettext=_counted, sentence=spoken)
    app.jinja_env.filters.update(spoken=spoken, said=said_value)
    app.context_processor(lambda: {"locale": language(), "theme": theme()})


def language() -> str:
    """Chosen in the account, else on this device, else asked by the browser."""
    if forced := g.get("language"):
        return str(forced)
    chosen = current.user.language if current.user else _of_device("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "fr") if request else "fr"


def theme() -> str:
    return current.user.theme if current.user else _of_device("theme") or "system"


def time_zone() -> str:
    return current.user.time_zone if current.user else "Europe/Paris"


@pass_eval_context
def _said(context: EvalContext, text: str, /, **values: Any) -> str:
    """Jinja's own `gettext` looks the language and its catalogue up for each sentence: a page has fifty."""
    said = _found(formats.reader(), text, context.autoescape)
    return said % values if values or "%" in said else said


@pass_eval_context
def _counted(context: EvalContext, one: str, many: str, num: int, /, **values: Any) -> str:
    found = get_translations().ungettext(one, many, num)
    said: str = Markup(found) if context.autoescape else found
    return said % {"num": num, **values}


@lru_cache(10_000)
def _found(language: str, text: str, is_markup: bool) -> str:
    found: str = get_translations().ugettext(text)
    if language == "fr":
        found = LOOSE.sub("\u00a0", found)
    return Markup(found) if is_markup else found


def _of_device(name: str) -> str | None:
    """What a stranger chose here; a job has no device."""
    return session.get(name) if has_request_context() else None


def spoken(said: Sentence | str) -> str:
    """A sentence of the domain in the language of the reader."""
    if isinstance(said, str):
        return said
    text = _found(formats.reader(), said.text, False)
    return text % {name: _shown(value) for name, value in said.values.items()} if said.values else text


def said_value(value: Value) -> str:
    """A value of the domain alone, as people read it."""
    return spoken(Sentence("%(value)s", {"value": value}))


def _shown(value: Value) -> Any:
    match value:
        case Sentence():
            return spoken(value)
        case Minutes():
            return formats.hours(value.count)
        case Cents():
            return formats.money(value.count)
        case Hundredths():
            return formats.quantity(value.count)
        case MonthName():
            return formats.month(date(value.year, value.month, 1))
        case Days():
            return formats.on_days(value.start_on, value.end_on, year=True)
        case str() | int():
            return value
        case _:
            return formats.day(value, year=True)
