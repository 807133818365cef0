"""Hours of a day in Paris: minutes since midnight, and the instants they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
DAY_MINUTES = 24 * 60


def instants(day: date, minute: int) -> tuple[datetime, datetime]:
    """The same instant twice, in UTC, save for the hour that a clock change repeats or skips."""
    wall = datetime.combine(day, time(), tzinfo=PARIS) + timedelta(minutes=minute)
    return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def following(minute: int, start: int) -> int:
    """Minutes since midnight of the day that begins at `start`: what is earlier happens the next day."""
    return minute if minute >= start else minute + DAY_MINUTES
