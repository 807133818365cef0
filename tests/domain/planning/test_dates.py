from datetime import date

import pytest

from webapp.domain.periods import DateRange
from webapp.domain.planning.dates import outside, parse_days_off, working_days
from webapp.domain.refusals import Refused

AUTUMN = DateRange(date(2026, 11, 5), date(2026, 12, 15))


def test_the_season_s_feature_has_twenty_eight_days():
    days = working_days(AUTUMN, [date(2026, 11, 11)], saturdays=False, sundays=False)
    assert len(days) == 28
    assert days[12 - 1] == date(2026, 11, 23)


def test_saturdays_and_sundays_may_be_worked():
    assert len(working_days(AUTUMN, saturdays=True, sundays=False)) == 35
    assert len(working_days(AUTUMN, saturdays=True, sundays=True)) == AUTUMN.days


def test_no_day_left_or_too_many_is_refused():
    week_end = DateRange(date(2026, 11, 7), date(2026, 11, 8))
    with pytest.raises(Refused, match="Il ne reste aucun jour"):
        working_days(week_end, saturdays=False, sundays=False)
    for last in (date(2027, 9, 1), date(2050, 1, 1)):
        with pytest.raises(Refused, match="au plus 200 jours"):
            working_days(DateRange(AUTUMN.start_on, last), saturdays=True, sundays=True)


def test_dates_off_need_no_year():
    new_year = DateRange(date(2026, 12, 20), date(2027, 1, 10))
    assert parse_days_off("25/12, 1/1; 2027-01-04", new_year) == [
        date(2026, 12, 25),
        date(2027, 1, 1),
        date(2027, 1, 4),
    ]


def test_a_date_off_that_is_none_is_named():
    with pytest.raises(Refused, match="bientôt"):
        parse_days_off("11/11 bientôt", AUTUMN)
    with pytest.raises(Refused):
        parse_days_off("31/11", AUTUMN)


def test_days_outside_every_phase_are_told():
    shoot = DateRange(date(2026, 11, 5), date(2026, 11, 20))
    mix = DateRange(date(2026, 12, 1), date(2026, 12, 4))
    days = [date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 25), date(2026, 12, 4)]
    assert outside(days, [shoot, mix]) == [date(2026, 11, 4), date(2026, 11, 25)]
    assert outside(days, []) == []
