from datetime import date

import pytest

from webapp.domain.network.ties import years_of


@pytest.mark.parametrize(
    ("days", "years"),
    [
        ([date(2026, 3, 2), date(2026, 3, 9)], (2026, 2026)),
        ([date(2025, 12, 1), None, date(2024, 1, 5)], (2024, 2025)),
        ([None, date(2023, 5, 1)], (2023, 2023)),
        ([None, None], None),
        ([], None),
    ],
    ids=["one year", "two years, in any order", "a day unknown", "nothing known", "nothing"],
)
def test_the_years_of_the_days_that_are_known(days, years):
    assert years_of(days) == years
