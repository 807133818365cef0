from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.declaration.lines import Doubt, PaidPeriod, lines_of
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.work import Regime

NOVEMBER = Month(2026, 11)
AFTER = date(2026, 12, 20)


def period(start: str, end: str, hours: int = 40, contract: str = "a", **values) -> PaidPeriod:
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end))
    told = {
        "contract": contract, "employer": "Films du Ponant", "job": "Assistante de production",
        "contract_days": days, "days": days, "minutes": hours * 60, "gross_cents": hours * 2150,
    }  # fmt: skip
    return PaidPeriod(**(told | values))


def test_a_contract_of_three_days_apart_is_one_line_and_three_contracts_are_three():
    one = period("2026-06-05", "2026-06-12", 24)
    june = Month(2026, 6)
    (line,) = lines_of(june, [one], AFTER)
    assert (line.start_on, line.end_on, line.minutes) == (date(2026, 6, 5), date(2026, 6, 12), 24 * 60)
    three = [period(f"2026-06-{day:02d}", f"2026-06-{day:02d}", 8, f"c{day}") for day in (12, 5, 8)]
    assert [line.start_on.day for line in lines_of(june, three, AFTER)] == [5, 8, 12]


def test_the_weeks_of_a_contract_are_one_line_with_the_dates_of_the_contract():
    whole = DateRange(date(2026, 11, 2), date(2026, 11, 20))
    weeks = [
        period("2026-11-02", "2026-11-06", 35, contract_days=whole, is_alone=False, has_figures=True, has_gross=True),
        period("2026-11-16", "2026-11-20", 39, contract_days=whole, is_alone=False, has_figures=True, has_gross=True),
    ]  # fmt: skip
    (line,) = lines_of(NOVEMBER, weeks, AFTER)
    assert (line.minutes, line.gross_cents, line.days) == (74 * 60, 74 * 2150, whole)
    assert line.is_certain
    assert not line.is_part


def test_a_contract_over_two_months_shows_the_days_of_the_month():
    whole = DateRange(date(2026, 10, 28), date(2026, 11, 3))
    parts = [
        period("2026-10-28", "2026-10-31", 32, contract_days=whole, is_alone=False),
        period("2026-11-01", "2026-11-03", 24, contract_days=whole, is_alone=False),
    ]
    (line,) = lines_of(NOVEMBER, parts, AFTER)
    assert line.days == DateRange(date(2026, 11, 1), date(2026, 11, 3))
    assert line.minutes == 24 * 60
    assert line.is_part


def test_a_contract_paid_in_another_month_is_not_a_line():
    whole = DateRange(date(2026, 10, 28), date(2026, 11, 3))
    assert lines_of(NOVEMBER, [period("2026-10-28", "2026-10-31", contract_days=whole)], AFTER) == []


def test_every_regime_is_declared():
    work = [
        period("2026-11-02", "2026-11-02", 7, regime.value, regime=regime, employer=regime.value)
        for regime in Regime
    ]
    assert {line.regime for line in lines_of(NOVEMBER, work, AFTER)} == set(Regime)


IN = {"start": "2026-11-02", "end": "2026-11-06"}
OVER = {"start": "2026-10-30", "end": "2026-11-02"}


@pytest.mark.parametrize(
    ("values", "on", "doubt"),
    [
        ({"is_justified": True}, "2026-12-01", None),
        ({"has_figures": True, "has_gross": True}, "2026-12-01", None),
        ({"has_figures": True, "has_gross": True}, "2026-11-03", None),
        ({"has_figures": True}, "2026-12-01", Doubt.GROSS),
        ({"has_figures": True, "is_justified": True}, "2026-12-01", Doubt.GROSS),
        ({}, "2026-11-06", Doubt.RUNNING),
        ({}, "2026-11-07", Doubt.UNPROVEN),
        ({"is_alone": False}, "2026-12-01", Doubt.SPREAD),
        ({"is_alone": False, "is_justified": True}, "2026-12-01", Doubt.SPREAD),
        ({"is_alone": False}, "2026-11-05", Doubt.RUNNING),
    ],
)
def test_what_is_certain_and_why_the_rest_is_not(values, on, doubt):
    (line,) = lines_of(NOVEMBER, [period(**IN, **values)], date.fromisoformat(on))
    assert line.doubt is doubt
    assert line.is_certain is (doubt is None)
    assert str(line.why).endswith(".")


def test_figures_of_a_period_over_two_months_are_a_share_even_when_they_are_its_own():
    (line,) = lines_of(NOVEMBER, [period(**OVER, hours=40, has_figures=True, has_gross=True)], AFTER)
    assert line.doubt is Doubt.SPREAD
    assert line.minutes == 20 * 60


def test_a_cachet_is_not_cut_between_two_months():
    work = [period(**OVER, hours=0, cachets=350, gross_cents=54_000)]
    months = [lines_of(month, work, AFTER)[0].cachets for month in (Month(2026, 10), NOVEMBER)]
    assert months == [250, 100]


@st.composite
def contracts(draw) -> PaidPeriod:
    start = draw(st.dates(date(2027, 12, 1), date(2028, 4, 30)))  # across 29 February
    days = DateRange(start, start + timedelta(days=draw(st.integers(0, 120))))
    return PaidPeriod(
        contract="a", employer="A", job="J", contract_days=days, days=days,
        minutes=draw(st.integers(0, 60_000)), cachets=draw(st.integers(0, 5_000)),
        gross_cents=draw(st.integers(0, 2_000_000)),
    )  # fmt: skip


@given(work=contracts())
def test_the_lines_of_all_months_add_up_to_the_contract(work: PaidPeriod):
    lines = [line for month in work.days.months() for line in lines_of(month, [work], AFTER)]
    assert len(lines) == len(work.days.months())
    assert sum(line.minutes for line in lines) == work.minutes
    assert sum(line.cachets for line in lines) == work.cachets
    assert sum(line.gross_cents for line in lines) == work.gross_cents
    assert sum(line.days.days for line in lines) == work.days.days


@given(works=st.lists(contracts(), max_size=5), order=st.randoms())
def test_the_order_of_the_contracts_does_not_matter(works, order):
    named = [replace(work, contract=str(n)) for n, work in enumerate(works)]
    mixed = list(named)
    order.shuffle(mixed)
    march = Month(2028, 3)
    assert lines_of(march, named, AFTER) == lines_of(march, mixed, AFTER)
