from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.periods import DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights.window import date_anniversaire, first_request, right_year, since_opening


@pytest.mark.parametrize(
    ("on", "start_on"),
    [
        (date(2023, 2, 10), date(2022, 2, 11)),  # France Travail guide, February 2026, p. 5
        (date(2022, 9, 12), date(2021, 9, 13)),  # same guide, example 9
        (date(2026, 11, 21), date(2025, 11, 22)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2028, 3, 1), date(2027, 3, 2)),
        (date(2029, 2, 28), date(2028, 2, 29)),
    ],
)
def test_a_first_request_looks_back_twelve_months_date_to_date(on: date, start_on: date) -> None:
    assert first_request(on) == DateRange(start_on, on)


@pytest.mark.parametrize(
    ("fct_on", "anniversary_on"),
    [
        (date(2022, 9, 12), date(2023, 9, 12)),  # France Travail guide, February 2026, example 9
        (date(2023, 5, 15), date(2024, 5, 15)),  # same guide, across 29/02/2024
        (date(2023, 12, 30), date(2024, 12, 30)),  # same guide, example 15
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_the_anniversary_falls_on_the_same_day_a_year_later(fct_on: date, anniversary_on: date) -> None:
    assert date_anniversaire(fct_on) == anniversary_on


def test_a_right_counts_from_the_day_after_its_fin_de_contrat() -> None:
    assert since_opening(date(2026, 3, 14), date(2026, 11, 21)) == DateRange(
        date(2026, 3, 15), date(2026, 11, 21)
    )
    assert right_year(date(2026, 3, 14)) == DateRange(date(2026, 3, 15), date(2027, 3, 14))


def test_a_right_that_opens_later_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        since_opening(date(2026, 3, 15), date(2026, 3, 14))
    assert str(refused.value) == "Le 14/03/2026 n’est pas après la fin de contrat retenue, le 15/03/2026."
    with pytest.raises(Refused, match="Le 14/03/2026 n’est pas après la fin de contrat retenue"):
        since_opening(date(2026, 3, 14), date(2026, 3, 14))


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_period_of_a_request_is_a_year_long_whatever_the_29th_of_february(on: date) -> None:
    assert first_request(on).days in (365, 366)
    assert right_year(on).days in (365, 366)
