from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.refusals import Refused
from webapp.domain.rights import waiting
from webapp.domain.rights.waiting import (
    NOTHING_LEFT,
    Balance,
    HolidayFranchise,
    Taken,
    WageFranchise,
    specific_deferral,
    take,
    wage_franchise,
    wage_months,
    waiting_days,
)

ON = date(2026, 11, 21)
FEW = st.integers(0, 40)


@st.composite
def balances(draw: st.DrawFn) -> Balance:
    return Balance(
        deferral=draw(FEW),
        waiting=draw(st.integers(0, 7)),
        holiday=draw(FEW),
        holiday_monthly=draw(st.sampled_from([0, 2, 3])),
        holiday_carried=draw(FEW),
        wage=draw(FEW),
        wage_monthly=draw(st.integers(0, 8)),
        wage_carried=draw(FEW),
    )


@pytest.mark.parametrize(
    ("received", "legal", "wage", "days"),
    [
        (2500_00, 2000_00, 180_00, 2),  # guide of February 2026, example 8
        (2540_00, 2000_00, 180_00, 3),
        (2539_99, 2000_00, 180_00, 2),
        (2000_00, 2000_00, 180_00, 0),
        (1500_00, 2000_00, 180_00, 0),
        (75 * 180_00, 0, 180_00, 75),
        (76 * 180_00, 0, 180_00, 75),
        (2500_00, 2000_00, 0, 0),
        (2500_00, 2000_00, 1, 75),
        (2000_00, 2000_00, 1, 0),
        (1, 0, 1, 1),
    ],
)
def test_what_exceeds_the_legal_indemnity_puts_the_first_paid_day_off(
    received: int, legal: int, wage: int, days: int
) -> None:
    assert specific_deferral(received, legal, Fraction(wage), ON) == days


@pytest.mark.parametrize(
    ("opens_on", "last_start_on", "days"),
    [
        ("2026-11-22", None, 7),
        ("2024-06-15", "2023-06-15", 0),
        ("2024-06-20", "2023-06-15", 0),
        ("2024-06-21", "2023-06-15", 7),
        ("2024-06-22", "2023-06-15", 7),
        ("2025-02-28", "2024-02-22", 7),
        ("2025-02-27", "2024-02-22", 0),
        ("2025-02-27", "2024-02-23", 0),
        ("2025-02-28", "2024-02-23", 7),
        ("2026-11-22", "2020-01-01", 7),
    ],
)
def test_seven_days_are_waited_for_once_in_twelve_months(
    opens_on: str, last_start_on: str | None, days: int
) -> None:
    last = date.fromisoformat(last_start_on) if last_start_on else None

    assert waiting_days(date.fromisoformat(opens_on), last) == days


@pytest.mark.parametrize(
    ("worked", "total", "monthly"),
    [
        (176, 18, 2),  # guide of February 2026, example 10
        (0, 0, 2),
        (9, 0, 2),
        (10, 1, 2),
        (230, 23, 2),
        (231, 24, 2),
        (239, 24, 2),
        (240, 25, 3),
        (288, 30, 3),
        (365, 30, 3),
    ],
)
def test_the_franchise_of_paid_leave_counts_the_days_of_the_aem(
    worked: int, total: int, monthly: int
) -> None:
    assert waiting.holiday_franchise(worked, ON) == HolidayFranchise(total, monthly)
    assert waiting.holiday_monthly(total, ON) == monthly


@pytest.mark.parametrize(
    ("wages", "wage", "days"),
    [
        # 50 000 € and 900 h in annexe 8: public projects give from 19 to 37 days by their « SMIC journalier ».
        (50000_00, Fraction(50000_00 * 8, 900), WageFranchise(37, 19)),
        (22658_64, Fraction(22227_79 * 8, 1079), WageFranchise(0, 0)),
        (40000_00, Fraction(250_00), WageFranchise(2, 0)),
        # 30 months of SMIC at 2,8 times its day, divided by 3: 28 days, of which 27 are free.
        (56010_50, Fraction(172_34), WageFranchise(1, 0)),
        (56010_49, Fraction(172_34), WageFranchise(0, 0)),
        (0, Fraction(250_00), WageFranchise(0, 0)),
        (40000_00, Fraction(0), WageFranchise(0, 0)),
    ],
)
def test_the_franchise_of_wages_is_told_both_ways(wages: int, wage: Fraction, days: WageFranchise) -> None:
    assert wage_franchise(wages, wage, ON) == days


@pytest.mark.parametrize(
    ("total", "months", "monthly", "taken"),
    [
        (32, 9, 4, [4] * 8),  # guide of February 2026, example 11
        (32, 13, 4, [4] * 8),
        (33, 12, 5, [5, 5, 5, 5, 5, 5, 3]),
        (10, 4, 3, [3, 3, 3, 1]),
        (8, 8, 1, [1] * 8),
        (1, 12, 1, [1]),
        (5, 1, 5, [5]),
        (5, 0, 5, [5]),
        (0, 12, 0, []),
    ],
)
def test_the_franchise_of_wages_is_shared_by_eight_months_at_most(
    total: int, months: int, monthly: int, taken: list[int]
) -> None:
    assert waiting.wage_monthly(total, months, ON) == monthly
    assert wage_months(total, months, ON) == taken


FULL = Balance(
    deferral=2,
    waiting=7,
    holiday=10,
    holiday_monthly=2,
    holiday_carried=1,
    wage=12,
    wage_monthly=4,
    wage_carried=3,
)


@pytest.mark.parametrize(
    ("days", "taken", "after"),
    [
        (0, Taken(), (2, 7, 8, 3, 8, 7)),
        (1, Taken(1), (1, 7, 8, 3, 8, 7)),
        (2, Taken(2), (0, 7, 8, 3, 8, 7)),
        (3, Taken(2, 1), (0, 6, 8, 3, 8, 7)),
        (9, Taken(2, 7), (0, 0, 8, 3, 8, 7)),
        (10, Taken(2, 7, 1), (0, 0, 8, 2, 8, 7)),
        (11, Taken(2, 7, 2), (0, 0, 8, 1, 8, 7)),
        (12, Taken(2, 7, 2, 1), (0, 0, 8, 1, 8, 6)),
        (15, Taken(2, 7, 2, 4), (0, 0, 8, 1, 8, 3)),
        (16, Taken(2, 7, 3, 4), (0, 0, 8, 0, 8, 3)),
        (17, Taken(2, 7, 3, 5), (0, 0, 8, 0, 8, 2)),
        (19, Taken(2, 7, 3, 7), (0, 0, 8, 0, 8, 0)),
        (31, Taken(2, 7, 3, 7), (0, 0, 8, 0, 8, 0)),
    ],
)
def test_a_month_waits_in_the_order_of_the_guide_and_carries_the_rest_over(
    days: int, taken: Taken, after: tuple[int, ...]
) -> None:
    found, left = take(FULL, days)

    assert found == taken
    assert (
        left.deferral,
        left.waiting,
        left.holiday,
        left.holiday_carried,
        left.wage,
        left.wage_carried,
    ) == after
    assert (left.holiday_monthly, left.wage_monthly) == (2, 4)


@pytest.mark.parametrize(
    ("days", "taken"),
    [
        (0, Taken()),
        (1, Taken(holiday=1)),
        (2, Taken(holiday=2)),
        (3, Taken(holiday=2, wage=1)),
        (4, Taken(holiday=2, wage=2)),
        (31, Taken(holiday=2, wage=2)),
    ],
)
def test_a_month_of_a_clause_de_rattrapage_waits_for_four_days(days: int, taken: Taken) -> None:
    assert waiting.take_in_rattrapage(days, ON) == taken


def test_the_last_month_of_a_franchise_takes_what_is_left_of_it() -> None:
    last = Balance(holiday=1, holiday_monthly=2, wage=3, wage_monthly=4)

    assert take(last, 30) == (Taken(0, 0, 1, 3), Balance(holiday_monthly=2, wage_monthly=4))
    assert take(last, 0)[1] == Balance(holiday_monthly=2, holiday_carried=1, wage_monthly=4, wage_carried=3)


def test_the_days_waited_for_add_up() -> None:
    assert Taken(1, 20, 300, 4000).days == 4321
    assert FULL.left == 2 + 7 + 10 + 1 + 12 + 3
    assert NOTHING_LEFT.left == 0
    assert take(NOTHING_LEFT, 31) == (Taken(), NOTHING_LEFT)


@pytest.mark.parametrize(
    "asked",
    [
        lambda day: specific_deferral(2500_00, 2000_00, Fraction(180_00), day),
        lambda day: waiting_days(day, None),
        lambda day: waiting.holiday_franchise(176, day),
        lambda day: waiting.holiday_monthly(18, day),
        lambda day: wage_franchise(50000_00, Fraction(444_44), day),
        lambda day: waiting.wage_monthly(32, 9, day),
        lambda day: wage_months(32, 9, day),
        lambda day: waiting.take_in_rattrapage(4, day),
    ],
)
def test_a_day_without_a_figure_gives_a_sentence(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        asked(date(2010, 12, 31))


@given(balances(), st.lists(st.integers(0, 31), max_size=14))
def test_what_the_months_take_is_what_was_waited_for_minus_what_is_left(
    balance: Balance, months: list[int]
) -> None:
    left, days = balance, 0
    for unpaid in months:
        taken, left = take(left, unpaid)
        assert 0 <= taken.days <= unpaid
        days += taken.days

    assert days == balance.left - left.left


@given(balances(), st.integers(0, 31))
def test_no_day_is_paid_while_a_carried_one_is_left(balance: Balance, days: int) -> None:
    taken, left = take(balance, days)

    if taken.days < days:
        assert (left.deferral, left.waiting, left.holiday_carried, left.wage_carried) == (0, 0, 0, 0)


@given(st.integers(0, 300), st.integers(1, 13))
def test_the_months_of_a_franchise_add_up_to_it(total: int, months: int) -> None:
    taken = wage_months(total, months, ON)

    assert sum(taken) == total
    assert len(taken) <= min(8, months)
    assert taken == sorted(taken, reverse=True)


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 370), st.integers(373, 4000))
def test_the_wait_comes_back_whole_a_year_after_its_last_day(opens_on: date, less: int, more: int) -> None:
    assert waiting_days(opens_on, opens_on - timedelta(days=less)) == 0
    assert waiting_days(opens_on, opens_on - timedelta(days=more)) == 7
