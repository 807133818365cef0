"""The figures that a year kept in a spreadsheet must give."""

from datetime import date

import pytest

from tests.domain.rights.sample import sample_periods
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.hours import Kind, count_hours
from webapp.domain.rights.projection import reached_on
from webapp.domain.rights.window import date_anniversaire, first_request, right_year, since_opening

SATURDAY = date(2026, 11, 21)
FCT = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("window", "on", "work", "teaching", "justified", "waiting", "cut"),
    [
        (first_request(SATURDAY), SATURDAY, 1079, 24, 999, 104, 20),
        (first_request(date(2026, 11, 20)), date(2026, 11, 20), 1023, 24, 999, 48, 20),
        (since_opening(FCT, SATURDAY), SATURDAY, 586, 24, 506, 104, 12),
    ],
)
def test_the_year_gives_its_hours(
    window: DateRange, on: date, work: int, teaching: int, justified: int, waiting: int, cut: int
) -> None:
    result = count_hours(sample_periods(), window, on=on)

    assert result.work_minutes == work * 60
    assert result.teaching_minutes == teaching * 60
    assert result.total_minutes == (work + teaching) * 60
    assert result.justified_minutes == justified * 60
    assert result.waiting_minutes == waiting * 60
    assert result.cut_minutes == cut * 60


def test_the_first_request_covers_twelve_months_and_names_the_next_anniversary() -> None:
    assert first_request(SATURDAY) == DateRange(date(2025, 11, 22), SATURDAY)
    assert date_anniversaire(SATURDAY) == date(2027, 11, 21)


def test_february_and_may_are_the_only_months_cut() -> None:
    result = count_hours(sample_periods(), first_request(SATURDAY), on=SATURDAY)

    assert [
        (month.month, month.worked_minutes // 60, month.counted_minutes // 60)
        for month in result.months
        if month.cut_minutes
    ] == [(Month(2026, 2), 216, 208), (Month(2026, 5), 262, 250)]


def test_the_bookshop_and_the_option_do_not_count() -> None:
    result = count_hours(sample_periods(), first_request(SATURDAY), on=SATURDAY)

    left_out = [line.period.employer for line in result.lines if line.kind is Kind.LEFT_OUT]
    assert left_out == ["Librairie du Port", "Films du Ponant"]


def test_507_hours_were_done_on_the_ninth_of_october() -> None:
    projection = reached_on(sample_periods(), right_year(FCT), on=SATURDAY)

    assert projection.reached_on == date(2026, 10, 9)
    assert projection.is_to_come is False
    assert projection.points[-1].total_minutes == 610 * 60
