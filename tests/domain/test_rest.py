from datetime import date

import pytest

from webapp.domain.rest import Presence, needed_minutes, rest_minutes, short_rests

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_rest_goes_from_the_end_of_one_day_to_the_call_of_the_next():
    assert rest_minutes(Presence(MONDAY, 8 * 60, 20 * 60), Presence(TUESDAY, 7 * 60, 18 * 60)) == 11 * 60


def test_a_day_that_ends_after_midnight_ends_the_next_day():
    night = Presence(MONDAY, 18 * 60, 3 * 60)
    assert night.minutes == 9 * 60
    assert rest_minutes(night, Presence(TUESDAY, 14 * 60, 22 * 60)) == 11 * 60


@pytest.mark.parametrize(
    ("saturday", "minutes"),
    [(date(2026, 3, 28), 10 * 60), (date(2026, 10, 24), 12 * 60), (date(2026, 11, 21), 11 * 60)],
)
def test_the_night_of_a_clock_change_is_an_hour_shorter_or_longer(saturday, minutes):
    sunday = date.fromordinal(saturday.toordinal() + 1)
    assert rest_minutes(Presence(saturday, 9 * 60, 20 * 60), Presence(sunday, 7 * 60, 18 * 60)) == minutes


@pytest.mark.parametrize(
    ("end", "is_cast", "needed"),
    [(18 * 60, False, 660), (18 * 60, True, 720), (20 * 60 + 59, True, 720), (21 * 60, True, 660)],
)
def test_an_actor_rests_twelve_hours_or_eleven_after_thirteen(end, is_cast, needed):
    day = Presence(MONDAY, 8 * 60, end)
    assert needed_minutes(day, Presence(TUESDAY, 8 * 60, 18 * 60), is_cast=is_cast) == needed


def test_only_who_works_both_days_and_rests_too_little_is_told_shortest_first():
    monday = {
        "a": Presence(MONDAY, 480, 20 * 60),
        "b": Presence(MONDAY, 480, 21 * 60, is_worked=True),
        "c": Presence(MONDAY, 480, 18 * 60),
        "gone": Presence(MONDAY, 480, 23 * 60),
    }
    tuesday = dict.fromkeys("abc", Presence(TUESDAY, 390, 18 * 60))
    found = short_rests(monday, tuesday, cast=frozenset("a"))
    assert [(short.key, short.rest_minutes, short.missing_minutes) for short in found] == [
        ("b", 570, 90),
        ("a", 630, 90),
    ]


def test_the_exact_rest_is_enough():
    monday, tuesday = {"a": Presence(MONDAY, 480, 20 * 60)}, {"a": Presence(TUESDAY, 420, 1080)}
    assert short_rests(monday, tuesday) == []
