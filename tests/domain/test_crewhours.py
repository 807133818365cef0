from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.domain.crewhours import (
    LONGEST_MINUTES,
    Count,
    Rule,
    Stint,
    checked,
    count,
    due_on,
    total,
    week_of,
)
from webapp.domain.periods import monday_of
from webapp.domain.refusals import Refused
from webapp.domain.rest import Presence, rest_minutes

MONDAY, WEDNESDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 22)
RULE = Rule()
H = 60


def test_an_ordinary_day_counts_what_is_between_two_hours_less_the_break():
    day = Stint(MONDAY, 7 * H + 15, 18 * H + 10, break_minutes=60, travel_minutes=30)
    assert count(day, RULE) == Count(worked=9 * H + 55, overtime=H + 55, travel=30)


def test_a_day_across_midnight_counts_its_night():
    day = Stint(WEDNESDAY, 14 * H, 50, break_minutes=60)
    assert count(day, RULE) == Count(worked=9 * H + 50, overtime=H + 50, night=2 * H + 50)


def test_a_morning_that_begins_at_night_counts_it_too():
    assert count(Stint(MONDAY, 5 * H, 12 * H), RULE).night == H


@pytest.mark.parametrize(
    ("saturday", "worked", "night"),
    [
        (date(2026, 3, 28), 11 * H, 7 * H),
        (date(2026, 10, 24), 13 * H, 9 * H),
        (date(2026, 11, 21), 12 * H, 8 * H),
    ],
)
def test_the_night_of_a_clock_change_counts_the_hours_that_pass(saturday, worked, night):
    found = count(Stint(saturday, 20 * H, 8 * H), RULE)
    assert (found.worked, found.night) == (worked, night)


def test_sunday_begins_and_ends_at_midnight():
    assert count(Stint(SUNDAY - timedelta(days=1), 20 * H, 4 * H), RULE).sunday == 4 * H
    assert count(Stint(SUNDAY, 20 * H, 4 * H), RULE).sunday == 4 * H
    assert count(Stint(SUNDAY, 8 * H, 18 * H, break_minutes=60), RULE).sunday == 9 * H


def test_a_public_holiday_is_counted_like_a_sunday():
    assert count(Stint(date(2026, 11, 11), 8 * H, 18 * H), RULE).holiday == 10 * H
    assert count(Stint(date(2026, 11, 10), 20 * H, 4 * H), RULE).holiday == 4 * H
    assert count(Stint(date(2026, 11, 12), 8 * H, 18 * H), RULE).holiday == 0


def test_each_production_chooses_its_day_and_its_night():
    day = Stint(MONDAY, 14 * H, 23 * H)
    assert count(day, Rule(day_minutes=7 * H, night_start=20 * H, night_end=6 * H)) == Count(
        worked=9 * H, overtime=2 * H, night=3 * H
    )
    assert count(day, Rule(night_start=0, night_end=5 * H)).night == 0


def test_a_start_long_before_the_convocation_is_of_the_next_day():
    late = Stint(MONDAY, 30, 6 * H, call_minute=22 * H)
    assert late.worked_minutes == 5 * H + 30
    assert late.presence == Presence(MONDAY, 22 * H, 6 * H, is_worked=True)
    early = Stint(MONDAY, 6 * H, 15 * H, call_minute=7 * H)
    assert early.worked_minutes == 9 * H
    assert early.presence.call_minute == 6 * H


@pytest.mark.parametrize(
    ("stint", "said"),
    [
        (Stint(MONDAY, 8 * H, 8 * H), "même heure"),
        (Stint(MONDAY, 8 * H, 7 * H), "23 h de présence"),
        (Stint(MONDAY, 8 * H, 9 * H, break_minutes=60), "coupure est plus longue"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_reason(stint, said):
    with pytest.raises(Refused) as refused:
        checked(stint)
    assert said in str(refused.value).replace("\u00a0", " ")


def test_a_week_goes_from_monday_to_sunday_and_is_owed_the_next_monday():
    assert monday_of(SUNDAY) == monday_of(MONDAY) == MONDAY
    assert week_of(WEDNESDAY)[0] == MONDAY and week_of(WEDNESDAY)[-1] == SUNDAY
    assert due_on(MONDAY) == date(2026, 11, 23)


minutes = st.integers(0, 24 * 60 - 1)
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
rules = st.builds(Rule, st.integers(1, 12 * 60), minutes, minutes)


@st.composite
def stints(draw):
    found = Stint(
        draw(days),
        draw(minutes),
        draw(minutes),
        call_minute=draw(st.none() | minutes),
        travel_minutes=draw(minutes),
    )
    broken = Stint(
        found.on, found.start_minute, found.end_minute, draw(st.integers(0, 120)), 0, found.call_minute
    )
    try:
        return checked(broken)
    except Refused:
        return Stint(found.on, 8 * H, 18 * H)


@given(stints(), rules)
def test_nothing_special_is_more_than_what_was_worked(stint, rule):
    found = count(stint, rule)
    assert 0 < found.worked <= LONGEST_MINUTES
    for part in (found.overtime, found.night, found.sunday, found.holiday):
        assert 0 <= part <= found.worked
    assert found.worked + stint.break_minutes == stint.presence_minutes
    assert found.overtime == max(0, found.worked - rule.day_minutes)


@given(stints())
def test_the_day_and_the_night_together_are_the_whole_day(stint):
    night = count(stint, Rule(night_start=22 * H, night_end=6 * H)).night
    day = count(stint, Rule(night_start=6 * H, night_end=22 * H)).night
    assert night + day >= stint.worked_minutes
    if not stint.break_minutes:
        assert night + day == stint.worked_minutes


@given(stints())
@example(Stint(date(2020, 1, 1), 361, 1, call_minute=0))  # more than a day after the convocation
def test_the_rest_begins_when_the_count_ends(stint):
    tomorrow = stint.on + timedelta(days=2)
    next_day = Stint(tomorrow, 12 * H, 18 * H)
    assert stint.presence.end_at == stint.end_at
    rest = rest_minutes(stint.presence, next_day.presence)
    assert rest == (next_day.start_at - stint.end_at) // timedelta(minutes=1)


@given(st.lists(st.builds(Count, *[st.integers(0, 900)] * 6), max_size=8))
def test_a_total_is_the_sum_of_each_column(counts):
    found = total(counts)
    assert found.worked == sum(one.worked for one in counts)
    assert found.travel == sum(one.travel for one in counts)
    assert total(reversed(counts)) == found
