"""Sentences the domain says to people, kept apart from how they are translated and shown.

`sentence("…%(name)s…", name=value)` holds a French source string and its raw values. Babel extracts the
string through the keyword `sentence`; the web translates it and formats the values for the reader's
language. `str()` gives the French alone, so that the domain and the command line need no framework.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

MONTH_NAMES = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@dataclass(frozen=True)
class Minutes:
    """A duration to show."""

    count: int

    def __str__(self) -> str:
        sign = "-" if self.count < 0 else ""
        hours, minutes = divmod(abs(self.count), 60)
        whole = f"{sign}{_grouped(hours)}{NBSP}h"
        return f"{whole}{NBSP}{minutes:02d}" if minutes else whole


@dataclass(frozen=True)
class Cents:
    """An amount in euros to show."""

    count: int

    def __str__(self) -> str:
        sign = "-" if self.count < 0 else ""
        euros, cents = divmod(abs(self.count), 100)
        return f"{sign}{_grouped(euros)},{cents:02d}{NBSP}€"


@dataclass(frozen=True)
class Hundredths:
    """A quantity counted in hundredths, to show: 150 is « 1,5 »."""

    count: int

    def __str__(self) -> str:
        sign = "-" if self.count < 0 else ""
        whole, rest = divmod(abs(self.count), 100)
        decimals = f",{rest:02d}".rstrip("0") if rest else ""
        return f"{sign}{_grouped(whole)}{decimals}"


@dataclass(frozen=True)
class MonthName:
    """A civil month to show: « février 2026 »."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"


@dataclass(frozen=True)
class Days:
    """Days in a row to show with the word that leads to them: « du 11 au 29 mai », « les 17 et 18 », « le 3 »."""

    start_on: date
    end_on: date

    def __str__(self) -> str:
        first, last = plain(self.start_on), plain(self.end_on)
        if self.start_on == self.end_on:
            return f"le {first}"
        return f"les {first} et {last}" if are_two(self.start_on, self.end_on) else f"du {first} au {last}"


@dataclass(frozen=True)
class Sentence:
    """A French source string and the values that fill it."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % {name: plain(value) for name, value in self.values.items()}


Value = str | int | date | Minutes | Cents | Hundredths | MonthName | Days | Sentence


def sentence(text: str, /, **values: Value) -> Sentence:
    return Sentence(text, values)


def plain(value: Value) -> str:
    """The value in French, without a framework."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def are_two(start_on: date, end_on: date) -> bool:
    """Two days in a row: one says both rather than “from… to…”."""
    return (end_on - start_on).days == 1


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NARROW_NBSP)
