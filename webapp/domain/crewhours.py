"""Hours of a crew, day by day and person by person: a count, never a wage.

Times are minutes since midnight of the day they are noted for; what is earlier than what comes before it is
of the next day. Elapsed time in Paris: the night of a clock change lasts an hour less or more than it looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from webapp.domain.daytime import DAY_MINUTES, instants
from webapp.domain.periods import monday_of
from webapp.domain.publicholidays import is_public_holiday
from webapp.domain.refusals import Refused
from webapp.domain.rest import Presence
from webapp.domain.words import Minutes, sentence

MINUTE = timedelta(minutes=1)
LONGEST_MINUTES = 18 * 60  # beyond, it is a slip of the finger
EARLIEST_MINUTES = 18 * 60  # nobody begins so long before the convocation: it is the next day
SUNDAY = 6


@dataclass(frozen=True)
class Rule:
    """What the count is made by, chosen for each production: conventions differ, and so do contracts."""

    day_minutes: int = 8 * 60  # beyond: heures supplémentaires
    night_start: int = 22 * 60
    night_end: int = 6 * 60


@dataclass(frozen=True)
class Stint:
    """What one person worked on one day."""

    on: date
    start_minute: int
    end_minute: int
    break_minutes: int = 0
    travel_minutes: int = 0
    call_minute: int | None = None

    @property
    def start_at(self) -> datetime:
        return min(instants(self.on, self._start))

    @property
    def end_at(self) -> datetime:
        later = self._start // DAY_MINUTES * DAY_MINUTES
        end = self.end_minute + later
        return max(instants(self.on, end if end > self._start else end + DAY_MINUTES))

    @property
    def presence_minutes(self) -> int:
        return (self.end_at - self.start_at) // MINUTE

    @property
    def worked_minutes(self) -> int:
        return self.presence_minutes - self.break_minutes

    @property
    def presence(self) -> Presence:
        """As the rest before and after is reckoned: from the convocation, or a start before it."""
        call = self.start_minute if self.call_minute is None else self.call_minute
        from_call = Presence(self.on, min(call, self._start), self.end_minute, is_worked=True)
        if from_call.end_at == self.end_at:
            return from_call
        # More than a day since the convocation: a presence cannot say it, its start can.
        on = self.on + timedelta(days=self._start // DAY_MINUTES)
        return Presence(on, self.start_minute, self.end_minute, is_worked=True)

    @property
    def _start(self) -> int:
        """Called at 22h00 and started at 0h30: the next day, rather than a day early."""
        if self.call_minute is not None and self.call_minute - self.start_minute > EARLIEST_MINUTES:
            return self.start_minute + DAY_MINUTES
        return self.start_minute


@dataclass(frozen=True)
class Count:
    """Minutes. Those of night, Sunday and holiday are among the worked ones; travel is beside them."""

    worked: int = 0
    overtime: int = 0
    night: int = 0
    sunday: int = 0
    holiday: int = 0
    travel: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def checked(stint: Stint) -> Stint:
    """The same, or a refusal that says what does not hold."""
    if stint.start_minute == stint.end_minute:
        raise Refused(sentence("La fin est à la même heure que le début."))
    if stint.presence_minutes > LONGEST_MINUTES:
        raise Refused(
            sentence(
                "Cela fait %(time)s de présence\u00a0: vérifiez la fin.", time=Minutes(stint.presence_minutes)
            )
        )
    if stint.break_minutes >= stint.presence_minutes:
        raise Refused(sentence("La coupure est plus longue que la présence."))
    return stint


def count(stint: Stint, rule: Rule) -> Count:
    """Where the break falls is not noted: it is taken from night and Sunday only when they hold the whole day."""
    worked = stint.worked_minutes
    days = [stint.on + timedelta(days=n) for n in range(-1, 3)]
    nights = (_night(day, rule) for day in days)
    return Count(
        worked=worked,
        overtime=max(0, worked - rule.day_minutes),
        night=min(worked, _within(stint, nights)),
        sunday=min(worked, _within(stint, map(_whole, (d for d in days if d.weekday() == SUNDAY)))),
        holiday=min(worked, _within(stint, map(_whole, filter(is_public_holiday, days)))),
        travel=stint.travel_minutes,
    )


def total(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def week_of(day: date) -> tuple[date, ...]:
    monday = monday_of(day)
    return tuple(monday + timedelta(days=n) for n in range(7))


def due_on(monday: date) -> date:
    """The day the count is owed: the first of the next week (IDCC 3097, article 29)."""
    return monday + timedelta(days=7)


Window = tuple[datetime, datetime]


def _night(day: date, rule: Rule) -> Window:
    end = rule.night_end if rule.night_end > rule.night_start else rule.night_end + DAY_MINUTES
    return min(instants(day, rule.night_start)), max(instants(day, end))


def _whole(day: date) -> Window:
    return min(instants(day, 0)), min(instants(day, DAY_MINUTES))


def _within(stint: Stint, windows: Iterable[Window]) -> int:
    start_at, end_at = stint.start_at, stint.end_at
    held = (min(end_at, last) - max(start_at, first) for first, last in windows)
    return sum((max(one, timedelta()) for one in held), timedelta()) // MINUTE
