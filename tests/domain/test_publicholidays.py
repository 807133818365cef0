from datetime import date

import pytest

from webapp.domain.publicholidays import easter, is_public_holiday, public_holidays


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_where_the_calendar_says(year, day):
    assert easter(year) == day


def test_the_holidays_of_a_year():
    assert sorted(public_holidays(2026)) == [
        date(2026, *day)
        for day in (
            (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
        )
    ]  # fmt: skip


def test_an_ordinary_day_is_none():
    assert is_public_holiday(date(2026, 11, 11))
    assert not is_public_holiday(date(2026, 12, 26))  # in Alsace-Moselle alone
