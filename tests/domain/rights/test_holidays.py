from datetime import date

import pytest
from hypothesis import given

from tests.domain.rights.make import periods, work
from webapp.domain.periods import DAY, DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights.holidays import holiday_pay, holiday_year
from webapp.domain.rights.work import Regime, State, WorkPeriod


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-04-01", 2026),
        ("2027-03-31", 2026),
        ("2026-03-31", 2025),
        ("2026-12-31", 2026),
        ("2024-02-29", 2023),
    ],
)
def test_the_year_runs_from_april_to_march(day: str, first: int) -> None:
    assert holiday_year(date.fromisoformat(day)) == DateRange(date(first, 4, 1), date(first + 1, 3, 31))


@pytest.mark.parametrize(
    ("told", "wages"),
    [
        ({}, 1000_00),
        ({"annexe": 10}, 1000_00),
        ({"state": State.CONFIRMED}, 1000_00),
        ({"justified": False}, 1000_00),
        ({"state": State.OPTION}, 0),
        ({"state": State.CANCELLED}, 0),
        ({"regime": Regime.GENERAL}, 0),
        ({"regime": Regime.TEACHING}, 0),
    ],
)
def test_signed_work_of_the_annexes_is_paid_a_tenth(told: dict[str, object], wages: int) -> None:
    found = holiday_pay(
        [work("2026-05-04", "2026-05-08", 35, gross_cents=1000_00, **told)], date(2026, 11, 21)
    )

    assert (found.year, found.wages_cents, found.pay_cents) == (2026, wages, wages // 10)


def test_work_across_the_31st_of_march_is_shared_between_two_years() -> None:
    across = work("2026-03-30", "2026-04-02", 32, gross_cents=1000_03)

    assert holiday_pay([across], date(2026, 3, 31)).wages_cents == 500_02
    assert holiday_pay([across], date(2026, 4, 1)).wages_cents == 500_01
    assert holiday_pay([across], date(2027, 4, 1)).wages_cents == 0


def test_half_a_cent_goes_up() -> None:
    assert holiday_pay([work("2026-05-04", gross_cents=15)], date(2026, 5, 4)).pay_cents == 2
    assert holiday_pay([work("2026-05-04", gross_cents=14)], date(2026, 5, 4)).pay_cents == 1


def test_a_day_without_a_figure_gives_a_sentence() -> None:
    with pytest.raises(Refused, match="Aucun chiffre connu au 01/04/2010"):
        holiday_pay([], date(2010, 12, 31))


@given(periods())
def test_the_years_add_up_to_the_wages(worked: list[WorkPeriod]) -> None:
    year = holiday_year(date(2025, 9, 1))
    total = 0
    while year.start_on <= date(2027, 4, 1):
        total += holiday_pay(worked, year.start_on).wages_cents
        year = holiday_year(year.end_on + DAY)

    assert total == sum(
        period.gross_cents
        for period in worked
        if period.regime is Regime.SPECTACLE and period.state.is_signed
    )
