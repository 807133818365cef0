"""Days that two productions plan on the same dates, told in words with their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from webapp.calendar.days import Meeting
from webapp.calendar.things import DAY, Kind, Thing
from webapp.domain.clashes import Level
from webapp.domain.periods import DateRange
from webapp.domain.words import Sentence, sentence
from webapp.productions.planning.models import DayKind

IDLE = (DayKind.REST, DayKind.OTHER)
Dates = dict[date, dict[str, Any]]


def crossings(things: Iterable[Thing], shown: DateRange) -> list[Meeting]:
    """One meeting for dates in a row that the same two productions share."""
    dates = _by_date(things)
    pairs: dict[tuple[str, str], list[date]] = defaultdict(list)
    for on in sorted(dates):
        if on in shown:
            for pair in combinations(sorted(dates[on]), 2):
                pairs[pair].append(on)
    return [_meeting(pair, run, dates) for pair, days in pairs.items() for run in _runs(days)]


def _by_date(things: Iterable[Thing]) -> Dates:
    """The first crew of each production that works on a date."""
    found: Dates = defaultdict(dict)
    for thing in things:
        if thing.kind is Kind.DAY and thing.of.day_kind not in IDLE:
            found[thing.of.start_on].setdefault(thing.of.production_id, thing.of)
    return found


def _runs(days: Sequence[date]) -> list[DateRange]:
    runs: list[DateRange] = []
    for day in days:
        if runs and runs[-1].end_on + DAY == day:
            runs[-1] = DateRange(runs[-1].start_on, day)
        else:
            runs.append(DateRange(day, day))
    return runs


def _meeting(pair: tuple[str, str], days: DateRange, dates: Dates) -> Meeting:
    one, other = ([dates[day][key] for day in days] for key in pair)
    said = sentence(
        "Deux productions %(dates)s\u00a0: %(one)s et %(other)s.",
        dates=days.said,
        one=_ranked(one),
        other=_ranked(other),
    )
    return Meeting(Level.ORANGE, said, (), days, (one[0], other[0]))


def _ranked(rows: Sequence[Any]) -> Sentence | str:
    """`Les Marées, J25 à J28`, `La Grande Lessive, dates 1 à 4`, or the title alone when not all is counted."""
    title, live = rows[0].production, any(row.day_kind == DayKind.SHOW for row in rows)
    if not all(row.rank for row in rows):
        return str(title)
    match [row.rank for row in rows]:
        case [rank]:
            if live:
                return sentence("%(title)s, date %(rank)s", title=title, rank=rank)
            return sentence("%(title)s, J%(rank)s", title=title, rank=rank)
        case [first, *_others, last]:
            if live:
                return sentence("%(title)s, dates %(first)s à %(last)s", title=title, first=first, last=last)
            return sentence("%(title)s, J%(first)s à J%(last)s", title=title, first=first, last=last)
    raise AssertionError(rows)
