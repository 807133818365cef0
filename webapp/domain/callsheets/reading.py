"""The text of a feuille de service that somebody else made, read as proposed values.

No figure rather than a wrong one: a time is taken beside its own label, or under it in a row of labels; a
label that leads to two different values gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from webapp.domain.printed import MONTHS, tidied, unaccented
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_time

MOST_LINES = 400
HEAD_LINES = 15  # where the day of the sheet itself is written
LONGEST = 200

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
TIME = r"[0-2]?\d ?[h:] ?[0-5]\d|[0-2]?\d ?h(?![a-z0-9])"
TIMES = {
    "call": r"convocation(?: generale| equipe)?|convoc\.?(?: generale)?|rdv general",
    "ready": r"p\.?a\.?t\.?|prets? a tourner",
    "meal": r"(?:coupure|pause)(?: (?:repas|dejeuner|diner))?|repas",
    "end": r"fin (?:prevue|previsionnelle|estimee|de (?:la )?journee|de tournage)|fin",
}
GAP = r" *(?:\([^)\d]{0,40}\))? *[:._…-]* *(?:a|vers)? *"
# Someone's own times: a table of them says nothing of the day.
OF_PEOPLE = re.compile(r"\b(?:roles?|comediens?|noms?|hmc|pick.?up|fonctions?|postes?)\b")
NUMBER = r"0*(\d{1,3})"
NUMBERS = (
    re.compile(rf"\bj(?:our)? ?{NUMBER} ?(?:/|sur) ?{NUMBER}\b"),
    re.compile(
        rf"(?:feuille de service|fds|jour(?:nee)? de tournage|jour) ?(?:n\S{{0,2}}|:)? ?j? ?{NUMBER}"
        rf"(?: ?(?:/|sur) ?{NUMBER})?\b(?! ?(?:{'|'.join(MONTHS)}))"
    ),
    re.compile(rf"\bj ?{NUMBER}\b"),
)
SLASHED = re.compile(r"\b(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(20\d\d|\d\d)\b")
SPELLED = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)}) )?\b(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)})(?: (20\d\d))?\b"
)
PLACES = (
    re.compile(r"(?<![a-z])lieux?(?: de (?:tournage|rendez-vous|rdv))? *: *"),
    re.compile(r"(?<![a-z])decors?(?: n?.? ?1)? *: *"),
)
APPROVED = re.compile(r"(?<![a-z])(?:validee?|approuvee?|visee?)(?: le [\d/. ]+)? par *:? *")


@dataclass(frozen=True)
class Read:
    """What was found without doubt; the rest is to be typed."""

    number: int | None = None
    of: int | None = None
    day: date | None = None
    call: int | None = None
    ready: int | None = None
    meal: int | None = None
    end: int | None = None
    place: str | None = None
    approved_by: str | None = None

    @property
    def found(self) -> tuple[str, ...]:
        """Names of the values read, `of` going with its number."""
        return tuple(
            name for name in self.__dataclass_fields__ if name != "of" and getattr(self, name) is not None
        )


def read_text(text: str, *, today: date) -> Read:
    """`today` gives the year of a day that does not say its own."""
    lines = [tidied(line) for line in text.splitlines()[:MOST_LINES] if line.strip()]
    folded = [unaccented(line) for line in lines]
    number, of = _number(folded)
    return Read(
        number=number,
        of=of,
        day=_day(folded, today),
        place=_first(PLACES, lines, folded),
        approved_by=_first((APPROVED,), lines, folded),
        **{name: _time(name, folded) for name in TIMES},
    )


def _number(folded: list[str]) -> tuple[int | None, int | None]:
    """The surest way of writing it first; two different numbers in one way give none."""
    for way in NUMBERS:
        found = {match.groups() for line in folded for match in way.finditer(line)}
        numbers = {int(groups[0]) for groups in found}
        if len(numbers) > 1:
            return None, None
        if numbers:
            totals = {int(groups[1]) for groups in found if len(groups) > 1 and groups[1]}
            return numbers.pop(), totals.pop() if len(totals) == 1 else None
    return None, None


def _day(folded: list[str], today: date) -> date | None:
    """The first day written at the head: those of J+1 and J+2 come lower."""
    for line in folded[:HEAD_LINES]:
        found = set(_days(line, today))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _days(line: str, today: date) -> Iterator[date]:
    for match in SLASHED.finditer(line):
        with suppress(ValueError):
            year = int(match[3])
            yield date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    for match in SPELLED.finditer(line):
        with suppress(ValueError):
            yield _spelled(match, today)


def _spelled(match: re.Match[str], today: date) -> date:
    month, number = MONTHS.index(match[3]) + 1, int(match[2])
    if match[4]:
        return date(int(match[4]), month, number)
    near = [date(year, month, number) for year in (today.year - 1, today.year, today.year + 1)]
    day = min(near, key=lambda one: abs(one - today))
    if abs(day - today) > timedelta(days=180) or (match[1] and WEEKDAYS[day.weekday()] != match[1]):
        raise ValueError("which year is not sure")
    return day


def _time(name: str, folded: list[str]) -> int | None:
    found = {*_beside(name, folded), *_under(name, folded)}
    return found.pop() if len(found) == 1 else None


def _beside(name: str, folded: list[str]) -> Iterator[int]:
    for line in folded:
        for match in BESIDE[name].finditer(line):
            yield from _minutes(match[1])


def _under(name: str, folded: list[str]) -> Iterator[int]:
    """Under the label, in a row of two labels or more that speaks of nobody."""
    for labels, values in pairwise(folded):
        cells, times = _cells(labels), _cells(values)
        named = [next((key for key in TIMES if ALONE[key].fullmatch(cell)), None) for cell in cells]
        if len(cells) != len(times) or sum(key is not None for key in named) < 2 or OF_PEOPLE.search(labels):
            continue
        for key, cell in zip(named, times, strict=True):
            if key == name and WHOLE.fullmatch(cell):
                yield from _minutes(cell)


def _minutes(typed: str) -> Iterator[int]:
    with suppress(Refused):
        yield parse_time(typed)


def _first(labels: tuple[re.Pattern[str], ...], lines: list[str], folded: list[str]) -> str | None:
    for label in labels:
        for line, plain in zip(lines, folded, strict=True):
            if match := label.search(plain):
                said = re.split(r"\s{2,}|\s*\|\s*", line[match.end() :].strip())[0].strip(" .;,-–")
                if said:
                    return said[:LONGEST]
    return None


def _cells(line: str) -> list[str]:
    return [cell.strip(" :") for cell in re.split(r"\s{2,}|\s*\|\s*", line.strip()) if cell]


BESIDE = {
    name: re.compile(rf"(?<![a-z])(?:{label})(?![a-z]){GAP}({TIME})(?![\d/])")
    for name, label in TIMES.items()
}
ALONE = {name: re.compile(label) for name, label in TIMES.items()}
WHOLE = re.compile(TIME)
