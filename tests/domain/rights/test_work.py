from datetime import date

import pytest

from tests.domain.rights.make import work
from webapp.domain.rights.work import State, cachets_to_minutes


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
