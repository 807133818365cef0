from datetime import date

import pytest
from hypothesis import given

from tests.domain.rights.make import periods, work
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import State, WorkPeriod, by_month, cachets_to_minutes


@pytest.mark.parametrize(
    ("hundredths", "minutes"), [(100, 720), (50, 360), (1, 7), (3, 22), (0, 0), (2800, 20160)]
)
def test_a_cachet_is_worth_twelve_hours(hundredths: int, minutes: int) -> None:
    assert cachets_to_minutes(hundredths, date(2026, 11, 21)) == minutes


def test_a_pay_period_alone_is_its_whole_contract() -> None:
    assert work("2026-03-02", "2026-03-06").contract_ends_on == date(2026, 3, 6)


def test_a_contract_never_ends_before_the_work_it_pays() -> None:
    period = work("2026-03-02", "2026-03-06", contract_end_on=date(2026, 3, 4))

    assert period.contract_ends_on == date(2026, 3, 6)


def test_only_confirmed_and_done_work_is_signed() -> None:
    assert {state for state in State if state.is_signed} == {State.CONFIRMED, State.DONE}


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ({"hours": 40}, 5),
        ({"hours": 40.01}, 5),
        ({"hours": 32}, 4),
        ({"hours": 32.5}, 5),
        ({"hours": 8}, 1),
        ({"hours": 0}, 0),
        ({"cachets_hundredths": 200}, 2),
        ({"cachets_hundredths": 250}, 3),
        ({"hours": 8, "cachets_hundredths": 200}, 3),
        ({"hours": 39, "cachets_hundredths": 200}, 5),
        ({"hours": 40, "days_worked": 4}, 4),
        ({"hours": 40, "days_worked": 0}, 0),
    ],
)
def test_days_are_those_of_the_aem_else_a_guess(told: dict[str, object], days: int) -> None:
    assert work("2026-03-02", "2026-03-06", **told).days_told == days  # type: ignore[arg-type]


def test_a_contract_starts_with_its_work_unless_told_otherwise() -> None:
    assert work("2026-03-02", "2026-03-06").contract_starts_on == date(2026, 3, 2)
    earlier = work("2026-03-02", "2026-03-06", contract_start_on=date(2026, 2, 1))
    assert earlier.contract_starts_on == date(2026, 2, 1)
    assert earlier.range.start_on == date(2026, 3, 2)


def test_hours_and_cachets_add_up() -> None:
    period = work("2026-03-02", "2026-03-06", 8, cachets_hundredths=150)

    assert (period.cachet_minutes, period.worked_minutes) == (18 * 60, 26 * 60)


@given(periods())
def test_each_month_has_the_work_that_touches_it_in_the_order_given(worked: list[WorkPeriod]) -> None:
    months = DateRange(date(2026, 1, 15), date(2026, 6, 10)).months()
    found = by_month(enumerate(worked), months)

    assert list(found) == months
    for month, here in found.items():
        assert here == [entry for entry in enumerate(worked) if entry[1].range.overlaps(month.range)]
