"""The CV as plain words, in the language spoken: what was not chosen is not copied here."""

from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers
from flask_babel import gettext as _

from webapp.career.cv.models import CvSettings
from webapp.career.cv.parts import NAMES, Part
from webapp.career.queries import Career
from webapp.core.phones import phone
from webapp.domain.career.filmography import Title
from webapp.domain.career.rates import Function
from webapp.domain.career.trade import english
from webapp.productions.labels import LIVE, known_kind


@dataclass(frozen=True)
class Entry:
    years: str
    title: str
    kind: str
    director: str
    company: str
    job: str
    first_year: int


@dataclass(frozen=True)
class Cv:
    name: str
    job: str
    heading: str  # of the titles
    reach: tuple[str, ...]
    intro: str
    entries: tuple[Entry, ...]
    extras: tuple[tuple[str, str], ...]
    has_directors: bool = True
    has_companies: bool = True
    language: str = "fr"


def cv_of(career: Career, current: Function | None, own: CvSettings, signature: str, language: str) -> Cv:
    """In the language that is spoken meanwhile."""

    def said(job: str, key: str, is_live: bool = False) -> str:
        return english(job, key, own.job_words, is_live) if language == "en" else job

    has = own.shown.__contains__
    return Cv(
        name=own.name or signature,
        job=said(current.name, current.key) if current and has(Part.JOB) else "",
        heading=_("Filmographie et spectacles"),
        reach=_reach(own, language),
        intro=(getattr(own, f"intro_{language}") or "") if has(Part.INTRO) else "",
        entries=tuple(_entry(title, said) for title in career.shown),
        extras=tuple(_extras(own, language)),
        has_directors=has(Part.DIRECTORS),
        has_companies=has(Part.COMPANIES),
        language=language,
    )


def _reach(own: CvSettings, language: str) -> tuple[str, ...]:
    number = _abroad(own.phone) if language == "en" else phone(own.phone)
    said = ((Part.CITY, own.city), (Part.PHONE, number), (Part.EMAIL, own.email))
    return tuple(text for part, text in said if text and part in own.shown)


def _abroad(number: str | None) -> str:
    """With its country, for who calls from another one."""
    try:
        read = phonenumbers.parse(number or "")
    except phonenumbers.NumberParseException:
        return phone(number)
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace(
        " ", "\u00a0"
    )


def _entry(title: Title, said: Callable[[str, str, bool], str]) -> Entry:
    jobs = dict.fromkeys(said(name, key, title.kind in LIVE) for key, name in title.functions)
    return Entry(
        years=title.years,
        title=title.title,
        kind=known_kind(title.kind),
        director=title.director,
        company=title.company,
        job=", ".join(jobs),
        first_year=title.first_year,
    )


def _extras(own: CvSettings, language: str) -> list[tuple[str, str]]:
    said = (
        (Part.TRAINING, getattr(own, f"training_{language}")),
        (Part.SKILLS, getattr(own, f"skills_{language}")),
        (Part.LANGUAGES, getattr(own, f"languages_{language}")),
        (Part.LICENCE, own.licence),
    )
    return [(str(NAMES[part]), text) for part, text in said if text and part in own.shown]
