"""When a month can be declared, as dated data, and when to say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.periods import DAY, DateRange, Month, add_months
from webapp.domain.refusals import Refused
from webapp.domain.rights.scales import Source
from webapp.domain.words import sentence

FEBRUARY = 2
WARNED_BEFORE = 2 * DAY


@dataclass(frozen=True)
class Calendar:
    """The days a declaration opens and closes, for the months from this one on."""

    first: Month
    opens_day: int
    opens_day_in_february: int
    closes_day: int  # of the next month, included
    source: Source


CALENDARS = (
    # The page bears no date: `on` is the day it was read. Its days are those of the calendar of 2021,
    # the oldest one found, hence the first month:
    # https://droit-finances.commentcamarche.com/salaries/guide-salaries/1453-p-le-emploi-actualisation-les-dates-2021-respecter
    Calendar(
        first=Month(2021, 1),
        opens_day=28,
        opens_day_in_february=26,
        closes_day=15,
        source=Source(
            "France Travail, procédure d’actualisation pour les intermittents",
            date(2026, 11, 23),
            "https://francetravail.fr/spectacle/spectacle--intermittents/procedure-dactualisation-pour-le.html",
        ),
    ),
)


@dataclass(frozen=True)
class Window:
    month: Month
    opens_on: date
    closes_on: date
    source: Source

    @property
    def range(self) -> DateRange:
        return DateRange(self.opens_on, self.closes_on)

    def is_open(self, on: date) -> bool:
        return on in self.range

    def is_to_come(self, on: date) -> bool:
        return on < self.opens_on

    def is_over(self, on: date) -> bool:
        return on > self.closes_on

    def days_left(self, on: date) -> int:
        return max(0, (self.closes_on - on).days)


def window_of(month: Month) -> Window:
    """Raises Refused for a month older than what is known."""
    calendar = next((one for one in reversed(CALENDARS) if one.first <= month), None)
    if calendar is None:
        raise Refused(
            sentence("Les dates de déclaration de ce mois (%(month)s) ne sont pas connues.", month=month.name)
        )
    opens_day = calendar.opens_day_in_february if month.number == FEBRUARY else calendar.opens_day
    return Window(
        month,
        month.start_on + timedelta(days=opens_day - 1),
        month.next().start_on + timedelta(days=calendar.closes_day - 1),
        calendar.source,
    )


def check_window(window: Window, on: date) -> None:
    """Raises Refused before the window opens; once it is over, what was declared can still be noted."""
    if window.is_to_come(on):
        raise Refused(
            sentence(
                "La déclaration du mois (%(month)s) ouvre le %(day)s\u00a0: elle ne peut pas encore être faite.",
                month=window.month.name,
                day=window.opens_on,
            )
        )


def before(month: Month) -> Month:
    return Month.of(add_months(month.start_on, -1))


def last_months(on: date, count: int = 12) -> list[Month]:
    """The months up to this one, the newest first."""
    return [Month.of(add_months(Month.of(on).start_on, -back)) for back in range(count)]


def month_at_hand(on: date, declared: Collection[Month]) -> Month:
    """The month to do now: the one that just ended as long as it can be declared and is not, else this one."""
    this, last = Month.of(on), before(Month.of(on))
    return last if window_of(last).is_open(on) and last not in declared else this


class Reminder(StrEnum):
    """Which of the two mails of a month."""

    OPENS = "opens"
    CLOSES = "closes"


def reminder_day(window: Window, reminder: Reminder) -> date:
    return window.opens_on if reminder is Reminder.OPENS else window.closes_on - WARNED_BEFORE


def reminder_on(day: date) -> tuple[Month, Reminder] | None:
    """What is to be said on a day: that the window of its month opens, or that of the month before closes."""
    this = Month.of(day)
    for month, reminder in ((this, Reminder.OPENS), (before(this), Reminder.CLOSES)):
        if reminder_day(window_of(month), reminder) == day:
            return month, reminder
    return None
