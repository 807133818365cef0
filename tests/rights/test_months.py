from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import periods, work
from tests.domain.rights.sample import sample_periods
from tests.rights.test_standing import ON, opened, standing
from webapp.domain.periods import Month
from webapp.domain.rights.counts import Kind
from webapp.domain.rights.work import Regime, State
from webapp.rights.months import MOST_AHEAD, month_hours
from webapp.rights.standing import Mode


def by_month(found):
    return {(one.month.year, one.month.number): one for one in found}


def test_each_month_tells_what_is_justified_waiting_and_to_come():
    told = [
        work("2026-10-05", "2026-10-09", 40),
        work("2026-10-12", "2026-10-13", 16, justified=False),
        work("2026-11-23", "2026-12-04", 84, state=State.CONFIRMED, justified=False),
    ]
    found = by_month(month_hours(standing(told, opened())))
    october, november, december = (found[key] for key in ((2026, 10), (2026, 11), (2026, 12)))
    assert (october.justified_minutes, october.waiting_minutes, october.to_come_minutes) == (2400, 960, 0)
    assert (november.counted_minutes, november.to_come_minutes) == (0, 56 * 60)
    assert (december.to_come_minutes, december.cap_minutes) == (28 * 60, None)
    assert november.is_now and not december.is_now
    assert november.days_counted == 21


def test_a_right_is_drawn_to_its_anniversary_and_twelve_months_to_the_last_contract():
    told = [*sample_periods(), work("2026-12-07", "2027-01-15", 84, state=State.CONFIRMED, justified=False)]
    since, first = (month_hours(standing(told, opened(), mode=mode)) for mode in (Mode.SINCE, Mode.FIRST))
    assert (since[0].month, since[-1].month) == (Month(2026, 3), Month(2027, 3))
    assert (first[0].month, first[-1].month) == (Month(2025, 11), Month(2027, 1))
    assert month_hours(standing([]))[-1].month == Month.of(ON)


def test_what_is_over_the_cap_is_told_apart():
    found = by_month(month_hours(standing([work("2026-05-04", "2026-05-29", 216)], opened())))[2026, 5]
    assert (found.counted_minutes, found.cut_minutes) == (208 * 60, 8 * 60)


def test_a_contract_of_years_does_not_draw_them_all():
    long = [work("2026-11-23", "2029-11-20", 3000, state=State.CONFIRMED)]
    found = month_hours(standing(long))
    assert found[-1].month == Month.of(ON + timedelta(days=31 * MOST_AHEAD - 5))


@given(periods(), st.booleans())
def test_the_months_agree_with_the_whole(told, is_since):
    stood = standing(told, opened() if is_since else None, on=date(2026, 11, 21))
    found, result = month_hours(stood), stood.result
    for one, count in zip(found, result.months, strict=False):
        assert (one.month, one.counted_minutes, one.cut_minutes) == (
            count.month, count.counted_minutes, count.cut_minutes,
        )  # fmt: skip
    work_lines = [line for line in result.lines if line.kind is Kind.WORK]
    assert sum(one.justified_minutes for one in found) == sum(
        line.counted_minutes for line in work_lines if line.justified
    )
    assert sum(one.to_come_minutes for one in found) == sum(
        line.window_minutes
        for line in result.lines
        if line.kind is Kind.TO_COME and line.period.regime is Regime.SPECTACLE
    )
