from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.declaration.windows import (
    Reminder,
    before,
    check_window,
    last_months,
    month_at_hand,
    reminder_on,
    window_of,
)
from webapp.domain.periods import Month
from webapp.domain.refusals import Refused

MONTHS = st.builds(Month, st.integers(2021, 2099), st.integers(1, 12))
DAYS = st.dates(date(2021, 3, 1), date(2099, 12, 31))
NOVEMBER = Month(2026, 11)


@pytest.mark.parametrize(
    ("month", "opens", "closes"),
    [
        (NOVEMBER, "2026-11-28", "2026-12-15"),
        (Month(2026, 12), "2026-12-28", "2027-01-15"),
        (Month(2027, 1), "2027-01-28", "2027-02-15"),
        (Month(2027, 2), "2027-02-26", "2027-03-15"),
        (Month(2028, 2), "2028-02-26", "2028-03-15"),
        (Month(2021, 1), "2021-01-28", "2021-02-15"),
    ],
)
def test_the_window_of_a_month(month: Month, opens: str, closes: str):
    window = window_of(month)
    assert (window.opens_on.isoformat(), window.closes_on.isoformat()) == (opens, closes)
    assert window.source.url.startswith("https://francetravail.fr/")
    assert window.source.on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "is_to_come", "is_open", "is_over", "left"),
    [
        ("2026-11-27", True, False, False, 18),
        ("2026-11-28", False, True, False, 17),
        ("2026-12-15", False, True, False, 0),
        ("2026-12-16", False, False, True, 0),
    ],
)
def test_a_window_opens_and_closes_to_the_day(day, is_to_come, is_open, is_over, left):
    window, on = window_of(NOVEMBER), date.fromisoformat(day)
    assert (window.is_to_come(on), window.is_open(on), window.is_over(on)) == (is_to_come, is_open, is_over)
    assert window.days_left(on) == left


def test_a_month_older_than_what_is_known_has_no_window():
    with pytest.raises(Refused, match=r"décembre 2020.* ne sont pas connues"):
        window_of(Month(2020, 12))


def test_a_month_cannot_be_declared_before_its_window():
    with pytest.raises(Refused, match=r"\(novembre 2026\) ouvre le 28/11/2026"):
        check_window(window_of(NOVEMBER), date(2026, 11, 27))
    check_window(window_of(NOVEMBER), date(2026, 11, 28))
    check_window(window_of(NOVEMBER), date(2027, 6, 1))


@given(month=MONTHS)
def test_a_window_is_never_empty_and_opens_in_its_month(month: Month):
    window = window_of(month)
    assert window.opens_on in month.range
    assert window.closes_on in month.next().range
    assert window.range.days in (18, 19)


@given(month=MONTHS)
def test_two_windows_never_overlap(month: Month):
    assert not window_of(month).range.overlaps(window_of(month.next()).range)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-11-28", (NOVEMBER, Reminder.OPENS)),
        ("2026-12-13", (NOVEMBER, Reminder.CLOSES)),
        ("2026-11-27", None),
        ("2026-11-29", None),
        ("2026-12-12", None),
        ("2026-12-14", None),
        ("2026-12-15", None),
        ("2027-02-26", (Month(2027, 2), Reminder.OPENS)),
        ("2027-02-28", None),
        ("2028-02-26", (Month(2028, 2), Reminder.OPENS)),
        ("2028-02-28", None),
        ("2028-02-29", None),
        ("2027-01-13", (Month(2026, 12), Reminder.CLOSES)),
        ("2027-03-28", (Month(2027, 3), Reminder.OPENS)),  # the clocks change that night
        ("2026-10-28", (Month(2026, 10), Reminder.OPENS)),
    ],
)
def test_what_is_to_be_said_on_a_day(day, due):
    assert reminder_on(date.fromisoformat(day)) == due


@given(month=MONTHS)
def test_each_month_is_told_twice(month: Month):
    month = month.next()  # what is said in the first month known needs the one before
    window = window_of(month)
    days = [window.opens_on + timedelta(days=n) for n in range(window.range.days)]
    said = [due for day in days if (due := reminder_on(day))]
    assert said == [(month, Reminder.OPENS), (month, Reminder.CLOSES)]


@pytest.mark.parametrize(
    ("day", "declared", "at_hand"),
    [
        ("2026-11-27", set(), NOVEMBER),
        ("2026-11-28", set(), NOVEMBER),
        ("2026-12-01", set(), NOVEMBER),
        ("2026-12-15", set(), NOVEMBER),
        ("2026-12-16", set(), Month(2026, 12)),
        ("2026-12-01", {NOVEMBER}, Month(2026, 12)),
        ("2027-01-05", {NOVEMBER}, Month(2026, 12)),
    ],
)
def test_the_month_to_do_now(day, declared, at_hand):
    assert month_at_hand(date.fromisoformat(day), declared) == at_hand


@given(day=DAYS)
def test_twelve_months_in_a_row_the_newest_first(day: date):
    months = last_months(day)
    assert months[0] == Month.of(day)
    assert [before(month) for month in months[:-1]] == months[1:]
    assert len(months) == 12
