from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.clashes import Level, clashes_of
from webapp.domain.jobs import Job
from webapp.domain.overload import months_over
from webapp.domain.periods import DateRange
from webapp.domain.rights.caps import MonthlyCaps
from webapp.domain.rights.work import Regime, State

FIRST = Job("a", "Les Marées", "Ponant", date(2026, 5, 4), date(2026, 5, 8), minutes=150 * 60)
SAME_EMPLOYER = Job("b", "Les Marées", "ponant", date(2026, 5, 18), date(2026, 5, 22), minutes=60 * 60)
OTHER_EMPLOYER = Job("c", "Nuit blanche", "Faubourg", date(2026, 5, 11), date(2026, 5, 15), minutes=101 * 60)


def said(job: Job, *others: Job) -> list[str]:
    return [str(sentence) for _, sentence in months_over(job, others)]


def test_a_month_over_the_cap_of_one_employer_is_told() -> None:
    assert said(FIRST, SAME_EMPLOYER) == [
        "En mai 2026\u00a0: 210\u00a0h, 208\u00a0h au plus comptent en annexe 8."
    ]


def test_several_employers_raise_the_cap() -> None:
    assert said(FIRST, replace(OTHER_EMPLOYER, minutes=100 * 60)) == []
    assert said(FIRST, OTHER_EMPLOYER) == [
        "En mai 2026\u00a0: 251\u00a0h, 250\u00a0h au plus comptent en annexe 8."
    ]


@pytest.mark.parametrize(
    "left_aside",
    [
        replace(SAME_EMPLOYER, state=State.OPTION),
        replace(SAME_EMPLOYER, state=State.CANCELLED),
        replace(SAME_EMPLOYER, regime=Regime.GENERAL),
        replace(SAME_EMPLOYER, regime=Regime.TEACHING),
        replace(SAME_EMPLOYER, annexe=None),
        replace(SAME_EMPLOYER, start_on=date(2026, 6, 1), end_on=date(2026, 6, 5)),
    ],
)
def test_work_that_is_not_signed_or_not_capped_is_left_aside(left_aside: Job) -> None:
    assert said(FIRST, left_aside) == []
    assert said(replace(left_aside, state=State.LEAD, regime=Regime.GENERAL), FIRST) == []


def test_an_option_is_weighed_with_the_signed_work() -> None:
    option = replace(SAME_EMPLOYER, state=State.OPTION)

    assert len(said(option, FIRST)) == 1


def test_cachets_weigh_twelve_hours() -> None:
    assert said(FIRST, replace(SAME_EMPLOYER, minutes=0, cachets_hundredths=500)) != []
    assert said(FIRST, replace(SAME_EMPLOYER, minutes=0, cachets_hundredths=400)) == []


def test_in_annexe_10_a_month_over_28_cachets_is_told() -> None:
    singing = Job(
        "d", "Tournée", "Remparts", date(2026, 7, 1), date(2026, 7, 31), cachets_hundredths=2850, annexe=10
    )

    assert said(singing) == ["En juillet 2026\u00a0: 28,5 cachets, 28 au plus comptent en annexe 10."]
    assert said(replace(singing, cachets_hundredths=2800)) == []


def test_only_the_months_over_are_told_with_the_days_of_the_job() -> None:
    long = Job("e", "Les Marées", "Ponant", date(2026, 5, 25), date(2026, 6, 7), minutes=140 * 60)

    assert [days for days, _ in months_over(long, [FIRST])] == [
        DateRange(date(2026, 5, 25), date(2026, 5, 31))
    ]


def test_other_caps_may_be_given() -> None:
    assert months_over(FIRST, [], MonthlyCaps(100 * 60, 120 * 60, 28 * 720)) != []


def test_a_month_over_is_a_note_without_another_job() -> None:
    [clash] = clashes_of(FIRST, [OTHER_EMPLOYER])

    assert (clash.level, clash.other) == (Level.NOTE, None)
    assert clash.days == FIRST.range
