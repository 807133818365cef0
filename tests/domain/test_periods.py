from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.periods import DAY, DateRange, Month, add_months, months_of, spread
from webapp.domain.refusals import Refused

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    start_on = draw(days)
    return DateRange(start_on, start_on + timedelta(days=draw(st.integers(0, 500))))


def test_a_range_of_one_day_lasts_one_day() -> None:
    assert DateRange(date(2026, 3, 1), date(2026, 3, 1)).days == 1


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refused, match="La fin, 01/03/2026, précède le début, 02/03/2026"):
        DateRange(date(2026, 3, 2), date(2026, 3, 1))


def test_ranges_sharing_one_day_overlap_and_neighbours_do_not() -> None:
    first = DateRange(date(2026, 3, 1), date(2026, 3, 5))

    assert first.intersection(DateRange(date(2026, 3, 5), date(2026, 3, 9))) == DateRange(
        date(2026, 3, 5), date(2026, 3, 5)
    )
    assert first.intersection(DateRange(date(2026, 3, 6), date(2026, 3, 9))) is None


def test_months_are_every_civil_month_touched() -> None:
    assert months_of(date(2025, 11, 30), date(2026, 2, 1)) == [
        Month(2025, 11),
        Month(2025, 12),
        Month(2026, 1),
        Month(2026, 2),
    ]


def test_a_month_knows_its_days_and_its_name() -> None:
    assert Month(2028, 2).range == DateRange(date(2028, 2, 1), date(2028, 2, 29))
    assert str(Month.of(date(2026, 8, 15)).name) == "août 2026"
    assert Month(2026, 12).next() == Month(2027, 1)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
    ],
)
def test_months_are_added_date_to_date(day: date, count: int, expected: date) -> None:
    assert add_months(day, count) == expected


@given(days, st.integers(-60, 60))
def test_adding_months_lands_in_the_right_month_and_never_later_in_it(day: date, count: int) -> None:
    landed = add_months(day, count)

    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == count
    assert landed.day <= day.day
    assert landed.day == day.day or landed == Month.of(landed).end_on


@given(ranges(), ranges())
def test_overlap_and_intersection_agree_both_ways(a: DateRange, b: DateRange) -> None:
    shared = a.intersection(b)

    assert a.overlaps(b) is b.overlaps(a) is (shared is not None)
    assert shared == b.intersection(a)
    if shared:
        assert {shared.start_on in a, shared.end_on in a, shared.start_on in b, shared.end_on in b} == {True}


@given(ranges())
def test_a_range_is_made_of_its_days_and_of_its_months(a: DateRange) -> None:
    parts = [part for month in a.months() if (part := month.range.intersection(a))]

    assert len(list(a)) == a.days == sum(part.days for part in parts)
    assert all(before.end_on + DAY == after.start_on for before, after in pairwise(parts))


@given(ranges(), st.integers(0, 100_000))
def test_what_is_spread_over_the_months_adds_up_exactly(over: DateRange, total: int) -> None:
    assert sum(spread(total, over, month.range) for month in over.months()) == total


@given(ranges(), ranges(), st.integers(0, 100_000))
def test_spreading_more_never_makes_a_part_smaller(over: DateRange, part: DateRange, total: int) -> None:
    assert 0 <= spread(total, over, part) <= spread(total + 1, over, part) <= total + 1


def test_what_is_left_by_the_division_goes_to_the_first_days() -> None:
    week = DateRange(date(2026, 3, 2), date(2026, 3, 8))

    assert [spread(10, week, DateRange(day, day)) for day in week] == [2, 2, 2, 1, 1, 1, 1]
    assert spread(10, week, DateRange(date(2026, 4, 1), date(2026, 4, 2))) == 0


@pytest.mark.parametrize("text", ["2026-11", "1999-01", "2100-12"])
def test_a_month_is_read_as_addresses_name_it(text: str) -> None:
    month = Month.of_iso(text)
    assert month is not None and month.iso == text


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-00", "2026-13", "2026-1", "0000-01", "11/2026", " 2026-11"]
)
def test_anything_else_is_no_month(text: str) -> None:
    assert Month.of_iso(text) is None
