"""What was planned for a person on a day, as the planning says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.domain.rest import Presence
from webapp.productions.crew.models import Member
from webapp.productions.planning.models import Day, DayKind

MEAL_MINUTES = 60


@dataclass(frozen=True)
class Plan:
    call_minute: int
    end_minute: int | None
    break_minutes: int

    def presence(self, on: date) -> Presence | None:
        return None if self.end_minute is None else Presence(on, self.call_minute, self.end_minute)


def plan_of(member: Member, on: date, days: Iterable[Day]) -> Plan | None:
    """Of the days of this date, the one of their crew; those of every crew follow the first."""
    if not member.is_in(on):
        return None
    mine = (day for day in days if member.unit is None or day.unit == member.unit)
    day = min(mine, key=lambda day: day.unit, default=None)
    if day is None or day.kind == DayKind.REST or day.call_minute is None:
        return None
    takes_meal = day.meal_minute is not None and not day.is_continuous
    return Plan(day.call_minute, day.end_minute, MEAL_MINUTES if takes_meal else 0)
