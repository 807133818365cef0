from datetime import UTC, date, datetime

import pytest

from webapp.domain.jobs import Job


def utc(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def job(start: int, end: int) -> Job:
    return Job("j", "Les Marées", "Films du Ponant", date(2026, 3, 1), date(2026, 12, 31), start, end)


@pytest.mark.parametrize(
    ("day", "start", "end", "start_at", "end_at"),
    [
        (date(2026, 7, 1), 8 * 60, 18 * 60, utc(2026, 7, 1, 6, 0), utc(2026, 7, 1, 16, 0)),
        (date(2026, 12, 1), 8 * 60, 18 * 60, utc(2026, 12, 1, 7, 0), utc(2026, 12, 1, 17, 0)),
        (date(2026, 7, 1), 20 * 60, 2 * 60, utc(2026, 7, 1, 18, 0), utc(2026, 7, 2, 0, 0)),
        (date(2026, 7, 1), 20 * 60, 24 * 60, utc(2026, 7, 1, 18, 0), utc(2026, 7, 1, 22, 0)),
        (date(2026, 3, 28), 20 * 60, 8 * 60, utc(2026, 3, 28, 19, 0), utc(2026, 3, 29, 6, 0)),
        (date(2026, 10, 24), 20 * 60, 8 * 60, utc(2026, 10, 24, 18, 0), utc(2026, 10, 25, 7, 0)),
        (date(2026, 10, 24), 20 * 60, 150, utc(2026, 10, 24, 18, 0), utc(2026, 10, 25, 1, 30)),
        (date(2026, 10, 25), 150, 12 * 60, utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 11, 0)),
        (date(2026, 3, 28), 20 * 60, 150, utc(2026, 3, 28, 19, 0), utc(2026, 3, 29, 1, 30)),
    ],
)
def test_a_day_of_work_is_two_instants(
    day: date, start: int, end: int, start_at: datetime, end_at: datetime
) -> None:
    shift = job(start, end).shift(day)

    assert shift.start_at == start_at
    assert shift.end_at == end_at


def test_hours_are_known_only_with_both_ends() -> None:
    assert job(480, 1080).has_hours
    assert not Job("j", "l", "e", date(2026, 3, 1), date(2026, 3, 1), daily_start_minute=480).has_hours
    assert not Job("j", "l", "e", date(2026, 3, 1), date(2026, 3, 1), daily_end_minute=480).has_hours
