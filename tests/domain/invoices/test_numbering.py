from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.invoices.numbering import NUMBER, PREFIX, Run, next_in
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(("run", "on", "number", "rank"), [
    (Run("", 3, True, 2026, 0, None), "2026-01-05", "2026-001", 1),
    (Run("F-", 3, True, 2026, 41, date(2026, 11, 2)), "2026-11-02", "F-2026-042", 42),
    (Run("F-", 3, True, 2026, 41, date(2026, 12, 31)), "2027-01-01", "F-2027-001", 1),
    (Run("F-", 4, False, 2026, 41, date(2026, 12, 31)), "2027-01-01", "F-0042", 42),
    (Run("", 2, True, 2026, 999, None), "2026-01-05", "2026-1000", 1000),
])  # fmt: skip
def test_the_next_number(run: Run, on: str, number: str, rank: int):
    assert next_in(run, date.fromisoformat(on)) == (number, rank)


def test_no_number_before_the_last_day():
    with pytest.raises(Refused) as refused:
        next_in(Run("", 3, True, 2026, 1, date(2026, 11, 2)), date(2026, 11, 1))
    assert str(refused.value) == (
        "La date ne peut pas précéder celle du dernier document émis, le 02/11/2026."
    )


@given(
    st.from_regex(PREFIX, fullmatch=True),
    st.integers(1, 8),
    st.booleans(),
    st.integers(0, 10**8),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_every_number_is_one_the_reform_takes(prefix: str, digits: int, is_yearly: bool, last: int, on: date):
    number, rank = next_in(Run(prefix, digits, is_yearly, on.year, last, None), on)
    assert NUMBER.fullmatch(number)
    assert rank == last + 1
