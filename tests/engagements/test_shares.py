from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.periods import DateRange
from webapp.engagements.shares import Stretch, gross_shares, portions, shares

OCTOBER = DateRange(date(2026, 10, 26), date(2026, 10, 31))
NOVEMBER = DateRange(date(2026, 11, 1), date(2026, 11, 4))


def test_periods_without_figures_share_by_their_days():
    assert shares(100, 0, [Stretch(OCTOBER), Stretch(NOVEMBER)]) == [(60, 0), (40, 0)]


def test_a_period_with_figures_keeps_them_and_the_others_share_what_is_left():
    assert shares(4800, 300, [Stretch(OCTOBER, 3360, 100), Stretch(NOVEMBER)]) == [(3360, 100), (1440, 200)]


def test_a_period_that_gives_hours_alone_has_no_cachets():
    assert shares(0, 500, [Stretch(OCTOBER, minutes=60), Stretch(NOVEMBER)]) == [(60, 0), (0, 500)]


def test_figures_above_the_contract_leave_nothing_to_the_others():
    assert shares(100, 0, [Stretch(OCTOBER, 130), Stretch(NOVEMBER)]) == [(130, 0), (0, 0)]


def test_a_cachet_falls_in_one_period_or_the_other():
    one_day, two_days = (
        DateRange(date(2026, 11, 30), date(2026, 11, 30)),
        DateRange(date(2026, 12, 1), date(2026, 12, 2)),
    )
    assert shares(0, 200, [Stretch(one_day), Stretch(two_days)]) == [(0, 100), (0, 100)]
    assert shares(0, 200, [Stretch(OCTOBER), Stretch(NOVEMBER)]) == [(0, 100), (0, 100)]
    assert shares(0, 150, [Stretch(one_day), Stretch(two_days)]) == [(0, 0), (0, 150)]


@given(st.integers(0, 5000), st.lists(st.integers(1, 31), min_size=1, max_size=12))
def test_cachets_stay_whole_and_add_up(cachets, lengths):
    stretches = [Stretch(DateRange(date(2026, 1, 1), date(2026, 1, days))) for days in lengths]
    parts = [part for _minutes, part in shares(0, cachets * 100, stretches)]
    assert sum(parts) == cachets * 100
    assert all(part % 100 == 0 for part in parts)


@given(st.integers(0, 100_000), st.lists(st.integers(1, 366), min_size=1, max_size=12))
def test_the_parts_add_up_to_the_whole(total, weights):
    parts = portions(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


def test_the_gross_is_shared_by_days_unless_a_period_has_its_own():
    assert gross_shares(100_000, [Stretch(OCTOBER), Stretch(NOVEMBER)]) == [60_000, 40_000]
    assert gross_shares(100_000, [Stretch(OCTOBER, gross_cents=70_000), Stretch(NOVEMBER)]) == [
        70_000,
        30_000,
    ]
    assert gross_shares(100_000, [Stretch(OCTOBER, minutes=60), Stretch(NOVEMBER)]) == [60_000, 40_000]
    assert gross_shares(100_000, [Stretch(OCTOBER, gross_cents=130_000), Stretch(NOVEMBER)]) == [130_000, 0]


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), st.booleans())
def test_the_gross_of_the_periods_is_that_of_the_contract_as_long_as_one_is_left_to_share(gross, own, is_own):
    kept = min(own, gross) if is_own else None
    parts = gross_shares(gross, [Stretch(OCTOBER, gross_cents=kept), Stretch(NOVEMBER)])
    assert sum(parts) == gross
