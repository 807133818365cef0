"""Rest between two days of work, person by person: from the end that was worked, or planned meanwhile.

Elapsed time in Paris, so that the night of a clock change is an hour shorter or longer than it looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.domain.daytime import DAY_MINUTES, instants
from webapp.domain.rights import scales

# Film actors, IDCC 3097, from secondary sources: twelve hours, or eleven after a day of thirteen.
CAST_MINUTES = 12 * 60
LONG_DAY_MINUTES = 13 * 60


@dataclass(frozen=True)
class Presence:
    """A day of one person, in minutes since midnight; an end at or before the call is the next day's."""

    on: date
    call_minute: int
    end_minute: int
    is_worked: bool = False  # else as planned

    @property
    def start_at(self) -> datetime:
        return min(instants(self.on, self.call_minute))

    @property
    def end_at(self) -> datetime:
        later = DAY_MINUTES if self.end_minute <= self.call_minute else 0
        return max(instants(self.on, self.end_minute + later))

    @property
    def minutes(self) -> int:
        return (self.end_at - self.start_at) // timedelta(minutes=1)


@dataclass(frozen=True)
class ShortRest:
    """Less rest than is due before `after`; minutes."""

    key: str
    before: Presence
    after: Presence
    rest_minutes: int
    needed_minutes: int

    @property
    def missing_minutes(self) -> int:
        return self.needed_minutes - self.rest_minutes


def rest_minutes(before: Presence, after: Presence) -> int:
    return (after.start_at - before.end_at) // timedelta(minutes=1)


def needed_minutes(before: Presence, after: Presence, *, is_cast: bool = False) -> int:
    """Eleven hours for everyone (Code du travail, L3131-1); more for actors after a day that was not long."""
    legal = scales.value(scales.DAILY_REST, after.on)
    if is_cast and before.minutes < LONG_DAY_MINUTES:
        return max(legal, CAST_MINUTES)
    return legal


def short_rests(
    before: Mapping[str, Presence], after: Mapping[str, Presence], *, cast: frozenset[str] = frozenset()
) -> list[ShortRest]:
    """Of the people present on both days, by key, those who rest too little; the shortest first."""
    found = []
    for key in before.keys() & after.keys():
        rest = rest_minutes(before[key], after[key])
        needed = needed_minutes(before[key], after[key], is_cast=key in cast)
        if rest < needed:
            found.append(ShortRest(key, before[key], after[key], rest, needed))
    return sorted(found, key=lambda short: (short.rest_minutes, short.key))
