"""Twelve months of income, received or estimated."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import periods, work
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.forecast import Right, forecast, net_wages
from webapp.domain.rights.holidays import holiday_pay
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.work import Regime, State
from webapp.domain.rights.year import (
    Amount,
    Receipt,
    Stream,
    one_after_the_other,
    year_income,
)

RIGHT = Right(
    8, DateRange(date(2026, 3, 15), date(2027, 3, 14)), 5920, 5761, Balance(holiday=8, holiday_monthly=2)
)


def month(found, number: int):
    return found.months[number - 1]


def test_a_year_has_its_twelve_months():
    found = year_income(2026, [])
    assert [one.month for one in found.months] == [Month(2026, n) for n in range(1, 13)]
    assert found.total == Amount()
    assert (found.employers, len(found.without_right)) == (0, 12)


def test_wages_paid_are_received_and_the_others_estimated():
    told = [
        work("2026-05-04", "2026-05-08", 40, gross_cents=80_000, paid_on=date(2026, 6, 2)),
        work("2026-05-11", "2026-05-12", 16, gross_cents=30_001, employer="Brique Rouge"),
    ]
    found = year_income(2026, told)
    may = month(found, 5)
    assert may.gross == Amount(80_000, 30_001)
    assert may.wages == Amount(61_600, 23_101)
    assert may.total == may.wages
    assert (may.gross.cents, may.gross.is_estimated, found.employers) == (110_001, True, 2)
    assert not Amount(1).is_estimated


def test_wages_stand_in_the_months_worked_to_the_cent():
    told = [work("2025-12-28", "2026-01-03", 40, gross_cents=70_003)]
    before, after = (year_income(year, told) for year in (2025, 2026))
    assert (before.gross.cents, after.gross.cents) == (40_003, 30_000)
    assert (month(before, 12).gross, month(after, 1).gross) == (before.gross, after.gross)


def test_neither_options_nor_leads_are_income_and_any_regime_is():
    told = [
        work("2026-05-04", hours=8, gross_cents=10_000, state=State.OPTION),
        work("2026-05-05", hours=8, gross_cents=10_000, state=State.LEAD),
        work("2026-05-06", hours=8, gross_cents=10_000, regime=Regime.GENERAL, state=State.CONFIRMED),
        work(
            "2026-05-07", hours=8, gross_cents=10_000, regime=Regime.TEACHING, employer="  films du ponant "
        ),
    ]
    found = year_income(2026, told)
    assert (found.gross.cents, found.employers) == (20_000, 1)


def test_the_allocation_is_estimated_month_by_month_of_the_right():
    told = [work("2026-05-04", "2026-05-29", 80, gross_cents=160_000)]
    found = year_income(2026, told, [RIGHT])
    cash = {one.month: one for one in forecast(RIGHT, told)}
    for one in found.months:
        known = cash.get(one.month)
        assert one.are == Amount(0, known.are_cents if known else 0)
        assert one.paid_days == (known.pay.paid if known else None)
        assert one.has_right is (known is not None)
    assert month(found, 4).are.cents == (30 - 2) * 5761
    assert [one.month.number for one in found.without_right] == [1, 2]


def test_an_allocation_received_takes_the_place_of_the_estimate():
    receipts = [Receipt(Stream.ARE, Month(2026, 4), 150_000, 27), Receipt(Stream.ARE, Month(2026, 1), 40_000)]
    found = year_income(2026, [], [RIGHT], receipts)
    april, january = month(found, 4), month(found, 1)
    assert (april.are, april.paid_days) == (Amount(150_000), 27)
    assert (january.are, january.paid_days, january.has_right) == (Amount(40_000), None, False)
    assert [one.month.number for one in found.without_right] == [2]
    assert found.are.received_cents == 190_000
    assert month(found, 5).are.received_cents == 0


def test_two_payments_of_a_month_add_up():
    receipts = [Receipt(Stream.ARE, Month(2026, 4), 100, 2), Receipt(Stream.ARE, Month(2026, 4), 50, 1)]
    april = month(year_income(2026, [], [RIGHT], receipts), 4)
    assert (april.are, april.paid_days) == (Amount(150), 3)


def test_micro_income_is_received_and_lowers_the_allocation():
    receipts = [Receipt(Stream.MICRO, Month(2026, 6), 50_000), Receipt(Stream.MICRO, Month(2026, 6), 50_000)]
    found = year_income(2026, [], [RIGHT], receipts)
    june = month(found, 6)
    assert june.micro == Amount(100_000)
    expected = next(
        one for one in forecast(RIGHT, [], micro={Month(2026, 6): 100_000}) if one.month == june.month
    )
    assert june.are.estimated_cents == expected.are_cents < month(found, 8).are.estimated_cents
    assert june.total == june.are + june.micro


def test_sick_days_are_paid_elsewhere():
    leave = Situation("s", SituationKind.SICK_LEAVE, date(2026, 6, 1), date(2026, 6, 10))
    usual, less = (year_income(2026, [], [RIGHT], [], told) for told in ([], [leave]))
    assert month(usual, 6).paid_days - month(less, 6).paid_days == 10


def test_congés_spectacles_are_estimated_in_april_until_received():
    told = [
        work("2025-05-05", "2025-05-09", 40, gross_cents=100_000),
        work("2026-03-30", "2026-03-31", 16, gross_cents=40_000),
        work("2026-05-04", "2026-05-08", 40, gross_cents=500_000),
    ]
    due = holiday_pay(told, date(2026, 3, 31))
    assert due.wages_cents == 140_000
    found = year_income(2026, told)
    assert month(found, 4).holiday == Amount(0, net_wages(due.pay_cents))
    assert found.holiday == month(found, 4).holiday
    assert (found.accrued.year, found.accrued.wages_cents) == (2026, 500_000)
    received = year_income(2026, told, (), [Receipt(Stream.HOLIDAY, Month(2026, 5), 14_200)])
    assert (month(received, 4).holiday, month(received, 5).holiday) == (Amount(), Amount(14_200))
    late = year_income(2026, told, (), [Receipt(Stream.HOLIDAY, Month(2026, 3), 9_000)])
    assert month(late, 3).holiday == Amount(9_000)
    assert month(late, 4).holiday.is_estimated, "those of March belong to the year before"
    at_once = year_income(2026, told, (), [Receipt(Stream.HOLIDAY, Month(2026, 4), 9_000)])
    assert at_once.holiday == Amount(9_000)


def test_a_later_right_ends_the_earlier():
    first = Right(8, DateRange(date(2025, 9, 1), date(2026, 8, 31)), 5000, 5000)
    assert one_after_the_other([RIGHT, first]) == [
        Right(8, DateRange(date(2025, 9, 1), date(2026, 3, 14)), 5000, 5000),
        RIGHT,
    ]
    shadowed = Right(8, RIGHT.range, 1, 1)
    assert len(one_after_the_other([shadowed, RIGHT])) == 1
    assert one_after_the_other([]) == []
    march = month(year_income(2026, [], [RIGHT, first]), 3)
    assert march.paid_days == 14 + 17 - 2
    assert march.are.estimated_cents == 14 * 5000 + 15 * 5761
    assert [one.month.number for one in year_income(2027, [], [RIGHT]).without_right] == list(range(4, 13))


def test_years_before_any_known_figure_have_no_estimate():
    old = Right(8, DateRange(date(1990, 1, 1), date(1990, 12, 31)), 5000, 5000)
    found = year_income(1990, [work("1990-05-01", hours=8, gross_cents=10_000)], [old])
    assert (found.are, found.gross.cents) == (Amount(), 10_000)


@given(periods(), st.sampled_from([2025, 2026, 2027]))
def test_totals_are_the_sum_of_the_months(told, year: int):
    receipts = [Receipt(Stream.ARE, Month(year, 5), 1_000), Receipt(Stream.MICRO, Month(year, 7), 50)]
    found = year_income(year, told, [RIGHT], receipts)
    assert found.total == found.wages + found.are + found.micro + found.holiday
    assert found.total.cents == sum(one.total.cents for one in found.months)
    assert found == year_income(year, told[::-1], [RIGHT], receipts[::-1])


def test_a_right_of_unknown_figures_does_not_hide_the_next():
    """The figures of the annexes are known from November 2019."""
    old = Right(8, DateRange(date(2018, 11, 1), date(2019, 10, 31)), 5000, 5000)
    known = Right(8, DateRange(date(2019, 11, 1), date(2020, 10, 31)), 5000, 5000)
    found = year_income(2019, [], [old, known])
    assert found.year == 2019
    assert [month(found, number).are.cents for number in (9, 10, 11, 12)] == [0, 0, 30 * 5000, 31 * 5000]


def test_a_right_of_a_single_day_is_one():
    day = Right(8, DateRange(date(2026, 3, 14), date(2027, 3, 13)), 5000, 5000)
    assert [right.range.days for right in one_after_the_other([day, RIGHT])] == [1, 365]
