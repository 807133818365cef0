from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR, lived, periods, situation, work
from webapp.domain.periods import DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import forecast as ahead
from webapp.domain.rights.forecast import MonthCash, Right, forecast, left_after, month_work
from webapp.domain.rights.payment import MonthWork, pay_month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.work import Regime, State, WorkPeriod

K = SituationKind
RIGHT = Right(8, DateRange(date(2026, 3, 15), date(2027, 3, 14)), 53_80, 53_00, Balance(waiting=7))
MAY = Month(2026, 5)


@pytest.mark.parametrize(
    ("told", "minutes", "cents"),
    [
        ({}, 40 * HOUR, 800_00),
        ({"state": State.CONFIRMED}, 40 * HOUR, 800_00),
        ({"regime": Regime.GENERAL, "annexe": None}, 40 * HOUR, 800_00),
        ({"regime": Regime.TEACHING}, 40 * HOUR, 800_00),
        ({"justified": False}, 40 * HOUR, 800_00),
        ({"minutes": 0, "cachets_hundredths": 300}, 36 * HOUR, 800_00),
        # Hours not told: 800 € at the hourly SMIC of May, 12,02 €.
        ({"minutes": 0}, round(800 / 12.02 * HOUR), 800_00),
        ({"minutes": 0, "gross_cents": 0}, 0, 0),
        ({"state": State.OPTION}, 0, 0),
        ({"state": State.LEAD}, 0, 0),
        ({"state": State.RELEASED}, 0, 0),
        ({"state": State.CANCELLED}, 0, 0),
    ],
)
def test_every_signed_job_of_a_month_is_declared(told: dict[str, object], minutes: int, cents: int) -> None:
    job = work("2026-05-04", "2026-05-08", **({"minutes": 40 * HOUR, "gross_cents": 800_00} | told))  # type: ignore[arg-type]

    assert month_work([job], MAY) == MonthWork(minutes, cents)
    assert month_work([job], Month(2026, 4)) == month_work([job], Month(2026, 6)) == MonthWork()


def test_work_across_two_months_is_shared_by_their_days() -> None:
    job = work("2026-04-29", "2026-05-02", 32, gross_cents=1000_01)

    assert month_work([job], Month(2026, 4)) == MonthWork(16 * HOUR, 500_01)
    assert month_work([job, job], MAY, 700_00) == MonthWork(32 * HOUR, 1000_00, 700_00)


def test_wages_without_hours_never_make_a_month_impossible() -> None:
    rich = work("2026-05-04", "2026-05-08", gross_cents=20_000_00)
    long = work("2026-05-11", "2026-05-29", 200, gross_cents=4000_00)
    impossible = work("2026-05-11", "2026-05-29", 745, gross_cents=4000_00)

    small = work("2026-05-04", gross_cents=120_20)

    assert month_work([small, long, small], MAY) == MonthWork((10 + 200 + 10) * HOUR, 4240_40)
    assert month_work([rich], MAY).minutes == 744 * HOUR
    assert month_work([long, rich], MAY) == MonthWork(744 * HOUR, 24_000_00)
    assert month_work([impossible, rich], MAY).minutes == 745 * HOUR


@pytest.mark.parametrize(
    ("known", "days"),
    [
        (situation(K.SICK_LEAVE, "2026-05-30", "2026-06-02"), 2),
        (situation(K.SICK_LEAVE, "2026-05-30", "2026-06-02", in_contract=True), 2),
        (situation(K.MATERNITY, "2026-04-01", "2026-06-02"), 31),
        (situation(K.WORK_ACCIDENT, "2026-05-01"), 1),
        (situation(K.SICK_LEAVE, "2026-05-30", "2026-06-02", is_indemnified=False), 0),
        (situation(K.TRAINING, "2026-05-30"), 0),
        (situation(K.ABSENCE, "2026-05-30"), 0),
        (situation(K.SICK_LEAVE, "2026-04-30"), 0),
    ],
)
def test_days_paid_by_the_securite_sociale_are_not_paid_twice(known: Situation, days: int) -> None:
    assert ahead.elsewhere([known], MAY.range) == days
    assert ahead.elsewhere([known, known], MAY.range) == days


def test_days_before_the_right_are_not_taken_from_it() -> None:
    """Ill until the 16th; the right starts on the 15th."""
    found = forecast(RIGHT, [], situations=[situation(K.SICK_LEAVE, "2026-03-01", "2026-03-16")])

    assert found[0].pay.days == 15


def test_the_months_of_a_right_follow_one_another() -> None:
    worked = [
        work("2026-03-23", "2026-03-31", 56, gross_cents=1198_16),
        work("2026-05-04", "2026-05-29", 208, gross_cents=4000_00),
        work("2026-11-05", "2026-11-06", 16, gross_cents=344_00),
    ]
    known = [situation(K.SICK_LEAVE, "2026-09-21", "2026-09-30")]
    found = forecast(RIGHT, worked, micro={Month(2026, 7): 600_00}, situations=known)

    assert [
        (str(one.month.name), one.pay.days, one.pay.unpaid, one.pay.taken.days, one.pay.paid) for one in found
    ] == [
        ("mars 2026", 17, 9, 7, 1),
        ("avril 2026", 30, 0, 0, 30),
        ("mai 2026", 31, 31, 0, 0),
        ("juin 2026", 30, 0, 0, 30),
        ("juillet 2026", 31, 8, 0, 23),
        ("août 2026", 31, 0, 0, 31),
        ("septembre 2026", 20, 0, 0, 20),
        ("octobre 2026", 31, 0, 0, 31),
        ("novembre 2026", 30, 2, 0, 28),
        ("décembre 2026", 31, 0, 0, 31),
        ("janvier 2027", 31, 0, 0, 31),
        ("février 2027", 28, 0, 0, 28),
        ("mars 2027", 14, 0, 0, 14),
    ]
    assert [(one.wages_cents, one.are_cents, one.micro_cents, one.total_cents) for one in found[:5]] == [
        (922_58, 53_00, 0, 975_58),
        (0, 1590_00, 0, 1590_00),
        (3080_00, 0, 0, 3080_00),
        (0, 1590_00, 0, 1590_00),
        (0, 1219_00, 600_00, 1819_00),
    ]


def test_a_right_of_annexe_10_counts_days_of_ten_hours() -> None:
    right = Right(10, DateRange(date(2026, 5, 1), date(2026, 5, 31)), 50_00, 48_00)
    found = forecast(right, [work("2026-05-04", "2026-05-29", 100, gross_cents=100)])

    assert [(one.pay.unpaid, one.pay.are_cents, one.are_cents) for one in found] == [(13, 900_00, 864_00)]
    assert right.months == [MAY]


def test_what_a_month_could_not_take_is_carried_to_the_next() -> None:
    right = Right(
        8,
        DateRange(date(2026, 5, 1), date(2026, 6, 30)),
        50_00,
        50_00,
        Balance(waiting=7, wage=8, wage_monthly=4),
    )
    busy = [work("2026-05-04", "2026-05-29", 208, gross_cents=100)]
    found = forecast(right, busy)

    assert [one.pay.taken.days for one in found] == [0, 15]
    assert left_after(right, found, MAY) == 15
    assert left_after(right, found, Month(2026, 6)) == 0
    assert left_after(right, found, Month(2026, 4)) == 15
    assert left_after(right, [], MAY) == 15


@pytest.mark.parametrize(("gross", "net"), [(0, 0), (1000_00, 770_00), (50, 39), (150, 116), (1, 1)])
def test_net_wages_are_an_order_of_magnitude(gross: int, net: int) -> None:
    assert ahead.net_wages(gross) == net


def test_the_net_of_the_month_follows_that_of_the_day() -> None:
    right = Right(8, MAY.range, 67_55, 62_00)
    capped = pay_month(MAY, MonthWork(8 * HOUR, 4625_89), annexe=8, aj_cents=67_55)[0]

    assert capped.are_cents == 100_01
    assert ahead.net_are(capped, right) == 91_79
    assert ahead.cash_of(capped, right) == MonthCash(capped, 3561_94, 91_79)


def test_a_day_without_a_figure_gives_a_sentence() -> None:
    old = Right(8, DateRange(date(2010, 1, 1), date(2010, 12, 31)), 50_00, 50_00)

    with pytest.raises(Refused, match="Aucun chiffre connu au 31/01/2010"):
        forecast(old, [])


@given(periods(), lived(), st.integers(0, 30), st.integers(0, 60))
def test_the_days_and_the_cash_of_a_right_add_up(
    worked: list[WorkPeriod], known: list[Situation], holiday: int, wage: int
) -> None:
    balance = Balance(waiting=7, holiday=holiday, holiday_monthly=2, wage=wage, wage_monthly=8)
    right = Right(8, RIGHT.range, 53_80, 53_00, balance)
    light = [
        period for period in worked if month_work([period], Month.of(period.start_on)).minutes < 100 * HOUR
    ]
    found = forecast(right, light[:4], situations=known)

    for one in found:
        inside = one.month.range.intersection(right.range)
        assert inside is not None
        assert one.pay.days == inside.days - ahead.elsewhere(known, inside)
    assert all(one.total_cents == one.wages_cents + one.are_cents + one.micro_cents for one in found)
    assert all(one.are_cents <= one.pay.are_cents for one in found)
    assert 0 <= left_after(right, found, right.months[-1]) <= balance.left


@given(periods(), st.randoms(use_true_random=False))
def test_the_order_of_the_engagements_does_not_matter(worked: list[WorkPeriod], random: Random) -> None:
    shuffled = list(worked)
    random.shuffle(shuffled)

    assert month_work(shuffled, MAY) == month_work(worked, MAY)


@given(periods())
def test_the_months_share_all_the_work(worked: list[WorkPeriod]) -> None:
    signed = [period for period in worked if period.state.is_signed]
    total = MonthWork()
    for month in DateRange(date(2025, 9, 1), date(2027, 12, 31)).months():
        total += month_work(worked, month)

    assert total.minutes >= sum(period.worked_minutes for period in signed)
    assert total.gross_cents == sum(period.gross_cents for period in signed)
