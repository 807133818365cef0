from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.owed import (
    Age,
    Due,
    OwedKind,
    are_due_on,
    by_age,
    by_kind,
    claimable_from,
    holiday_pay_due_on,
    late_total,
    oldest_first,
    total,
    wages_due_on,
)
from webapp.domain.periods import DateRange, Month
from webapp.domain.words import sentence

TODAY = date(2026, 11, 23)


def due(due_on: date = TODAY, cents: int = 10_000, kind: OwedKind = OwedKind.WAGES, key: str = "a") -> Due:
    return Due(kind, key, "Films du Ponant", sentence("Salaire"), cents, False, due_on)


dues = st.lists(
    st.builds(
        due,
        due_on=st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=60)),
        cents=st.integers(0, 500_000),
        kind=st.sampled_from(OwedKind),
        key=st.text("abc", min_size=1, max_size=3),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (-20, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.FIRST_MONTH),
        (30, Age.FIRST_MONTH),
        (31, Age.SECOND_MONTH),
        (60, Age.SECOND_MONTH),
        (61, Age.OLD),
        (400, Age.OLD),
    ],
)
def test_age_runs_from_the_due_date(late: int, age: Age) -> None:
    owed = due(TODAY - timedelta(days=late))

    assert owed.age(TODAY) is age
    assert owed.days_late(TODAY) == max(0, late)


@given(dues)
def test_sums_agree_by_age_and_by_kind(owed: list[Due]) -> None:
    by_ages, by_kinds = by_age(owed, TODAY), by_kind(owed)

    assert sum(total(own) for own in by_ages.values()) == total(owed)
    assert sum(total(own) for own in by_kinds.values()) == total(owed)
    assert late_total(owed, TODAY) + total(by_ages.get(Age.NOT_DUE, [])) == total(owed)


@given(dues)
def test_each_line_stands_once_in_each_cut(owed: list[Due]) -> None:
    for cut in (by_age(owed, TODAY), by_kind(owed)):
        assert all(cut.values())
        assert oldest_first(one for own in cut.values() for one in own) == oldest_first(owed)


@given(dues)
def test_the_most_late_come_first(owed: list[Due]) -> None:
    late = [one.days_late(TODAY) for own in by_age(owed, TODAY).values() for one in own]

    assert late == sorted(late, reverse=True)


@given(dues, st.randoms())
def test_the_order_of_the_providers_does_not_matter(owed: list[Due], random) -> None:
    mixed = list(owed)
    random.shuffle(mixed)

    assert late_total(mixed, TODAY) == late_total(owed, TODAY)
    assert {kind: total(own) for kind, own in by_kind(mixed).items()} == {
        kind: total(own) for kind, own in by_kind(owed).items()
    }


def test_the_dearest_kind_comes_first() -> None:
    owed = [due(cents=1_000), due(cents=59_200, kind=OwedKind.ARE)]

    assert list(by_kind(owed)) == [OwedKind.ARE, OwedKind.WAGES]


def test_wages_are_due_on_the_last_day_of_their_month() -> None:
    assert wages_due_on(date(2026, 10, 9)) == date(2026, 10, 31)
    assert wages_due_on(date(2028, 2, 29)) == date(2028, 2, 29)


def test_the_allocation_of_a_month_is_due_on_the_15th_of_the_next() -> None:
    assert are_due_on(Month(2026, 12)) == date(2027, 1, 15)


def test_conges_spectacles_are_claimed_from_mid_april_and_due_a_month_later() -> None:
    year = DateRange(date(2025, 4, 1), date(2026, 3, 31))

    assert claimable_from(year) == date(2026, 4, 15)
    assert holiday_pay_due_on(year) == date(2026, 5, 15)
