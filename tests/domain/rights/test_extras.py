from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR, lived, situation, work
from webapp.domain.periods import DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights import extras
from webapp.domain.rights.extras import Extra, count_extras, ptp_wages
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.situations import Situation, SituationKind

K = SituationKind
YEAR = DateRange(date(2025, 11, 22), date(2026, 11, 21))
LATER = [work("2026-11-02", "2026-11-06", 39)]


def said(found: tuple[Extra, ...]) -> list[list[str]]:
    return [[str(sentence) for sentence in extra.why] for extra in found]


def counted(found: tuple[Extra, ...]) -> list[tuple[float, float]]:
    return [(extra.window_minutes / HOUR, extra.counted_minutes / HOUR) for extra in found]


@pytest.mark.parametrize(
    ("known", "hours", "like_work"),
    [
        (situation(K.MATERNITY, "2026-06-01", "2026-06-10"), 50, True),
        (situation(K.ADOPTION, "2026-06-01", "2026-06-10"), 50, True),
        (situation(K.WORK_ACCIDENT, "2026-06-01", "2026-06-10"), 50, True),
        (situation(K.SICK_LEAVE, "2026-06-01", "2026-06-10"), 0, True),
        (situation(K.SICK_LEAVE, "2026-06-01", "2026-06-10", in_contract=True), 50, True),
        (situation(K.ALD, "2026-06-01", "2026-06-10"), 0, True),
        (situation(K.PTP, "2026-06-01", "2026-06-10", minutes=70 * HOUR), 70, True),
        (situation(K.TRAINING, "2026-06-01", "2026-06-10", minutes=70 * HOUR), 70, False),
        (situation(K.ABSENCE, "2026-06-01", "2026-06-10"), 0, True),
    ],
)
def test_each_period_brings_its_hours(known: Situation, hours: float, like_work: bool) -> None:
    found = count_extras([known], LATER, YEAR)

    assert counted(found) == [(hours, hours)]
    assert said(found) == [[]]
    assert [(extra.situation, extra.is_paid_like_work) for extra in found] == [(known, like_work)]


def test_a_long_illness_counts_for_who_had_a_right() -> None:
    ill = situation(K.ALD, "2026-06-01", "2026-06-10")

    assert counted(count_extras([ill], LATER, YEAR, has_former_right=True)) == [(50, 50)]


def test_days_that_no_work_follows_do_not_count_yet() -> None:
    birth = situation(K.MATERNITY, "2026-06-01", "2026-06-10")
    found = count_extras([birth], [], YEAR)

    assert counted(found) == [(50, 0)]
    assert said(found) == [["Aucune période de travail ne suit encore."]]
    absence = count_extras([situation(K.ABSENCE, "2026-06-01", "2026-06-10")], [], YEAR)
    assert said(absence) == [[]]


def test_a_day_of_two_periods_counts_once() -> None:
    birth = situation(K.MATERNITY, "2026-06-01", "2026-06-10")
    child = situation(K.ADOPTION, "2026-06-06", "2026-06-15")
    inside = situation(K.WORK_ACCIDENT, "2026-06-07", "2026-06-08")
    last = situation(K.WORK_ACCIDENT, "2026-06-15", "2026-06-16")
    course = situation(K.PTP, "2026-06-01", "2026-06-10", minutes=70 * HOUR)
    found = count_extras([last, course, child, inside, birth], LATER, YEAR)

    assert counted(found) == [(50, 50), (70, 70), (50, 25), (10, 0), (10, 5)]
    twice = ["Des jours comptent déjà avec une autre période."]
    assert said(found) == [[], [], twice, twice, twice]


def test_days_that_do_not_count_yet_leave_theirs_to_the_others() -> None:
    leave = situation(K.SICK_LEAVE, "2026-11-01", "2026-11-10", in_contract=True)
    birth = situation(K.MATERNITY, "2026-11-02", "2026-11-06")
    running = [work("2026-10-01", "2026-11-11", 39)]
    found = count_extras([leave, birth], running, YEAR)

    assert counted(found) == [(50, 50), (25, 0)]
    assert said(found)[1] == ["Aucune période de travail ne suit encore."]
    assert counted(count_extras([birth, leave], [work("2026-11-07", hours=8)], YEAR)) == [(50, 0), (25, 25)]


@pytest.mark.parametrize(
    ("taught", "hours", "kept", "cut"),
    [
        (0, 338, 338, None),
        (0, 339, 338, "1\u00a0h"),
        (70, 268, 268, None),
        (70, 270, 268, "2\u00a0h"),
        (400, 10, 0, "10\u00a0h"),
    ],
)
def test_training_and_teaching_share_their_limit(taught: int, hours: int, kept: int, cut: str | None) -> None:
    course = situation(K.TRAINING, "2026-01-05", "2026-06-10", minutes=hours * HOUR)
    found = count_extras([course], [], YEAR, teaching_minutes=taught * HOUR)

    assert counted(found) == [(hours, kept)]
    assert said(found) == [
        [f"Formation et enseignement limités à 338\u00a0h\u00a0: {cut} ne comptent pas."] if cut else []
    ]


def test_less_training_counts_in_a_clause_de_rattrapage() -> None:
    course = situation(K.TRAINING, "2026-01-05", "2026-06-10", minutes=230 * HOUR)
    found = count_extras([course], [], YEAR, teaching_minutes=70 * HOUR, in_rattrapage=True)

    assert counted(found) == [(230, 156)]
    assert said(found) == [
        ["Formation et enseignement limités à 226\u00a0h\u00a0: 74\u00a0h ne comptent pas."]
    ]
    for in_rattrapage, total in ((True, 226), (False, 230)):
        result = count_hours([], YEAR, on=YEAR.end_on, situations=[course], in_rattrapage=in_rattrapage)
        assert result.total_minutes == total * HOUR


def test_the_first_training_uses_the_limit_first() -> None:
    first = situation(K.TRAINING, "2026-01-05", "2026-01-30", minutes=300 * HOUR)
    second = situation(K.TRAINING, "2026-03-02", "2026-03-27", minutes=30 * HOUR)
    third = situation(K.TRAINING, "2026-03-02", "2026-03-28", minutes=30 * HOUR)
    found = count_extras([third, second, first], [], YEAR)

    assert [extra.situation for extra in found] == [first, second, third]
    assert counted(found) == [(300, 300), (30, 30), (30, 8)]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("2025-11-01", "2025-11-21", False),
        ("2025-11-01", "2025-11-22", True),
        ("2026-11-22", "2026-12-01", False),
    ],
)
def test_a_period_outside_the_window_is_not_told(start: str, end: str, inside: bool) -> None:
    found = count_extras([situation(K.ABSENCE, start, end)], [], YEAR)

    assert bool(found) is inside


def test_a_period_outside_does_not_hide_the_next_one() -> None:
    outside = situation(K.ABSENCE, "2025-11-01", "2025-11-21")
    inside = situation(K.ABSENCE, "2026-01-01", "2026-01-02")

    assert [extra.situation for extra in count_extras([outside, inside], [], YEAR)] == [inside]


def test_the_wages_of_a_ptp_are_laid_on_its_days() -> None:
    known = [
        situation(K.PTP, "2025-11-20", "2025-11-23", gross_cents=400_00),
        situation(K.PTP, "2026-06-01", "2026-06-02", gross_cents=33_33),
        situation(K.TRAINING, "2026-06-01", "2026-06-02", gross_cents=99_99),
    ]

    assert ptp_wages(known, YEAR) == 233_33
    assert ptp_wages([], YEAR) == 0


def test_a_day_without_a_figure_gives_a_sentence() -> None:
    old = DateRange(date(2010, 1, 1), date(2010, 12, 31))

    for kind in (K.TRAINING, K.MATERNITY):
        with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
            extras.count_extras([situation(kind, "2010-06-01", "2010-06-02")], LATER, old)


@given(lived(), st.integers(0, 120 * HOUR))
def test_what_counts_is_never_more_than_what_is_inside(known: list[Situation], taught: int) -> None:
    found = count_extras(known, LATER, YEAR, teaching_minutes=taught)
    training = sum(extra.counted_minutes for extra in found if extra.situation.kind is K.TRAINING)

    assert all(0 <= extra.counted_minutes <= extra.window_minutes for extra in found)
    assert all(bool(extra.why) is (extra.counted_minutes < extra.window_minutes) for extra in found)
    assert training <= 338 * HOUR - taught
