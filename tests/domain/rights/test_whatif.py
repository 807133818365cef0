from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import UNHURRIED, calm, situation, work
from webapp.domain.periods import DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.eligibility import Person
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.moves import moves
from webapp.domain.rights.situations import SituationKind
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.whatif import WhatIf, compare, compare_each
from webapp.domain.rights.work import Regime, State, WorkPeriod

TODAY = date(2026, 11, 26)
FCT = date(2026, 3, 14)
ANNIVERSARY = date(2027, 3, 14)
RIGHT = Right(8, DateRange(date(2026, 3, 15), ANNIVERSARY), 5920, 5500)
DONE = [
    work("2026-04-06", "2026-04-30", 140, gross_cents=300_000),
    work("2026-09-01", "2026-09-30", 160, gross_cents=340_000),
    work("2026-10-05", "2026-10-30", 150, gross_cents=320_000),
]
OFFER = work(
    "2026-12-07", "2026-12-18", 72, gross_cents=154_800, state=State.OPTION, justified=False, key="offer"
)


def since(known: list[WorkPeriod], *offers: WorkPeriod, right: Right = RIGHT, **told: object) -> WhatIf:
    told = {"on": TODAY, "right": right, "used_until": FCT, "anniversary_on": ANNIVERSARY, **told}
    return compare(known, offers, **told)  # type: ignore[arg-type]


def first(known: list[WorkPeriod], *offers: WorkPeriod) -> WhatIf:
    return compare(known, offers, on=TODAY)


def test_both_sides_are_counted_on_the_last_day_of_the_job() -> None:
    found = since(DONE, OFFER)
    assert found.day == date(2026, 12, 18)
    assert found.before.result.on == found.after.result.on == found.day
    assert found.before.result.total_minutes == 450 * 60
    assert found.after.result.total_minutes == 522 * 60
    assert found.after.result.missing_minutes == 0


def test_a_job_already_over_is_counted_today() -> None:
    assert since(DONE, replace(OFFER, start_on=date(2026, 11, 2), end_on=date(2026, 11, 6))).day == TODAY


def test_signed_work_that_ends_before_the_job_counts_on_both_sides() -> None:
    signed = work("2026-12-01", "2026-12-04", 40, state=State.CONFIRMED, justified=False)
    found = since([*DONE, signed], OFFER)
    assert found.before.result.total_minutes == 490 * 60


def test_the_day_the_hours_are_enough_is_the_end_of_the_job() -> None:
    assert since(DONE, OFFER).reached_on == date(2026, 12, 18)


def test_a_job_that_leads_there_with_another_signed_after_it_says_that_day() -> None:
    signed = work("2026-12-21", "2026-12-22", 14, state=State.CONFIRMED, justified=False)
    short = replace(OFFER, minutes=44 * 60)
    found = since([*DONE, signed], short, until=date(2026, 12, 31))
    assert found.reached_on == date(2026, 12, 22)


def test_a_day_before_the_right_that_runs_is_counted_from_its_first_one() -> None:
    """A letter just received may name a fin de contrat still ahead of the day asked."""
    right = Right(8, DateRange(date(2026, 12, 2), date(2027, 12, 1)), 5920, 5500)
    long = replace(OFFER, start_on=date(2026, 11, 27), end_on=date(2026, 11, 28), minutes=16 * 60)
    found = since([], long, right=right, used_until=date(2026, 12, 1), anniversary_on=None)
    assert found.day == date(2026, 12, 2)
    assert found.reached_on is None


def test_hours_that_were_enough_without_it_are_not_said_to_be_reached() -> None:
    more = work("2026-11-02", "2026-11-13", 70)
    assert since([*DONE, more], OFFER).reached_on is None


def test_the_offer_stored_among_the_periods_is_not_counted_twice() -> None:
    assert since([*DONE, OFFER], OFFER).gained_minutes == 72 * 60


def test_hours_already_used_never_serve_again() -> None:
    used = work("2026-01-05", "2026-02-27", 200)
    assert since([used, *DONE], OFFER).before.result.total_minutes == 450 * 60


def test_a_day_of_work_costs_one_day_and_four_tenths_of_allocation() -> None:
    found = since(DONE, OFFER)
    (before,), (after,) = found.before.months, found.after.months
    assert (before.paid_days, after.paid_days) == (31, 19)  # 72 h ÷ 8 h × 1,4 = 12,6
    assert before.total_cents == 31 * 5500
    assert after.total_cents == 19 * 5500 + 119_196  # 77 % of 1 548 €
    assert found.gained_cents == 119_196 - 12 * 5500


def test_a_franchise_the_job_puts_off_is_taken_by_the_months_after() -> None:
    owed = replace(RIGHT, balance=Balance(wage=78, wage_monthly=8))
    full = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=208 * 60)
    found = since(DONE, full, right=owed)
    assert found.after.days_left is not None
    assert found.before.days_left is not None
    assert found.after.days_left > found.before.days_left
    assert found.after.other_cents < found.before.other_cents


def test_without_a_right_a_month_has_wages_and_no_allocation() -> None:
    found = first(DONE, OFFER)
    (month,) = found.after.months
    assert month.cash is None
    assert month.paid_days is None
    assert month.total_cents == month.wages_cents == 119_196
    assert found.after.days_left is None


def test_a_month_after_the_right_has_no_allocation() -> None:
    later = replace(OFFER, start_on=date(2027, 3, 8), end_on=date(2027, 4, 9))
    march, april = since(DONE, later).after.months
    assert march.cash is not None
    assert april.cash is None
    assert april.total_cents > 0


def test_a_right_that_runs_keeps_its_anniversary() -> None:
    found = since(DONE, OFFER)
    assert found.before.anniversary_on == found.after.anniversary_on == ANNIVERSARY


def test_a_first_right_opens_on_the_contract_that_reaches_it() -> None:
    found = first(DONE, OFFER)
    assert found.before.anniversary_on is None
    assert found.after.anniversary_on == date(2027, 12, 18)


def test_the_next_allocation_follows_the_hours_and_wages_of_that_day() -> None:
    found = since(DONE, OFFER)
    assert found.before.aj_cents is not None
    assert found.after.aj_cents is not None
    assert found.after.aj_cents > found.before.aj_cents


def test_nothing_worked_gives_no_allocation_rather_than_zero() -> None:
    found = first([], replace(OFFER, regime=Regime.GENERAL, annexe=None))
    assert found.before.aj_cents is found.after.aj_cents is None
    assert found.gained_minutes == 0
    assert found.gained_cents == 119_196


def test_two_offers_are_shown_over_the_same_months() -> None:
    found = since(DONE, OFFER, until=date(2027, 1, 31), months=[Month(2027, 1)])
    assert found.day == date(2027, 1, 31)
    assert found.months == [Month(2026, 12), Month(2027, 1)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"minutes": 400 * 60, "start_on": date(2026, 12, 1), "end_on": date(2026, 12, 31)}, "c’est trop"),
        ({"minutes": 30 * 60, "end_on": date(2026, 12, 7)}, "c’est trop. "),
        ({"minutes": -60}, "négatifs"),
        ({"gross_cents": -1}, "négatifs"),
        ({"cachets_hundredths": -100}, "négatifs"),
        ({"cachets_hundredths": 6000, "minutes": 0}, "c’est trop. "),
    ],
)
def test_a_job_that_cannot_be_gives_a_sentence_and_no_figure(changes: dict, said: str) -> None:
    with pytest.raises(Refused, match=said):
        since(DONE, replace(OFFER, **changes))


def test_the_sentence_names_the_hours_and_the_days_that_cannot_be() -> None:
    def said(**changes: object) -> str:
        with pytest.raises(Refused) as refused:
            since(DONE, replace(OFFER, **changes))  # type: ignore[arg-type]
        return str(refused.value).replace("\u00a0", " ")

    assert said(minutes=-60) == "Un engagement n’a ni heures ni salaire négatifs."
    assert said(minutes=24 * 60 + 1, end_on=date(2026, 12, 7)) == (
        "24 h 01 le 07/12/2026 : c’est trop. Vérifiez les heures ou les dates."
    )
    assert said(minutes=372 * 60 + 1, end_on=date(2026, 12, 31), start_on=date(2026, 12, 1)) == (
        "372 h 01 en décembre 2026 : c’est trop pour un mois. Vérifiez les heures ou les dates."
    )


def test_a_whole_day_still_passes() -> None:
    assert since(DONE, replace(OFFER, minutes=24 * 60, end_on=date(2026, 12, 7))).gained_minutes == 24 * 60


def test_the_job_counts_as_signed_and_not_yet_proven() -> None:
    found = since(DONE, replace(OFFER, justified=True))
    assert [(period.state, period.justified) for period in found.extra] == [(State.CONFIRMED, False)]
    assert found.after.result.waiting_minutes == 72 * 60


def test_an_income_beside_counts_in_its_month() -> None:
    found = since(DONE, OFFER, micro={Month(2026, 12): 50_000})
    (before,), (after,) = found.before.months, found.after.months
    assert before.cash is not None
    assert after.cash is not None
    assert before.cash.micro_cents == after.cash.micro_cents == 50_000
    assert before.paid_days == 24  # 40 h 37 of SMIC


def test_days_paid_elsewhere_and_hours_of_other_periods_count() -> None:
    birth = situation(SituationKind.MATERNITY, "2026-11-28", "2026-12-04")
    found = since(DONE, OFFER, situations=[birth])
    assert found.before.result.total_minutes == 450 * 60
    assert found.after.result.total_minutes == (450 + 72 + 35) * 60
    assert found.before.months[0].paid_days == 27
    assert found.after.reference is not None
    assert found.after.reference.sar_cents > found.after.reference.sr_cents


def test_the_person_changes_the_count() -> None:
    sung = replace(OFFER, minutes=0, cachets_hundredths=3000, annexe=10, end_on=date(2026, 12, 31))
    assert since([], sung).after.result.total_minutes == 208 * 60
    assert since([], sung, person=Person(annexe=10)).after.result.total_minutes == 336 * 60


def test_the_anniversary_of_the_letter_is_kept_else_computed() -> None:
    assert since(DONE, OFFER, anniversary_on=date(2027, 3, 20)).after.anniversary_on == date(2027, 3, 20)
    assert since(DONE, OFFER, anniversary_on=None).after.anniversary_on == ANNIVERSARY


def test_leave_long_before_the_job_still_lengthens_the_period() -> None:
    ill = situation(SituationKind.SICK_LEAVE, "2026-01-05", "2026-01-14")
    early = work("2025-12-10", "2025-12-12", 24)
    told = {"situations": [ill], "used_until": None, "right": None}
    assert since([early, *DONE], OFFER, **told).before.result.total_minutes == 474 * 60  # type: ignore[arg-type]


def test_twelve_hours_every_day_of_a_month_still_pass() -> None:
    hard = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=372 * 60)
    assert since(DONE, hard).gained_minutes > 0


@st.composite
def offers(draw: st.DrawFn) -> WorkPeriod:
    start_on = draw(st.dates(date(2026, 9, 1), date(2027, 5, 31)))
    days = draw(st.integers(1, 60))
    return WorkPeriod(
        key="offer",
        employer=draw(st.sampled_from(["Ponant", "Faubourg"])),
        job="Assistante de production",
        start_on=start_on,
        end_on=start_on + timedelta(days=days - 1),
        minutes=draw(st.integers(0, days * 9 * 60)),
        cachets_hundredths=draw(st.sampled_from([0, 0, 100])),
        gross_cents=draw(st.integers(0, 900_000)),
        regime=draw(st.sampled_from(list(Regime))),
        state=draw(st.sampled_from([State.LEAD, State.OPTION])),
    )


@UNHURRIED
@given(calm(), offers())
def test_one_more_job_never_lowers_the_hours(known: list[WorkPeriod], offer: WorkPeriod) -> None:
    for found in (first(known, offer), since(known, offer)):
        assert found.gained_minutes >= 0
        assert found.after.result.missing_minutes <= found.before.result.missing_minutes
        if found.reached_on is not None:
            assert TODAY <= found.reached_on <= found.day


@UNHURRIED
@given(calm(), offers())
def test_the_total_is_the_sum_of_the_months_and_wages_only_grow(
    known: list[WorkPeriod], offer: WorkPeriod
) -> None:
    found = since(known, offer)
    for side in (found.before, found.after):
        assert side.total_cents == sum(month.wages_cents + month.are_cents for month in side.months)
    wages = [sum(month.wages_cents for month in side.months) for side in (found.before, found.after)]
    assert wages[1] >= wages[0]
    assert found.gained_cents == found.after.total_cents - found.before.total_cents


def test_a_career_before_the_period_changes_nothing() -> None:
    career = [work(f"{year}-05-04", f"{year}-05-29", 160, gross_cents=300_000) for year in range(2017, 2026)]
    assert moves(since([*career, *DONE], OFFER)) == moves(since(DONE, OFFER))
    early = work("2025-12-19", "2025-12-20", 16)  # the first days of the twelve months before the offer ends
    assert first([*career, early, *DONE], OFFER).before.result.total_minutes == 466 * 60


@UNHURRIED
@given(calm(), offers())
def test_the_order_of_the_periods_changes_nothing(known: list[WorkPeriod], offer: WorkPeriod) -> None:
    one, other = since(known, offer), since(known[::-1], offer)
    assert one.gained_minutes == other.gained_minutes
    assert one.gained_cents == other.gained_cents


@UNHURRIED
@given(calm(), offers(), offers())
def test_each_answer_is_what_it_would_be_alone_on_the_same_days(
    known: list[WorkPeriod], one: WorkPeriod, other: WorkPeriod
) -> None:
    other = replace(other, key="other")
    told = {"on": TODAY, "right": RIGHT, "used_until": FCT, "anniversary_on": ANNIVERSARY}
    answers = [[one], [other], [one, other]]
    together = compare_each([*known, one, other], answers, **told)  # type: ignore[arg-type]
    same = {"until": max(one.end_on, other.end_on), "months": [*one.months, *other.months], **told}

    for answer, found in zip(answers, together, strict=True):
        alone = compare([*known, one, other], answer, **same)
        assert found == alone
        assert moves(found) == moves(alone)


def test_jobs_not_signed_are_told_with_the_answer_and_left_out_without_it() -> None:
    lead = replace(OFFER, key="lead", state=State.LEAD)
    found = since([*DONE, lead], OFFER)

    assert [line.period.key for line in found.before.result.lines] == [done.key for done in DONE]
    assert [line.period.key for line in found.after.result.lines][-2:] == ["lead", "offer"]


def test_hours_reached_before_the_last_day_are_those_of_their_own_twelve_months() -> None:
    """Work of a year before, out of the twelve months that end with the last job, was still in those of the first."""
    old = work("2025-12-07", "2025-12-11", 30)
    signed = work("2026-12-14", "2026-12-18", 40, state=State.CONFIRMED, justified=False)
    soon = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 4), minutes=32 * 60)
    found = compare([old, *DONE, signed], [soon], on=TODAY, until=date(2026, 12, 18))

    assert (found.before.result.total_minutes, found.after.result.total_minutes) == (490 * 60, 522 * 60)
    assert found.reached_on == date(2026, 12, 4)
