from datetime import date

import pytest

from webapp.core.sun import sun_of

PARIS, SAINT_MALO, TROMSO = (48.8566, 2.3522), (48.6493, -2.0257), (69.6492, 18.9553)


@pytest.mark.parametrize(
    ("where", "day", "sunrise", "sunset"),
    [
        (PARIS, date(2026, 6, 21), 5 * 60 + 47, 21 * 60 + 58),
        (PARIS, date(2026, 12, 21), 8 * 60 + 41, 16 * 60 + 56),
        (SAINT_MALO, date(2026, 11, 23), 8 * 60 + 28, 17 * 60 + 20),
        (SAINT_MALO, date(2026, 7, 14), 6 * 60 + 19, 22 * 60 + 9),
    ],
)
def test_the_sun_is_that_of_almanacs_within_two_minutes(where, day, sunrise, sunset):
    found = sun_of(*where, day)
    assert found is not None
    assert abs(found[0] - sunrise) <= 2
    assert abs(found[1] - sunset) <= 2


@pytest.mark.parametrize(
    ("saturday", "jump"), [(date(2026, 3, 28), 60), (date(2026, 10, 24), -60)], ids=["spring", "autumn"]
)
def test_the_clock_changes_between_a_saturday_and_its_sunday(saturday, jump):
    sunday = date.fromordinal(saturday.toordinal() + 1)
    before, after = sun_of(*PARIS, saturday), sun_of(*PARIS, sunday)
    assert before is not None and after is not None
    assert [abs(b + jump - a) <= 4 for b, a in zip(before, after, strict=True)] == [True, True]


@pytest.mark.parametrize("day", [date(2026, 6, 21), date(2026, 12, 21)], ids=["midnight sun", "polar night"])
def test_where_the_sun_does_not_rise_or_set_nothing_is_said(day):
    assert sun_of(*TROMSO, day) is None


@pytest.mark.parametrize("where", [(90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0)])
def test_the_ends_of_the_earth_are_no_error(where):
    found = sun_of(*where, date(2026, 3, 20))
    assert found is None or all(0 <= minute < 24 * 60 for minute in found)
