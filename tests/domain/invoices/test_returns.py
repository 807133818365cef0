from datetime import date

import pytest

from webapp.domain.invoices.returns import (
    is_first_return,
    months_of_year,
    quarters_of_year,
    turnover_due_on,
)


def test_quarters_and_months_cover_the_year():
    for periods in (quarters_of_year(2026), months_of_year(2026)):
        assert sum(period.days for period in periods) == 365
        assert [periods[0].start_on, periods[-1].end_on] == [date(2026, 1, 1), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("period", "due_on"),
    [
        (quarters_of_year(2026)[0], date(2026, 4, 30)),
        (quarters_of_year(2026)[3], date(2027, 1, 31)),
        (months_of_year(2028)[0], date(2028, 2, 29)),
    ],
)
def test_turnover_is_declared_by_the_end_of_the_month_after(period, due_on):
    assert turnover_due_on(period) == due_on


def test_the_first_ninety_days_have_a_calendar_apart():
    first, second, third, _last = quarters_of_year(2026)
    assert is_first_return(first, date(2026, 3, 1))
    assert is_first_return(second, date(2026, 3, 1))
    assert not is_first_return(third, date(2026, 3, 1))
    assert not is_first_return(first, None)
