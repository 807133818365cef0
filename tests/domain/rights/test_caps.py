from datetime import date

import pytest

from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.caps import MonthlyCaps, within

FEBRUARY = Month(2026, 2)


def test_the_caps_of_2026() -> None:
    assert MonthlyCaps.on(date(2026, 11, 21)) == MonthlyCaps(208 * 60, 250 * 60, 336 * 60)


@pytest.mark.parametrize(
    ("cap_minutes", "first", "last", "minutes"),
    [
        (208 * 60, 1, 28, 208 * 60),
        (208 * 60, 2, 28, 208 * 60),
        (208 * 60, 1, 20, 200 * 60),
        (208 * 60, 1, 1, 600),
        (250 * 60, 1, 5, 3606),
        (336 * 60, 1, 1, 969),
    ],
)
def test_a_partial_month_is_prorated_and_never_above_the_whole(
    cap_minutes: int, first: int, last: int, minutes: int
) -> None:
    window = DateRange(date(2026, 2, first), date(2026, 2, last))

    assert within(cap_minutes, FEBRUARY, window) == minutes


def test_a_month_outside_the_window_counts_nothing() -> None:
    assert within(208 * 60, FEBRUARY, DateRange(date(2026, 3, 1), date(2026, 3, 31))) == 0
