from dataclasses import replace
from datetime import date

import pytest

from tests.domain.rights.make import HOUR, basis, situation, work
from tests.domain.rights.sample import sample_periods
from webapp.domain.refusals import Refused
from webapp.domain.rights.gap import Gap, explain_gap, parts_told
from webapp.domain.rights.hours import HoursResult, count_hours
from webapp.domain.rights.situations import SituationKind
from webapp.domain.rights.window import first_request
from webapp.domain.rights.work import Regime, WorkPeriod

ON = date(2026, 11, 21)
YEAR = first_request(ON)
KEPT = work("2026-02-02", "2026-02-27", 200, gross_cents=9000_00)
WAITED = work("2026-05-04", "2026-05-29", 150, gross_cents=3000_00, justified=False)
LATE = work("2026-09-07", "2026-09-11", 40, gross_cents=900_00, justified=False)
PROVEN = work("2026-10-05", "2026-10-09", 30, gross_cents=2000_00)


def counted(*worked: WorkPeriod) -> HoursResult:
    return count_hours(worked, YEAR, on=ON)


def missing(gap: Gap) -> list[str]:
    return [line.period.key for line in gap.lines]


@pytest.mark.parametrize(
    ("notified", "cents", "left_out"),
    [
        (58_48, 0, []),
        (58_49, 1, []),
        (58_47, -1, []),
        (58_50, 2, []),
        (60_00, 1_52, []),
        # All the work whose AEM is missing, to the cent, then each job of it, then each other one.
        (46_08, -12_40, ["2026-05-04", "2026-09-07"]),
        (46_09, -12_39, ["2026-05-04", "2026-09-07"]),
        (46_07, -12_41, ["2026-05-04", "2026-09-07"]),
        (46_10, -12_38, []),
        (49_16, -9_32, ["2026-05-04"]),
        (56_59, -1_89, ["2026-09-07"]),
        (53_80, -4_68, ["2026-10-05"]),
        (38_00, -20_48, ["2026-02-02"]),
        (50_74, -7_74, []),
        (55_00, -3_48, []),
    ],
)
def test_a_gap_is_explained_by_the_work_not_kept(notified: int, cents: int, left_out: list[str]) -> None:
    gap = explain_gap(counted(KEPT, WAITED, LATE, PROVEN), notified)

    assert gap.cents == cents
    assert missing(gap) == left_out


def test_a_gap_of_a_cent_is_none() -> None:
    assert Gap(1).is_none
    assert Gap(-1).is_none
    assert not Gap(2).is_none
    assert not Gap(-2).is_none
    assert Gap(3).lines == ()


def test_a_gap_leaves_other_periods_in() -> None:
    ptp = situation(SituationKind.PTP, "2026-06-01", "2026-06-02", minutes=14 * HOUR, gross_cents=500_00)
    result = count_hours([KEPT, WAITED, LATE, PROVEN], YEAR, on=ON, situations=[ptp])

    assert missing(explain_gap(result, 50_72, [ptp])) == ["2026-05-04"]


def test_of_two_jobs_that_explain_a_gap_the_one_without_an_aem_is_told() -> None:
    twin = replace(PROVEN, key="twin", justified=False)
    far = replace(LATE, key="far", start_on=date(2026, 9, 14), end_on=date(2026, 9, 18), gross_cents=100)
    result = counted(KEPT, PROVEN, twin, far)
    without = counted(KEPT, PROVEN, far)
    notified = 58_48 - explain_gap(without, 58_48).cents

    assert missing(explain_gap(result, notified)) == ["twin"]


def test_the_only_job_without_an_aem_is_told_once_and_nothing_is_left_of_it() -> None:
    assert missing(explain_gap(counted(WAITED), 20_00)) == []


def test_teaching_is_not_told_as_work_left_out() -> None:
    """39,35 € is what would be left without its 200 € and its 20 h, had they counted."""
    taught = work("2026-05-04", "2026-05-29", 20, gross_cents=200_00, regime=Regime.TEACHING)
    gap = explain_gap(counted(KEPT, taught), 39_35)

    assert (gap.cents, missing(gap)) == (-87, [])


def test_a_job_cut_to_nothing_explains_no_gap() -> None:
    crowd = [
        work("2026-02-02", "2026-02-27", 208),
        replace(WAITED, start_on=date(2026, 2, 2), end_on=date(2026, 2, 27)),
    ]

    assert missing(explain_gap(counted(*crowd, PROVEN), 38_00)) == []


def test_nothing_counted_has_no_gap_to_explain() -> None:
    with pytest.raises(Refused, match="Sans heures retenues"):
        explain_gap(counted(), 50_00)


def test_the_letter_of_the_sample_left_its_missing_papers_out() -> None:
    gap = explain_gap(counted(*sample_periods()), 66_32)

    assert gap.cents == -1_23
    assert [line.period.employer for line in gap.lines] == [
        "Brique Rouge",
        "Studio Faubourg",
        "Films du Ponant",
    ]


def test_what_a_letter_tells_gives_its_parts() -> None:
    told = basis(22227.79, 1079)

    assert parts_told(told, None, None).gross_cents == 67_55
    assert parts_told(told, 19991_79, None).basis == replace(told, sr_cents=19991_79)
    assert parts_told(told, None, 975 * HOUR).basis == replace(told, nht_minutes=975 * HOUR)
    assert parts_told(told, 19991_79, 975 * HOUR).gross_cents == 66_32
    with pytest.raises(Refused, match="Sans heures retenues"):
        parts_told(told, 0, 0)
