from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR, lived, periods, situation, work
from webapp.domain.periods import DAY, DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights import eligibility
from webapp.domain.rights.eligibility import (
    Person,
    Rattrapage,
    age_on,
    annexe_of,
    exam_on,
    examine,
    fct_at_anniversary,
    rattrapage,
    retained_fct,
)
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.work import Regime, State, WorkPeriod

K = SituationKind
FCT = date(2026, 11, 21)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(*pairs: tuple[str, str]) -> list[DateRange]:
    return [DateRange(day(start), day(end)) for start, end in pairs]


def a_year_of(hours: int, first: str = "2026-01-05") -> list[WorkPeriod]:
    """Months of a hundred hours, up to what is asked."""
    start, worked = day(first), []
    while hours > 0:
        worked.append(work(start.isoformat(), (start + 4 * DAY).isoformat(), min(hours, 100)))
        hours, start = hours - 100, start + timedelta(days=31)
    return worked


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (None, "2026-11-21", None),
        ("1976-11-21", "2026-11-21", 50),
        ("1976-11-22", "2026-11-21", 49),
        ("1976-12-01", "2026-11-30", 49),
        ("1976-10-31", "2026-11-01", 50),
        ("1976-02-29", "2026-02-28", 49),
        ("1976-02-29", "2026-03-01", 50),
    ],
)
def test_an_age_is_counted_in_whole_years(born_on: str | None, on: str, age: int | None) -> None:
    assert age_on(day(born_on) if born_on else None, day(on)) == age


@pytest.mark.parametrize(("hours", "opens"), [(507, True), (506, False), (0, False)])
def test_507_hours_in_twelve_months_open_a_right(hours: int, opens: bool) -> None:
    found = examine(a_year_of(hours), FCT)

    assert found.opens is opens
    assert found.result.window == DateRange(day("2025-11-22"), FCT)
    assert found.result.threshold_minutes == 507 * HOUR
    assert (found.fct_on, found.anniversary_on) == (FCT, day("2027-11-21"))


def test_the_person_changes_what_counts() -> None:
    young = Person()
    taught = [work("2026-05-04", "2026-05-29", 130, regime=Regime.TEACHING)]
    crowded = [work("2026-05-04", "2026-05-29", 300)]
    ill = [situation(K.ALD, "2026-05-01", "2026-05-02")]
    after = [work("2026-09-07", hours=1)]

    assert (young.annexe, young.age, young.derogation, young.has_former_right) == (8, None, False, False)
    assert examine(taught, FCT).result.total_minutes == 70 * HOUR
    assert examine(taught, FCT, person=Person(age=50)).result.total_minutes == 120 * HOUR
    assert examine(crowded, FCT).result.total_minutes == 208 * HOUR
    assert examine(crowded, FCT, person=Person(derogation=True)).result.total_minutes == 260 * HOUR
    assert examine(crowded, FCT, person=Person(annexe=10)).result.annexe == 10
    assert examine(after, FCT, situations=ill).result.total_minutes == HOUR
    former = examine(after, FCT, situations=ill, person=Person(has_former_right=True))
    assert former.result.total_minutes == 11 * HOUR


def test_leave_lengthens_the_period_examined() -> None:
    leave = situation(K.SICK_LEAVE, "2026-08-20", "2026-08-26")
    early = work("2025-11-16", "2025-11-20", 35)

    assert examine([early], FCT).result.total_minutes == 0
    assert examine([early], FCT, situations=[leave]).result.total_minutes == 35 * HOUR


def test_hours_up_to_the_fin_de_contrat_of_the_last_right_never_serve_again() -> None:
    found = examine([*a_year_of(600), work("2026-03-14", hours=8)], FCT, used_until=day("2026-03-14"))

    assert found.result.window == DateRange(day("2026-03-15"), FCT)
    assert found.result.total_minutes == 300 * HOUR
    assert examine(a_year_of(600), FCT, used_until=day("2025-06-30")).result.window.start_on == day(
        "2025-11-22"
    )


@pytest.mark.parametrize("used_until", ["2026-11-21", "2026-11-22"])
def test_a_fin_de_contrat_that_already_served_is_refused(used_until: str) -> None:
    for at_anniversary in (False, True):
        with pytest.raises(Refused, match="Le 21/11/2026 n’est pas après la fin de contrat retenue"):
            examine([], FCT, used_until=day(used_until), at_anniversary=at_anniversary)


@pytest.mark.parametrize(
    ("hours", "before", "at_anniversary", "opens", "start", "required"),
    [
        # 460 h in the year and 89 h in the 30 days before it: 549 h in 395 days (guide of February 2026, p. 5).
        (460, 89, True, True, "2025-10-23", 549),
        (460, 88, True, False, "2025-11-22", 507),
        (460, 89, False, False, "2025-11-22", 507),
        (507, 89, True, True, "2025-11-22", 507),
    ],
)
def test_at_an_anniversary_a_longer_period_asks_for_more_hours(
    hours: int, before: int, at_anniversary: bool, opens: bool, start: str, required: int
) -> None:
    worked = [*a_year_of(hours), work("2025-10-23", "2025-10-24", before)]
    found = examine(worked, FCT, used_until=day("2024-11-21"), at_anniversary=at_anniversary)

    assert found.opens is opens
    assert found.result.window == DateRange(day(start), FCT)
    assert found.result.threshold_minutes == required * HOUR


def test_an_exam_is_an_early_one_unless_told_otherwise() -> None:
    worked = [*a_year_of(460), work("2025-10-23", "2025-10-24", 89)]

    assert not examine(worked, FCT, used_until=day("2024-11-21")).opens


def test_a_longer_period_needs_a_right_before_it() -> None:
    worked = [*a_year_of(460), work("2025-10-23", "2025-10-24", 89)]

    assert not examine(worked, FCT, at_anniversary=True).opens


def test_a_longer_period_stops_at_the_right_before_and_still_asks_for_its_42_hours() -> None:
    worked = [*a_year_of(450), work("2025-11-12", "2025-11-13", 99)]
    found = examine(worked, FCT, used_until=day("2025-11-11"), at_anniversary=True)

    assert found.opens
    assert found.result.window == DateRange(day("2025-11-12"), FCT)
    assert found.result.threshold_minutes == 549 * HOUR
    assert not examine(worked, FCT, used_until=day("2025-11-12"), at_anniversary=True).opens


def test_a_period_may_be_lengthened_several_times() -> None:
    worked = [
        *a_year_of(450),
        work("2025-08-24", "2025-08-25", 80),
        work("2025-09-01", "2025-09-12", 103),
    ]
    found = examine(worked, FCT, used_until=day("2024-11-21"), at_anniversary=True)

    assert found.result.window.start_on == day("2025-08-24")
    assert found.result.threshold_minutes == (507 + 3 * 42) * HOUR


def test_leave_met_by_a_longer_period_lengthens_it_too() -> None:
    leave = situation(K.SICK_LEAVE, "2025-11-01", "2025-11-10")
    worked = [*a_year_of(450), work("2025-10-13", "2025-10-14", 99)]
    told = {"used_until": day("2024-11-21"), "at_anniversary": True}

    assert not examine(worked, FCT, **told).opens  # type: ignore[arg-type]
    found = examine(worked, FCT, situations=[leave], **told)  # type: ignore[arg-type]
    assert found.result.window.start_on == day("2025-10-13")
    assert found.opens


@pytest.mark.parametrize(
    ("length", "hours"), [(0, 507), (365, 507), (394, 507), (395, 549), (424, 549), (425, 591), (366, 507)]
)
def test_42_hours_more_are_asked_for_each_30_days(length: int, hours: int) -> None:
    assert eligibility.required_minutes(length, FCT) == hours * HOUR


@pytest.mark.parametrize(
    ("worked", "annexe"),
    [
        ([], 8),
        ([work("2026-05-04", hours=8), work("2026-06-04", hours=8, annexe=10)], 8),
        ([work("2026-05-04", hours=8), work("2026-06-04", hours=9, annexe=10)], 10),
        ([work("2026-05-04", hours=8), work("2026-06-04", cachets_hundredths=100, annexe=10)], 10),
        ([work("2026-05-04", hours=8), work("2025-06-04", hours=80, annexe=10)], 8),
        ([work("2026-05-04", hours=8), work("2026-06-04", hours=80, annexe=10, state=State.OPTION)], 8),
        ([work("2026-05-04", hours=8), work("2026-06-04", hours=80, annexe=None)], 8),
        ([work("2026-05-04", hours=8), work("2026-06-04", hours=60, annexe=10, regime=Regime.TEACHING)], 8),
        (
            [
                work("2026-05-04", hours=8),
                work("2026-06-04", hours=5, annexe=10),
                work("2026-06-05", hours=5, annexe=10),
            ],
            10,
        ),
        # 300 h of annexe 8 in a month are held to 208, and 240 of annexe 10 to as many: the one counted for.
        (
            [
                work("2026-05-04", "2026-05-29", 300),
                work("2026-06-01", "2026-06-26", cachets_hundredths=2000, annexe=10),
            ],
            8,
        ),
    ],
)
def test_the_annexe_is_that_of_the_most_hours(worked: list[WorkPeriod], annexe: int) -> None:
    assert annexe_of(count_hours(worked, DateRange(day("2025-11-22"), FCT), on=FCT)) == annexe


def test_as_many_hours_in_both_leave_the_annexe_counted_for() -> None:
    both = [work("2026-05-04", hours=8), work("2026-06-04", hours=8, annexe=10)]
    assert annexe_of(count_hours(both, DateRange(day("2025-11-22"), FCT), on=FCT, annexe=10)) == 10


@pytest.mark.parametrize(
    ("told", "retained"),
    [
        ({}, "2026-10-09"),
        ({"state": State.CONFIRMED}, "2026-10-09"),
        ({"annexe": 10}, "2026-10-09"),
        ({"regime": Regime.TEACHING}, "2026-09-25"),
        ({"regime": Regime.GENERAL}, "2026-09-25"),
        ({"state": State.OPTION}, "2026-09-25"),
        ({"contract_end_on": day("2026-10-12")}, "2026-10-12"),
        ({"contract_end_on": FCT}, "2026-11-21"),
        ({"contract_end_on": FCT + DAY}, "2026-09-25"),
        ({"justified": False}, "2026-10-09"),
    ],
)
def test_the_last_fin_de_contrat_is_retained(told: dict[str, object], retained: str) -> None:
    worked = [
        work("2026-10-05", "2026-10-09", 40, **told),  # type: ignore[arg-type]
        work("2026-09-21", "2026-09-25", 40),
        work("2026-12-07", "2026-12-18", 72),
    ]

    assert retained_fct(worked, FCT) == day(retained)


def test_an_early_request_wants_its_aem_in() -> None:
    worked = [work("2026-10-05", "2026-10-09", 40, justified=False), work("2026-09-21", "2026-09-25", 40)]

    assert retained_fct(worked, FCT, justified_only=True) == day("2026-09-25")
    assert retained_fct(worked[:1], FCT, justified_only=True) is None
    assert retained_fct([], FCT) is None


@pytest.mark.parametrize(
    ("contracts", "exam"),
    [
        # Guide of February 2026, example 13: another regime does not put the exam off.
        ([], "2023-09-02"),
        ([("2023-08-21", "2023-09-15")], "2023-09-16"),
        ([("2023-08-21", "2023-09-01")], "2023-09-02"),
        ([("2023-09-01", "2023-09-01"), ("2023-09-02", "2023-09-05")], "2023-09-06"),
        ([("2023-09-02", "2023-09-05")], "2023-09-02"),
        ([("2023-08-21", "2023-08-31")], "2023-09-02"),
        ([("2023-09-04", "2023-09-10"), ("2023-08-21", "2023-09-03")], "2023-09-11"),
        ([("2023-08-21", "2023-09-15"), ("2023-08-25", "2023-09-03")], "2023-09-16"),
        ([("2023-08-21", "2023-09-15"), ("2023-09-10", "2023-09-20")], "2023-09-21"),
        ([("2023-08-21", "2023-09-15"), ("2023-09-17", "2023-09-20")], "2023-09-16"),
    ],
)
def test_the_exam_waits_for_a_day_without_a_contract(contracts: list[tuple[str, str]], exam: str) -> None:
    assert exam_on(day("2023-09-01"), iter(days(*contracts))) == day(exam)


@pytest.mark.parametrize(
    ("worked", "retained"),
    [
        ([], None),
        ([work("2026-10-05", "2026-10-09", 40)], "2026-10-09"),
        ([work("2026-10-05", "2026-11-21", 40)], "2026-11-21"),
        ([work("2026-10-05", "2026-11-22", 40)], "2026-11-22"),
        ([work("2026-10-05", "2026-11-25", 40), work("2026-11-26", "2026-11-30", 40)], "2026-11-30"),
        ([work("2026-10-05", "2026-11-25", 40), work("2026-11-27", "2026-11-30", 40)], "2026-11-25"),
        ([work("2026-11-22", "2026-11-30", 40), work("2026-10-05", "2026-10-09", 40)], "2026-10-09"),
        ([work("2026-10-05", "2026-12-31", 40, regime=Regime.GENERAL)], None),
        ([work("2026-10-05", "2026-12-31", 40, state=State.OPTION)], None),
    ],
)
def test_at_an_anniversary_a_running_contract_is_waited_for(
    worked: list[WorkPeriod], retained: str | None
) -> None:
    assert fct_at_anniversary(worked, FCT) == (day(retained) if retained else None)


@pytest.mark.parametrize(
    ("told", "contracts"),
    [
        ({}, [("2026-10-05", "2026-10-09")]),
        (
            {"contract_start_on": day("2026-10-01"), "contract_end_on": day("2026-10-31")},
            [("2026-10-01", "2026-10-31")],
        ),
        ({"state": State.CONFIRMED, "annexe": 10}, [("2026-10-05", "2026-10-09")]),
        ({"state": State.LEAD}, []),
        ({"regime": Regime.TEACHING}, []),
    ],
)
def test_signed_contracts_of_the_annexes_put_an_exam_off(
    told: dict[str, object], contracts: list[tuple[str, str]]
) -> None:
    assert eligibility.contracts_of([work("2026-10-05", "2026-10-09", 40, **told)]) == days(*contracts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("registered", "opens"),
    [("2022-12-19", "2022-12-19"), ("2022-09-13", "2022-09-13"), ("2022-09-01", "2022-09-13")],
)
def test_a_first_right_never_starts_before_the_inscription(registered: str, opens: str) -> None:
    """Guide of February 2026, example 9."""
    assert eligibility.opens_on(day("2022-09-12"), day(registered)) == day(opens)


@pytest.mark.parametrize(
    ("hours", "enough"),
    [
        (337.99, False),
        (338, True),
        (456, True),
        (506.99, True),
        (507, False),
    ],  # example 14 of the guide: 456 h
)
def test_the_clause_de_rattrapage_asks_for_338_to_506_hours(hours: float, enough: bool) -> None:
    assert eligibility.has_rattrapage_hours(round(hours * HOUR), FCT) is enough
    assert rattrapage(FCT, round(hours * HOUR), openings=5).is_open is enough


@pytest.mark.parametrize(
    ("openings", "ten_years", "senior"),
    [(0, 0, False), (4, 2534, False), (5, 0, True), (0, 2535, True), (6, 0, True), (4, 2536, True)],
)
def test_the_clause_de_rattrapage_asks_for_a_career(openings: int, ten_years: int, senior: bool) -> None:
    found = rattrapage(FCT, 400 * HOUR, openings=openings, ten_years_minutes=ten_years * HOUR)

    assert (found.has_hours, found.has_seniority, found.is_open) == (True, senior, senior)


def test_the_clause_de_rattrapage_gives_six_months_date_to_date() -> None:
    found = rattrapage(day("2024-06-30"), 400 * HOUR)

    assert found == Rattrapage(
        DateRange(day("2024-07-01"), day("2024-12-31")), day("2024-07-30"), day("2025-06-30"), True, False
    )


@pytest.mark.parametrize(
    ("anniversary", "last"),
    [
        ("2026-08-30", "2027-02-28"),
        ("2026-08-31", "2027-02-28"),
        ("2023-08-30", "2024-02-29"),
        ("2026-08-27", "2027-02-27"),
        ("2026-03-30", "2026-09-30"),
    ],
)
def test_six_months_end_on_the_last_day_of_a_shorter_month(anniversary: str, last: str) -> None:
    assert rattrapage(day(anniversary), 0).range.end_on == day(last)


@pytest.mark.parametrize(
    "asked",
    [
        lambda on: examine([], on),
        lambda on: eligibility.required_minutes(365, on),
        lambda on: rattrapage(on, 400 * HOUR),
        lambda on: eligibility.has_rattrapage_hours(400 * HOUR, on),
    ],
)
def test_a_day_without_a_figure_gives_a_sentence(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="Aucun chiffre connu au "):
        asked(date(2010, 12, 31))


@given(periods(), lived(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_engagements_does_not_matter(
    worked: list[WorkPeriod], known: list[Situation], at_anniversary: bool, random: Random
) -> None:
    told = {"used_until": day("2025-09-30"), "at_anniversary": at_anniversary}
    before = examine(worked, FCT, situations=known, **told).result  # type: ignore[arg-type]
    random.shuffle(worked)
    random.shuffle(known)
    after = examine(worked, FCT, situations=known, **told).result  # type: ignore[arg-type]

    assert (after.window, after.total_minutes, after.threshold_minutes) == (
        before.window,
        before.total_minutes,
        before.threshold_minutes,
    )


@given(periods(), st.integers(0, 8), st.integers(1, 100 * HOUR))
def test_more_hours_never_lower_the_count_nor_close_a_right(
    worked: list[WorkPeriod], place: int, more: int
) -> None:
    if not worked:
        return
    place %= len(worked)
    longer = list(worked)
    longer[place] = replace(longer[place], minutes=longer[place].minutes + more)
    before, after = examine(worked, FCT), examine(longer, FCT)

    assert after.result.total_minutes >= before.result.total_minutes
    assert after.opens or not before.opens


@given(periods(), lived())
def test_an_exam_at_an_anniversary_opens_at_least_what_an_early_one_does(
    worked: list[WorkPeriod], known: list[Situation]
) -> None:
    used = day("2025-06-30")
    early = examine(worked, FCT, situations=known, used_until=used)
    late = examine(worked, FCT, situations=known, used_until=used, at_anniversary=True)

    assert late.opens or not early.opens
    assert late.result.window.start_on > used
    assert (late.result.threshold_minutes - 507 * HOUR) % (42 * HOUR) == 0


@given(st.dates(date(2020, 1, 1), date(2026, 6, 1)))
def test_a_clause_de_rattrapage_lasts_half_a_year(anniversary_on: date) -> None:
    found = rattrapage(anniversary_on, 0)

    assert found.range.start_on == anniversary_on + DAY
    assert 181 <= found.range.days <= 184
    assert found.range.end_on < found.new_anniversary_on


@given(
    st.dates(date(2026, 3, 20), date(2026, 11, 5)),
    st.lists(st.tuples(st.integers(-30, 30), st.integers(0, 30)), max_size=6),
)
def test_an_exam_falls_on_a_day_without_a_contract(anniversary_on: date, told: list[tuple[int, int]]) -> None:
    contracts = [
        DateRange(anniversary_on + first * DAY, anniversary_on + (first + length) * DAY)
        for first, length in told
    ]
    found = exam_on(anniversary_on, contracts)

    assert found > anniversary_on
    if any(anniversary_on in contract for contract in contracts):
        assert not any(found in contract for contract in contracts)
    else:
        assert found == anniversary_on + DAY
