from datetime import date
from typing import Any

import pytest

from tests.domain.rights.make import work
from tests.domain.rights.sample import sample_periods
from webapp.domain.refusals import Refused
from webapp.domain.rights.work import State, WorkPeriod
from webapp.rights.models import Opening
from webapp.rights.standing import Mode, Standing, default_day, stand, why_of

ON = date(2026, 11, 21)
FCT = date(2026, 3, 14)


def opened(**values: Any) -> Opening:
    return Opening(**{"is_first_request": False, "fct_on": FCT, "annexe": 8, **values})


def standing(periods: list[WorkPeriod], opening: Opening | None = None, **asked: Any) -> Standing:
    return stand(periods, opening, **{"on": ON, **asked})


def test_the_year_of_the_sample_counts_since_the_opening_or_over_twelve_months():
    since = standing(sample_periods(), opened())
    assert (since.mode, since.result.total_minutes) == (Mode.SINCE, 610 * 60)
    assert str(since.verdict) == "507\u00a0h faites. Il en manque 1\u00a0h à justifier."
    assert since.anniversary_on == date(2027, 3, 14)
    assert since.reach.on == date(2026, 10, 9)

    first = standing(sample_periods(), opened(), mode=Mode.FIRST)
    assert first.result.total_minutes == 1103 * 60
    assert str(first.verdict) == "Les 507\u00a0h sont faites, avec 596\u00a0h d’avance."
    assert first.anniversary_on == date(2027, 11, 21)


def test_a_notified_anniversary_is_kept_as_notified():
    assert standing([], opened(anniversary_on=date(2027, 3, 20))).anniversary_on == date(2027, 3, 20)


def test_without_an_opening_twelve_months_are_counted():
    assert standing([]).mode is Mode.FIRST
    assert standing([], opened(is_first_request=True, fct_on=None)).mode is Mode.FIRST


def test_a_day_before_the_opening_is_refused_and_the_day_of_it_waits_for_the_next():
    with pytest.raises(Refused):
        standing([], opened(), on=FCT)
    assert default_day(opened(), FCT) == date(2026, 3, 15)
    assert default_day(opened(), ON) == ON


def test_a_right_whose_anniversary_is_past_says_so():
    assert not standing([], opened(), on=date(2027, 3, 14)).is_past
    assert standing([], opened(), on=date(2027, 3, 15)).is_past


def test_signed_work_to_come_gives_the_day_when_the_hours_are_reached():
    done = [work("2026-04-01", "2026-05-29", 200), work("2026-06-01", "2026-07-31", 200)]
    signed = work("2027-01-04", "2027-02-12", 150, state=State.CONFIRMED, justified=False)
    since = standing([*done, signed], opened())
    assert since.reach.is_to_come
    assert since.reach.on == date(2027, 2, 12)
    assert str(since.outlook) == "Avec vos contrats signés, vous y êtes vers le 12/02/2027."
    first = standing([*done, signed], None)
    assert (first.reach.on, first.reach.is_to_come) == (date(2027, 2, 12), True)


def test_signed_work_beyond_the_anniversary_does_not_help():
    done = [work("2026-04-01", "2026-05-29", 200)]
    late = work("2027-04-05", "2027-06-11", 400, state=State.CONFIRMED, justified=False)
    since = standing([*done, late], opened())
    assert since.reach.on is None
    assert str(since.outlook) == "Aucun contrat signé à venir ne s’y ajoute."


def test_too_little_signed_work_says_what_it_leads_to():
    signed = work("2027-01-04", "2027-01-08", 40, state=State.CONFIRMED, justified=False)
    done = work("2026-05-04", "2026-05-08", 40)
    for opening in (opened(), None):
        said = str(standing([done, signed], opening).outlook)
        assert said == "Avec vos contrats signés, vous arrivez à 80\u00a0h."


def test_first_request_hours_older_than_twelve_months_drop_out_of_the_outlook():
    """The window moves with the contract to come: what leaves it does not count."""
    old = work("2025-12-01", "2026-01-30", 400)
    signed = work("2027-02-01", "2027-02-26", 120, state=State.CONFIRMED, justified=False)
    first = standing([old, signed], None)
    assert first.reach.on is None
    assert first.reach.most_minutes == 400 * 60


@pytest.mark.parametrize(("born", "limit"), [(date(1976, 11, 22), 70), (date(1976, 11, 21), 120), (None, 70)])
def test_the_teaching_limit_follows_the_age_on_the_day(born: date | None, limit: int):
    counted = standing([], opened(born_on=born))
    assert counted.result.teaching_limit_minutes == limit * 60


def test_every_line_says_why():
    lines = standing(sample_periods(), opened()).result.lines
    assert all(why_of(line) for line in lines)
