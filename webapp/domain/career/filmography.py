"""Contracts and older memories gathered into titles: several contracts on a show are one title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Credit:
    """One contract on a show, or a title remembered by hand; `key` is that of the title."""

    key: str
    title: str
    kind: str
    job: str
    job_key: str
    start_on: date
    end_on: date
    director: str = ""
    company: str = ""
    is_own: bool = False  # typed by hand, known by its years alone
    is_hidden: bool = False


@dataclass(frozen=True)
class Title:
    key: str
    title: str
    kind: str
    director: str
    companies: tuple[str, ...]
    functions: tuple[tuple[str, str], ...]  # (key, name), the latest first
    first_year: int
    last_year: int
    is_own: bool
    is_hidden: bool

    @property
    def years(self) -> str:
        first, last = str(self.first_year), str(self.last_year)
        return first if first == last else f"{first}–{last}"

    @property
    def company(self) -> str:
        return ", ".join(self.companies)

    @property
    def job(self) -> str:
        return ", ".join(name for _key, name in self.functions)


def titles(credits: Iterable[Credit]) -> list[Title]:
    """The latest first; hidden ones keep their place."""
    grouped: dict[tuple[bool, str], list[Credit]] = {}
    for credit in credits:
        grouped.setdefault((credit.is_own, credit.key), []).append(credit)
    own_last = sorted(grouped.values(), key=lambda own: (own[0].is_own, own[0].title))
    return [_title(own) for own in sorted(own_last, key=_latest, reverse=True)]


def by_function(found: Sequence[Title]) -> list[tuple[str, list[Title]]]:
    """The function held last comes first; a title held in two is under both."""
    names: dict[str, str] = {}
    groups: dict[str, list[Title]] = {}
    for title in found:
        for key, name in title.functions:
            names.setdefault(key, name)
            groups.setdefault(key, []).append(title)
    return [(names[key], own) for key, own in groups.items()]


def _latest(own: Sequence[Credit]) -> tuple[int, date, int]:
    """By the last day; a title known by its years comes after those of the year."""
    last = max(credit.end_on for credit in own)
    return (last.year, date.min if own[0].is_own else last, min(credit.start_on for credit in own).year)


def _title(own: Sequence[Credit]) -> Title:
    latest = sorted(own, key=lambda credit: (credit.end_on, credit.start_on), reverse=True)
    last = latest[0]
    functions: dict[str, str] = {}
    companies: dict[str, None] = {}
    for credit in latest:
        functions.setdefault(credit.job_key, credit.job)
        if credit.company:
            companies.setdefault(credit.company)
    return Title(
        key=last.key,
        title=last.title,
        kind=last.kind,
        director=last.director,
        companies=tuple(companies),
        functions=tuple(functions.items()),
        first_year=min(credit.start_on for credit in own).year,
        last_year=last.end_on.year,
        is_own=last.is_own,
        is_hidden=last.is_hidden,
    )
