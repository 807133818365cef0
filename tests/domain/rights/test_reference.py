from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR, lived, periods, situation, work
from tests.domain.rights.sample import sample_periods
from webapp.domain.periods import DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights.allowance import Net, net
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.window import first_request, since_opening
from webapp.domain.rights.work import Regime, State, WorkPeriod

K = SituationKind
ON = date(2026, 11, 21)
YEAR = first_request(ON)
SINCE = since_opening(date(2026, 3, 14), ON)


def referred(
    worked: list[WorkPeriod],
    known: list[Situation] | None = None,
    window: DateRange = YEAR,
    justified_only: bool = False,
    **told: object,
) -> Reference:
    result = count_hours(worked, window, on=window.end_on, situations=known or [], **told)  # type: ignore[arg-type]
    return refer(result, known or [], justified_only=justified_only)


@pytest.mark.parametrize(
    ("window", "justified_only", "sr", "nht", "parts", "gross"),
    [
        (YEAR, False, 22227_79, 1079, (41_16, 13_61, 12_78), 67_55),
        (YEAR, True, 19991_79, 975, (40_45, 13_09, 12_78), 66_32),
        (SINCE, False, 11703_96, 586, (31_42, 9_60, 12_78), 53_80),
    ],
)
def test_the_year_of_a_spreadsheet_gives_its_allocation(
    window: DateRange, justified_only: bool, sr: int, nht: int, parts: tuple[int, int, int], gross: int
) -> None:
    found = referred(sample_periods(), window=window, justified_only=justified_only)

    assert (found.sr_cents, found.sar_cents, found.nht_minutes) == (sr, sr, nht * HOUR)
    assert (found.allowance.a_cents, found.allowance.b_cents, found.allowance.c_cents) == parts
    assert found.allowance.gross_cents == gross


def test_the_year_of_a_spreadsheet_gives_its_net() -> None:
    found = referred(sample_periods())

    assert found.daily_wage == Fraction(22227_79 * 8, 1079)
    assert net(found.allowance.gross_cents, found.daily_wage, on=ON) == Net(
        67_55, 1_53, 4_02, 4_35, 62_00, 62_00
    )


def test_the_bookshop_and_teaching_only_enter_the_wages_of_every_regime() -> None:
    found = referred(sample_periods())

    assert found.all_wages_cents == 22227_79 + 960_00 + 430_85
    assert (found.work_wages_cents, found.ptp_wages_cents) == (22227_79, 0)


def test_the_basis_is_that_of_the_period() -> None:
    found = referred(sample_periods(), annexe=10, required_minutes=549 * HOUR)

    assert (found.basis.annexe, found.basis.on, found.basis.required_minutes) == (10, ON, 549 * HOUR)
    assert (found.basis.sr_cents, found.basis.nht_minutes) == (found.sar_cents, found.nht_minutes)
    assert found.basis.aj_minimum_cents is None


@pytest.mark.parametrize(
    ("told", "sr", "every", "nht", "days", "guessed"),
    [
        ({"hours": 40}, 800_00, 800_00, 40, 5, 1),
        ({"hours": 40, "days_worked": 4}, 800_00, 800_00, 40, 4, 0),
        ({"hours": 40, "annexe": 10}, 800_00, 800_00, 40, 5, 1),
        ({"hours": 40, "regime": Regime.TEACHING}, 0, 800_00, 0, 0, 0),
        ({"hours": 40, "regime": Regime.GENERAL}, 0, 800_00, 0, 0, 0),
        ({"hours": 40, "annexe": None}, 0, 800_00, 0, 0, 0),
        ({"hours": 40, "state": State.OPTION}, 0, 0, 0, 0, 0),
        ({"hours": 40, "state": State.CANCELLED}, 0, 0, 0, 0, 0),
        ({"hours": 40, "contract_end_on": date(2026, 12, 1)}, 0, 0, 0, 0, 0),
        ({"hours": 40, "contract_end_on": ON}, 800_00, 800_00, 40, 5, 1),
    ],
)
def test_each_job_brings_its_wages_its_hours_and_its_days(
    told: dict[str, object], sr: int, every: int, nht: int, days: int, guessed: int
) -> None:
    found = referred([work("2026-05-04", "2026-05-08", gross_cents=800_00, **told)])  # type: ignore[arg-type]

    assert (found.sr_cents, found.all_wages_cents, found.nht_minutes) == (sr, every, nht * HOUR)
    assert (found.days_worked, found.days_guessed) == (days, guessed)


def test_a_cap_of_hours_leaves_the_wages_whole() -> None:
    found = referred([work("2026-02-02", "2026-02-27", 216, gross_cents=4620_00)])

    assert (found.sr_cents, found.nht_minutes) == (4620_00, 208 * HOUR)


def test_work_across_the_first_day_brings_the_part_inside() -> None:
    across = work("2025-11-20", "2025-11-23", 32, gross_cents=1000_00, days_worked=4)
    found = referred([across])

    assert (found.sr_cents, found.nht_minutes, found.days_worked) == (500_00, 16 * HOUR, 2)
    assert found.all_wages_cents == 500_00


def test_with_papers_alone_the_rest_is_left_out() -> None:
    known = [
        situation(K.PTP, "2026-06-01", "2026-06-05", minutes=35 * HOUR, gross_cents=700_00),
        situation(K.PTP, "2026-07-01", "2026-07-05", minutes=30 * HOUR, gross_cents=600_00, is_proven=True),
    ]
    worked = [
        work("2026-05-04", "2026-05-08", 40, gross_cents=800_00, justified=False),
        work("2026-09-07", "2026-09-11", 39, gross_cents=900_00, days_worked=5),
        work("2026-10-05", "2026-10-09", 8, gross_cents=100_00, regime=Regime.GENERAL, justified=False),
    ]
    every, papers = (referred(worked, known, justified_only=alone) for alone in (False, True))

    assert (every.work_wages_cents, every.ptp_wages_cents, every.nht_minutes) == (
        1700_00,
        1300_00,
        144 * HOUR,
    )
    assert (papers.work_wages_cents, papers.ptp_wages_cents, papers.nht_minutes) == (
        900_00,
        600_00,
        69 * HOUR,
    )
    assert (every.all_wages_cents, papers.all_wages_cents) == (3100_00, 1500_00)
    assert (every.days_worked, papers.days_worked) == (10, 5)
    assert (every.days_guessed, papers.days_guessed) == (1, 0)


def test_a_birth_brings_its_hours_and_leaves_its_days_apart() -> None:
    """SAR: the wages of 345 days, brought to 365."""
    birth = situation(K.MATERNITY, "2026-06-01", "2026-06-20")
    found = referred([work("2026-09-07", "2026-09-11", 40, gross_cents=3450_00)], [birth])

    assert (found.sr_cents, found.sar_cents) == (3450_00, 3650_00)
    assert found.nht_minutes == (40 + 100) * HOUR
    assert found.basis.sr_cents == 3650_00


def test_a_birth_without_proof_changes_nothing_when_papers_alone_count() -> None:
    birth = situation(K.MATERNITY, "2026-06-01", "2026-06-20")
    found = referred(
        [work("2026-09-07", "2026-09-11", 40, gross_cents=3450_00)], [birth], justified_only=True
    )

    assert (found.sar_cents, found.nht_minutes) == (3450_00, 40 * HOUR)


def test_training_brings_neither_wages_nor_hours() -> None:
    course = situation(K.TRAINING, "2026-06-01", "2026-06-05", minutes=35 * HOUR, gross_cents=700_00)
    found = referred([work("2026-09-07", "2026-09-11", 40, gross_cents=900_00)], [course])

    assert found.result.total_minutes == 75 * HOUR
    assert (found.sr_cents, found.all_wages_cents, found.nht_minutes) == (900_00, 900_00, 40 * HOUR)


def test_nothing_counted_gives_no_allocation() -> None:
    with pytest.raises(Refused, match="Sans heures retenues"):
        _ = referred([]).allowance
    with pytest.raises(Refused, match="Sans heures retenues"):
        _ = referred([]).daily_wage


def test_a_day_without_a_figure_gives_a_sentence() -> None:
    old = DateRange(date(2009, 1, 1), date(2010, 12, 31))

    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        referred([work("2010-05-03", "2010-05-07", 40)], window=old)


@given(periods(), lived(), st.sampled_from([8, 10]))
def test_a_reference_is_the_sum_of_its_parts(
    worked: list[WorkPeriod], known: list[Situation], annexe: int
) -> None:
    found = referred(worked, known, annexe=annexe)

    assert found.sr_cents == found.work_wages_cents + found.ptp_wages_cents
    assert found.nht_minutes == found.result.nht_minutes
    assert found.all_wages_cents >= found.sr_cents
    assert found.sar_cents >= found.sr_cents


@given(periods(), lived())
def test_papers_alone_never_bring_more(worked: list[WorkPeriod], known: list[Situation]) -> None:
    every, papers = (referred(worked, known, justified_only=alone) for alone in (False, True))

    assert papers.sr_cents <= every.sr_cents
    assert papers.nht_minutes <= every.nht_minutes
    assert papers.days_worked <= every.days_worked
    assert papers.all_wages_cents <= every.all_wages_cents


@given(periods(), lived(), st.randoms(use_true_random=False))
def test_the_order_of_the_engagements_does_not_matter(
    worked: list[WorkPeriod], known: list[Situation], random: Random
) -> None:
    before = referred(worked, known)
    random.shuffle(worked)
    random.shuffle(known)
    after = referred(worked, known)

    assert (after.basis, after.all_wages_cents, after.days_worked) == (
        before.basis,
        before.all_wages_cents,
        before.days_worked,
    )
