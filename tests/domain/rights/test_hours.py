from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import periods, situation, work
from webapp.domain.periods import DAY, DateRange, Month, add_months
from webapp.domain.refusals import Refused
from webapp.domain.rights.hours import HoursResult, Kind, count_hours
from webapp.domain.rights.situations import SituationKind
from webapp.domain.rights.window import first_request
from webapp.domain.rights.work import Regime, State, WorkPeriod

ON = date(2026, 11, 21)
YEAR = first_request(ON)
PART = DateRange(date(2026, 3, 15), ON)


def counted(*worked: WorkPeriod, window: DateRange = YEAR, on: date = ON, **told: Any) -> HoursResult:
    return count_hours(worked, window, on=on, **told)


def hours(minutes: int) -> float:
    return minutes / 60


def why(result: HoursResult) -> list[str]:
    return [str(sentence) for line in result.lines for sentence in line.why]


@pytest.mark.parametrize(
    ("period", "total", "reason"),
    [
        (work("2026-03-02", "2026-03-06", 35), 35, None),
        (work("2026-03-02", cachets_hundredths=300), 36, None),
        (work("2026-03-02", cachets_hundredths=50), 6, None),
        (work("2026-03-02", hours=4, cachets_hundredths=100), 16, None),
        (work("2026-03-02", hours=8, annexe=10), 8, None),
        (work("2026-03-02", hours=8, state=State.CONFIRMED), 8, None),
        (work("2026-03-02", hours=8, state=State.OPTION), 0, "Option\u00a0: elle comptera"),
        (work("2026-03-02", hours=8, state=State.LEAD), 0, "Piste\u00a0: rien n’est signé."),
        (work("2026-03-02", hours=8, state=State.RELEASED), 0, "Option levée."),
        (work("2026-03-02", hours=8, state=State.CANCELLED), 0, "Engagement annulé."),
        (work("2026-03-02", hours=8, regime=Regime.GENERAL), 0, "Régime général"),
        (work("2026-03-02", hours=8, regime=Regime.GENERAL, annexe=None), 0, "Régime général"),
        (work("2026-03-02", hours=8, annexe=None), 0, "Annexe à préciser, 8 ou 10."),
        (work("2026-03-02", hours=8, regime=Regime.TEACHING, annexe=None), 8, None),
        (work("2025-11-21", hours=8), 0, "Hors de la période du 22/11/2025 au 21/11/2026."),
        (work("2025-11-22", hours=8), 8, None),
        (work("2026-11-21", hours=8), 8, None),
        (work("2026-11-20", "2026-11-22", hours=8), 0, "Contrat en cours le 21/11/2026"),
        (work("2027-01-04", "2027-01-08", hours=8), 0, "À venir\u00a0: le contrat commence le 04/01/2027."),
    ],
)
def test_a_period_counts_or_says_why_not(period: WorkPeriod, total: float, reason: str | None) -> None:
    result = counted(period)

    assert hours(result.total_minutes) == total
    assert reason in why(result)[0] if reason else why(result) == []


def test_a_month_paid_in_a_contract_still_running_does_not_count_yet() -> None:
    month = work("2026-10-01", "2026-10-31", 100, contract_end_on=date(2026, 12, 18))
    result = counted(month)

    assert result.total_minutes == 0
    assert hours(result.signed_to_come_minutes) == 100
    assert why(result) == ["Contrat en cours le 21/11/2026, il se termine le 18/12/2026."]
    assert hours(counted(month, on=date(2026, 12, 18)).total_minutes) == 100


@pytest.mark.parametrize(("day", "to_come"), [("2026-03-14", 0), ("2026-03-15", 8)])
def test_work_from_before_the_period_never_comes(day: str, to_come: float) -> None:
    running = work(day, hours=8, contract_end_on=date(2026, 12, 18))

    assert hours(counted(running, window=PART).signed_to_come_minutes) == to_come


@pytest.mark.parametrize(
    ("worked", "total", "cap"),
    [
        ([work("2026-02-02", "2026-02-27", 208)], 208, 208),
        ([work("2026-02-02", "2026-02-27", 216)], 208, 208),
        ([work("2026-02-02", "2026-02-13", 120), work("2026-02-16", "2026-02-27", 120)], 208, 208),
        (
            [
                work("2026-02-02", "2026-02-13", 120),
                work("2026-02-16", "2026-02-27", 140, employer="Brique Rouge"),
            ],
            250,
            250,
        ),
        (
            [
                work("2026-02-02", "2026-02-13", 120),
                work("2026-02-16", "2026-02-27", 140, employer="films du ponant "),
            ],
            208,
            208,
        ),
        (
            [
                work("2026-02-02", "2026-02-27", 216),
                work("2026-02-16", "2026-02-27", 30, employer="Librairie", regime=Regime.GENERAL),
            ],
            208,
            208,
        ),
        (
            [
                work("2026-02-02", "2026-02-27", 216),
                work("2026-02-16", "2026-02-27", 30, employer="Faubourg", state=State.OPTION),
            ],
            208,
            208,
        ),
        ([work("2026-02-02", "2026-02-27", 200, cachets_hundredths=100)], 208, 208),
    ],
)
def test_a_month_is_held_under_its_cap(worked: list[WorkPeriod], total: float, cap: float) -> None:
    result = counted(*worked)
    february = next(month for month in result.months if month.month == Month(2026, 2))

    assert hours(result.total_minutes) == total
    assert hours(february.cap_minutes) == cap
    assert hours(february.counted_minutes) == total


@pytest.mark.parametrize(
    ("window", "month", "several", "cap_minutes"),
    [
        (PART, Month(2026, 3), False, 170 * 60),
        (PART, Month(2026, 11), False, 208 * 60),
        (DateRange(date(2026, 3, 27), date(2026, 3, 31)), Month(2026, 3), True, 3606),
        (DateRange(date(2026, 2, 2), date(2026, 2, 28)), Month(2026, 2), False, 208 * 60),
        (DateRange(date(2026, 2, 10), date(2026, 2, 10)), Month(2026, 2), False, 600),
    ],
)
def test_the_cap_of_a_month_cut_by_the_window_is_prorated(
    window: DateRange, month: Month, several: bool, cap_minutes: int
) -> None:
    worked = [work(window.end_on.isoformat(), hours=500)]
    if several:
        worked.append(work(window.end_on.isoformat(), hours=1, employer="Brique Rouge"))
    result = counted(*worked, window=window, on=window.end_on)

    assert next(count for count in result.months if count.month == month).cap_minutes == cap_minutes


def test_an_employer_without_hours_does_not_raise_the_cap() -> None:
    result = counted(
        work("2026-02-02", "2026-02-27", 216), work("2026-02-16", "2026-02-27", 0, employer="Faubourg")
    )

    assert hours(result.total_minutes) == 208


def test_what_a_cap_cuts_is_the_work_not_justified_then_the_latest() -> None:
    early_waiting = work("2026-02-02", "2026-02-06", 100, justified=False)
    middle = work("2026-02-09", "2026-02-13", 80)
    late = work("2026-02-16", "2026-02-20", 80)
    result = counted(late, early_waiting, middle)

    assert [hours(line.counted_minutes) for line in result.lines] == [48, 80, 80]
    assert hours(result.justified_minutes) == 160
    assert hours(result.waiting_minutes) == 48
    assert why(result) == ["Plafond de 208\u00a0h en février 2026\u00a0: 52\u00a0h ne comptent pas."]


def test_work_across_the_first_day_is_spread_evenly_on_its_days() -> None:
    result = counted(work("2026-03-09", "2026-03-18", 80), window=PART)

    assert hours(result.total_minutes) == 32
    assert why(result) == ["À cheval sur le début de la période\u00a0: 4\u00a0j comptés sur 10."]


def test_the_minutes_left_by_the_spreading_fall_before_the_period() -> None:
    result = counted(work("2026-03-13", "2026-03-15", minutes=200), window=PART)

    assert result.total_minutes == 66


def test_work_over_two_months_is_spread_between_their_caps() -> None:
    result = counted(work("2026-01-22", "2026-02-10", 400))
    by_month = {count.month: count for count in result.months}

    assert hours(by_month[Month(2026, 1)].worked_minutes) == 200
    assert hours(by_month[Month(2026, 2)].worked_minutes) == 200
    assert hours(result.total_minutes) == 400
    assert why(result) == ["Heures réparties par jour sur 2 mois."]


def test_work_across_the_last_day_counts_up_to_it() -> None:
    window = DateRange(date(2026, 1, 1), date(2026, 3, 14))
    result = counted(work("2026-03-09", "2026-03-18", 80), window=window)

    assert hours(result.total_minutes) == 48
    assert why(result) == ["À cheval sur la fin de la période\u00a0: 6\u00a0j comptés sur 10."]


@pytest.mark.parametrize(("age", "limit"), [(None, 70), (49, 70), (50, 120), (62, 120)])
def test_teaching_is_limited_by_age(age: int | None, limit: int) -> None:
    lesson = work("2026-03-02", "2026-03-20", 60, regime=Regime.TEACHING)
    late = work("2026-04-02", "2026-04-20", 70, regime=Regime.TEACHING, justified=False)
    result = count_hours([late, lesson], YEAR, on=ON, age_at_end=age)

    assert hours(result.teaching_minutes) == limit
    assert hours(result.justified_minutes) == 60
    assert result.work_minutes == 0
    assert all(month.worked_minutes == 0 for month in result.months)
    assert f"Enseignement limité à {limit}\u00a0h\u00a0: {130 - limit}\u00a0h ne comptent pas." in why(result)


def test_teaching_counts_only_when_its_contract_ends_inside_the_period() -> None:
    window = DateRange(date(2026, 1, 1), date(2026, 3, 14))
    result = counted(work("2026-03-09", "2026-03-18", 10, regime=Regime.TEACHING), window=window)

    assert result.total_minutes == 0
    assert result.signed_to_come_minutes == 0
    last = work("2026-03-09", "2026-03-14", 10, regime=Regime.TEACHING)
    assert hours(counted(last, window=window).total_minutes) == 10


def test_in_annexe_10_a_month_counts_28_cachets() -> None:
    result = counted(work("2026-02-02", "2026-02-27", cachets_hundredths=3000, annexe=10), annexe=10)

    assert hours(result.total_minutes) == 28 * 12


def test_in_annexe_8_the_same_cachets_are_held_under_the_cap_of_hours() -> None:
    result = counted(work("2026-02-02", "2026-02-27", cachets_hundredths=3000, annexe=10))

    assert hours(result.total_minutes) == 208


def test_in_annexe_10_the_cachets_of_part_of_a_month_are_prorated() -> None:
    singing = work("2026-03-27", "2026-03-31", cachets_hundredths=1000, annexe=10)
    window = DateRange(date(2026, 3, 27), date(2026, 11, 21))

    assert counted(singing, window=window, annexe=10).total_minutes == round(28 * 12 * 60 / 20.8 * 5)


def test_in_annexe_10_the_hours_of_a_month_stay_under_their_own_cap() -> None:
    mixed = work("2026-02-02", "2026-02-27", 260, cachets_hundredths=1500)

    assert hours(counted(mixed, annexe=10).total_minutes) == 336
    assert hours(counted(replace(mixed, cachets_hundredths=0), annexe=10).total_minutes) == 208


def test_other_periods_count_once_they_have_ended() -> None:
    birth = situation(SituationKind.MATERNITY, "2026-10-01", "2026-10-10")
    after = [work("2026-10-12", hours=8)]

    assert hours(count_hours(after, YEAR, on=date(2026, 10, 10), situations=[birth]).other_minutes) == 50
    assert hours(count_hours(after, YEAR, on=date(2026, 10, 9), situations=[birth]).other_minutes) == 0


def test_nothing_is_supposed_of_a_person() -> None:
    """Annexe 8, under 50, without a derogation nor a right before."""
    ill = situation(SituationKind.ALD, "2026-10-01", "2026-10-10")
    result = counted(work("2026-10-12", hours=8), situations=[ill])

    assert (result.annexe, hours(result.total_minutes)) == (8, 8)
    assert hours(result.teaching_limit_minutes) == 70


def test_signed_work_to_come_is_told_apart() -> None:
    signed = work("2026-12-07", "2026-12-18", 72, state=State.CONFIRMED)
    option = work("2026-12-21", "2026-12-22", 16, state=State.OPTION)
    result = counted(signed, option)

    assert hours(result.signed_to_come_minutes) == 72
    assert [line.kind for line in result.lines] == [Kind.TO_COME, Kind.LEFT_OUT]


def test_the_threshold_is_507_hours() -> None:
    under = counted(work("2026-03-02", "2026-03-06", 106))
    enough = counted(
        *(work(f"2026-0{month}-02", f"2026-0{month}-27", 200) for month in (2, 3)),
        work("2026-04-02", "2026-04-28", 107),
    )

    assert (under.is_reached, hours(under.missing_minutes)) == (False, 401)
    assert (enough.is_reached, enough.missing_minutes) == (True, 0)


def test_the_same_period_given_twice_is_two_lines() -> None:
    period = work("2026-03-02", hours=8)

    assert [hours(line.counted_minutes) for line in counted(period, period).lines] == [8, 8]


def test_a_cachet_from_before_the_known_figures_is_refused() -> None:
    old = work("2016-07-01", cachets_hundredths=100)

    with pytest.raises(Refused, match="Aucun chiffre connu au 01/07/2016"):
        counted(old, window=DateRange(date(2016, 1, 1), date(2020, 1, 1)), on=date(2020, 1, 1))


def test_a_cachet_outside_the_period_needs_no_figure() -> None:
    assert counted(work("2016-07-01", cachets_hundredths=100)).total_minutes == 0


@given(periods(), st.randoms(use_true_random=False), st.sampled_from([8, 10]))
def test_the_order_of_the_periods_does_not_matter(
    worked: list[WorkPeriod], random: Random, annexe: int
) -> None:
    shuffled = list(worked)
    random.shuffle(shuffled)

    assert counted(*shuffled, annexe=annexe) == counted(*worked, annexe=annexe)


@given(periods(), st.data(), st.integers(1, 5000), st.sampled_from([8, 10]))
def test_more_hours_never_lower_the_count(
    worked: list[WorkPeriod], data: st.DataObject, more: int, annexe: int
) -> None:
    if not worked:
        return
    place = data.draw(st.integers(0, len(worked) - 1))
    longer = list(worked)
    longer[place] = replace(worked[place], minutes=worked[place].minutes + more)

    assert (
        counted(*longer, window=PART, annexe=annexe).total_minutes
        >= counted(*worked, window=PART, annexe=annexe).total_minutes
    )


@given(periods(), periods(), st.sampled_from([8, 10]))
def test_more_jobs_never_lower_the_count(
    worked: list[WorkPeriod], others: list[WorkPeriod], annexe: int
) -> None:
    alone = counted(*worked, window=PART, annexe=annexe).total_minutes

    assert counted(*worked, *others, window=PART, annexe=annexe).total_minutes >= alone


@given(periods(), st.sampled_from([YEAR, PART]), st.sampled_from([8, 10]))
def test_lines_months_and_totals_agree_to_the_minute(
    worked: list[WorkPeriod], window: DateRange, annexe: int
) -> None:
    result = counted(*worked, window=window, annexe=annexe)

    assert len(result.lines) == len(worked)
    assert sum(line.counted_minutes for line in result.lines) == result.total_minutes
    assert sum(month.counted_minutes for month in result.months) == result.work_minutes
    assert result.justified_minutes + result.waiting_minutes == result.total_minutes
    assert sum(month.cut_minutes for month in result.months) <= result.cut_minutes
    assert all(0 <= line.counted_minutes <= line.window_minutes for line in result.lines)
    assert all(month.counted_minutes <= month.cap_minutes for month in result.months)


@given(periods())
def test_every_minute_that_does_not_count_is_explained(worked: list[WorkPeriod]) -> None:
    result = counted(*worked, window=PART)

    assert all(line.why for line in result.lines if line.counted_minutes < line.period.worked_minutes)


@pytest.mark.parametrize(
    "cut",
    [
        date(2026, 3, 29),  # summer time starts
        date(2026, 10, 25),  # and ends
        date(2028, 2, 29),
        date(2027, 3, 1),
        date(2026, 12, 31),
    ],
)
def test_a_night_that_is_longer_or_a_day_that_is_added_changes_no_hour(cut: date) -> None:
    """Three days of eight hours, of which the period holds the last two, then the first two, then all."""
    nights = work((cut - DAY).isoformat(), (cut + DAY).isoformat(), 24)
    after, before = DateRange(cut, cut + 30 * DAY), DateRange(cut - 30 * DAY, cut)

    assert hours(counted(nights, window=after, on=after.end_on).total_minutes) == 16
    assert hours(counted(nights, window=before, on=after.end_on).total_minutes) == 16
    whole = DateRange(before.start_on, after.end_on)
    assert hours(counted(nights, window=whole, on=after.end_on).total_minutes) == 24


@given(periods(), st.dates(date(2027, 11, 1), date(2028, 12, 31)))
def test_the_29th_of_february_is_a_day_like_another(worked: list[WorkPeriod], on: date) -> None:
    """The same work two years later, across 29/02/2028."""
    moved = [
        replace(
            period,
            start_on=add_months(period.start_on, 24),
            end_on=add_months(period.start_on, 24) + (period.end_on - period.start_on),
            contract_end_on=None,
        )
        for period in worked
    ]
    result = counted(*moved, window=first_request(on), on=on)

    assert result.window.days == (366 if date(2028, 2, 29) in result.window else 365)
    assert sum(month.days for month in result.months) == result.window.days
    assert result.work_minutes == sum(month.counted_minutes for month in result.months)
