"""Later: when somebody one does not call today comes back on the list."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.periods import add_months


class Snooze(StrEnum):
    TOMORROW = "tomorrow"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


def back_on(snooze: Snooze, today: date) -> date:
    match snooze:
        case Snooze.TOMORROW:
            return today + timedelta(days=1)
        case Snooze.TWO_WEEKS:
            return today + timedelta(weeks=2)
        case Snooze.MONTH:
            return add_months(today, 1)
