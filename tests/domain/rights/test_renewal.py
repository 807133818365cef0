"""An early re-examination weighed against the date anniversaire."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import calm, situation, work
from tests.domain.rights.sample import sample_periods
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.choices import Basis, Holder, clipped, month_before
from webapp.domain.rights.eligibility import Person
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.renewal import Side, _said, weigh
from webapp.domain.rights.situations import SituationKind
from webapp.domain.rights.waiting import NOTHING_LEFT, Balance
from webapp.domain.rights.work import Regime, State

FCT, ANNIVERSARY, ON = date(2026, 3, 14), date(2027, 3, 14), date(2026, 11, 21)
LETTER = Balance(waiting=7, holiday=8, holiday_monthly=2)


def holder(aj: int = 5920, net: int = 5761, balance: Balance = LETTER, **told) -> Holder:
    right = Right(8, DateRange(date(2026, 3, 15), ANNIVERSARY), aj, net, balance)
    return Holder(right, FCT, **{"person": Person(), **told})


def done(hours: float, *, justified: bool = True, start: str = "2026-04-06", gross: int = 12_000_00, **told):
    """Enough work in six months, each under its cap."""
    months = ("04", "05", "06", "07", "08", "09")
    each = hours / len(months)
    return [
        work(
            f"2026-{m}-06",
            f"2026-{m}-24",
            each,
            justified=justified,
            gross_cents=gross // len(months),
            **told,
        )
        for m in months
    ]


def test_the_sample_year_renews_on_all_the_work_done_and_lacks_one_hour_to_justify():
    found = weigh(holder(), sample_periods(), on=ON)
    early, opened = found.early, found.early.opened
    assert (early.basis, early.examination.fct_on) == (Basis.DONE, ON)
    assert (opened.reference.sr_cents, opened.reference.nht_minutes) == (11_703_96, 586 * 60)
    parts = opened.allowance
    assert (parts.a_cents, parts.b_cents, parts.c_cents, opened.gross_cents) == (3142, 960, 1278, 5380)
    assert (opened.starts_on, opened.anniversary_on) == (date(2026, 11, 22), date(2027, 11, 21))
    assert found.justified.fct_on == date(2026, 11, 14)
    assert (found.justified_minutes, found.to_justify_minutes) == (506 * 60, 60)
    assert (len(early.expected), found.is_one_enough, found.is_possible_now) == (3, True, False)


def test_waiting_takes_the_signed_work_up_to_the_anniversary():
    signed = work("2026-12-07", "2026-12-08", 12, gross_cents=180_00, state=State.CONFIRMED, justified=False)
    found = weigh(holder(), [*sample_periods(), signed], on=ON)
    waiting = found.waiting
    assert (waiting.basis, waiting.examination.fct_on) == (Basis.SIGNED, date(2026, 12, 8))
    assert (waiting.opened.reference.sr_cents, waiting.opened.gross_cents) == (11_883_96, 5448)
    assert (waiting.opened.starts_on, waiting.opened.anniversary_on) == (date(2027, 3, 15), date(2027, 12, 8))
    assert found.early.opened.gross_cents == 5380, "the contract to come is not in an early request"
    assert found.rattrapage is None


def test_a_contract_that_runs_on_the_anniversary_is_the_one_examined():
    across = work(
        "2027-03-08", "2027-04-09", 100, gross_cents=2_000_00, state=State.CONFIRMED, justified=False
    )
    waiting = weigh(holder(), [*sample_periods(), across], on=ON).waiting
    assert waiting.examination.fct_on == date(2027, 4, 9)
    assert waiting.opened.starts_on == date(2027, 4, 10)


def test_at_the_anniversary_a_poor_year_is_tried_longer():
    """507 h are not in the twelve months before the last contract, 549 h are in the 30 days before them."""
    early = [work("2026-03-16", "2026-03-31", 150), work("2026-04-01", "2026-04-30", 150)]
    late = [work(f"2026-{m}-04", f"2026-{m}-28", 130, justified=True) for m in ("09", "10")]
    told = [*early, *late, work("2027-04-01", "2027-04-05", 20, state=State.CONFIRMED)]
    right = Right(8, DateRange(date(2026, 3, 15), date(2027, 4, 30)), 5920, 5761)
    waiting = weigh(Holder(right, FCT, Person()), told, on=ON).waiting
    assert waiting.examination.fct_on == date(2027, 4, 5)
    assert waiting.result.threshold_minutes == 549 * 60
    assert waiting.opened is not None


def test_justified_work_alone_is_taken_when_it_is_enough():
    told = [*done(520), work("2026-11-16", "2026-11-20", 40, justified=False, gross_cents=90_000)]
    found = weigh(holder(), told, on=ON)
    early = found.early
    assert (early.basis, early.examination.fct_on) == (Basis.JUSTIFIED, date(2026, 9, 24))
    assert (early.opened.reference.nht_minutes, early.opened.reference.sr_cents) == (520 * 60, 12_000_00)
    assert early.opened.starts_on == ON, "asked today, long after the contract"
    assert found.is_possible_now
    assert found.to_justify_minutes == 0
    assert early.expected == []
    assert found.waiting.opened.reference.nht_minutes == 560 * 60


@pytest.mark.parametrize(("hours", "opens"), [(506.9, False), (507, True)])
def test_507_hours_open_and_less_do_not(hours: float, opens: bool):
    found = weigh(holder(), done(hours), on=ON)
    assert (found.early.opened is not None, found.waiting.opened is not None) == (opens, opens)
    assert (found.answer is None, found.leads == []) == (not opens, not opens)


def test_hours_of_the_last_opening_and_work_to_come_do_not_help():
    used = [work("2026-02-02", "2026-03-14", 200)]
    to_come = [work("2026-12-01", "2026-12-20", 120, state=State.CONFIRMED)]
    found = weigh(holder(), [*used, *done(400), *to_come], on=ON)
    assert found.early.opened is None
    assert found.early.result.total_minutes == 400 * 60
    assert found.waiting.opened.reference.nht_minutes == 520 * 60
    assert found.to_anniversary is found.to_common_end is None


def test_without_a_contract_since_the_opening_there_is_nothing_to_examine():
    found = weigh(holder(), [work("2026-03-01", "2026-03-14", 60)], on=ON)
    assert (found.early.examination, found.waiting.examination, found.justified) == (None, None, None)
    assert (found.early.result, found.early.expected, found.answer) == (None, [], None)
    assert (found.justified_minutes, found.to_justify_minutes) == (0, 507 * 60)


def test_hours_of_teaching_alone_make_no_allowance():
    taught = [work("2026-04-06", "2026-04-10", 70, regime=Regime.TEACHING, annexe=None)]
    found = weigh(holder(), taught, on=ON)
    assert found.early.opened is None


def test_franchises_left_are_owed_back_a_day_of_allocation_each():
    letter = Balance(holiday=30, holiday_monthly=3, wage=10, wage_monthly=1)
    found = weigh(holder(balance=letter), done(520), on=date(2026, 9, 30))
    owed = found.early.owed
    assert (owed.holiday, owed.wage) == (30, 10)
    assert (owed.holiday_taken, owed.wage_taken) == (21, 7), (
        "from March to September, the month asked included"
    )
    assert (owed.holiday_left, owed.wage_left, owed.days, owed.cents) == (9, 3, 12, 12 * 5920)
    late = found.waiting.owed
    assert (late.holiday_taken, late.wage_taken, late.days) == (30, 10, 0)


def test_carried_franchises_are_owed_too():
    letter = Balance(holiday=2, holiday_carried=5, holiday_monthly=0, wage=1, wage_carried=3)
    owed = weigh(holder(balance=letter), done(520), on=ON).early.owed
    assert (owed.holiday, owed.wage) == (7, 4)
    assert (owed.holiday_taken, owed.wage_taken) == (5, 3)


def test_franchises_at_the_end_of_a_right_that_waits_are_owed_as_well():
    letter = Balance(holiday=30, holiday_monthly=1)
    found = weigh(holder(balance=letter), done(520), on=ON)
    assert (found.early.owed.days, found.waiting.owed.days) == (21, 17)
    weighed = found.to_anniversary
    ahead = weighed.early_total.cents - weighed.waiting_total.cents
    assert found.gain_cents(weighed) == ahead - 21 * 5920 + 17 * 5920
    assert (
        found.leads[3].cents
        == found.leads[2].cents + found.leads[3].early.cents - found.leads[3].waiting.cents + 17 * 5920
    )


def test_both_are_weighed_on_the_same_whole_months():
    found = weigh(holder(), done(520), on=ON)
    assert found.to_anniversary.range == DateRange(date(2026, 12, 1), ANNIVERSARY)
    assert list(found.to_anniversary.early) == list(found.to_anniversary.waiting)
    assert found.to_anniversary.waiting_total == Side(104, 104 * 5761)
    opened = found.early.opened
    assert found.to_anniversary.early_total.days == 104 - opened.balance.holiday
    assert found.to_anniversary.early_total.cents == (104 - opened.balance.holiday) * opened.net.net_cents
    assert found.to_common_end.range.end_on == date(2027, 9, 24)


def test_a_request_on_the_first_of_a_month_counts_that_month():
    found = weigh(holder(), done(520), on=date(2026, 12, 1))
    assert found.early.opened.first_whole_on == date(2026, 12, 1)
    assert found.to_anniversary.range.start_on == date(2026, 12, 1)
    letter = Balance(holiday=30, holiday_monthly=3)
    first, second = (
        weigh(holder(balance=letter), done(520), on=day).early.owed.holiday_taken
        for day in (date(2026, 12, 1), date(2026, 12, 2))
    )
    assert (first, second) == (27, 30)


def test_the_answer_says_which_brings_more():
    told = done(520, gross=14_000_00)
    better, worse = (weigh(holder(aj=aj, net=aj), told, on=ON) for aj in (4_400, 7_000))
    assert str(better.answer).startswith("Renouveler rapporte ")
    assert str(worse.answer).startswith("Attendre rapporte ")
    assert str(worse.answer).endswith("de plus d’ici le 14/03/2027.")
    for found in (better, worse):
        gain = found.gain_cents(found.to_anniversary)
        assert f"{abs(gain) // 100 % 1000:03d},{abs(gain) % 100:02d}" in str(found.answer)
        assert found.leads[-1].month == Month(2027, 9)


def test_as_much_either_way_is_said():
    told = done(520)
    same = weigh(holder(), told, on=ON).early.opened
    old = holder(aj=same.gross_cents, net=same.net.net_cents, balance=replace(LETTER, holiday=0))
    found = weigh(old, told, on=ON)
    free = {month: Side(side.days, side.cents) for month, side in found.to_anniversary.waiting.items()}
    level = replace(found, to_anniversary=replace(found.to_anniversary, early=free))
    assert str(level.answer) == "Renouveler ou attendre rapporte autant d’ici le 14/03/2027."


def test_an_early_renewal_that_wins_at_first_may_lose_in_the_end():
    """Work signed until the anniversary makes the right that waiting opens better."""
    told = done(520, gross=9_000_00)
    rich = [
        work(
            f"2027-0{m}-04", f"2027-0{m}-26", 20, gross_cents=3_000_00, state=State.CONFIRMED, justified=False
        )
        for m in (1, 2)
    ]
    found = weigh(holder(aj=3_800, net=3_700, balance=NOTHING_LEFT), [*told, *rich], on=ON)
    assert found.gain_cents(found.to_anniversary) > 0 > found.leads[-1].cents
    turned = max(lead.month for lead in found.leads if lead.cents >= 0).next()
    said = str(found.outlook)
    assert said.startswith(f"À partir de {turned.name}, attendre passe devant\u00a0: ")
    assert said.endswith(" de plus le 24/09/2027.")
    assert str(found.answer).startswith("Renouveler rapporte ")


def test_an_early_renewal_that_loses_at_first_may_win_in_the_end():
    letter = Balance(holiday=8, holiday_monthly=2)
    told = done(520, gross=9_000_00)
    found = weigh(holder(aj=4_830, net=4_600, balance=letter), told, on=ON)
    opened = found.early.opened
    worse = replace(found.waiting.opened, right=replace(found.waiting.opened.right, aj_cents=1, net_cents=1))
    late = {
        month: side if month <= Month(2027, 3) else Side(side.days, side.days)
        for month, side in found.to_common_end.waiting.items()
    }
    changed = replace(
        found,
        waiting=replace(found.waiting, opened=worse),
        to_common_end=replace(found.to_common_end, waiting=late),
    )
    assert opened.gross_cents > 0
    assert changed.gain_cents(changed.to_anniversary) < 0 < changed.leads[-1].cents
    assert str(changed.outlook).startswith("À partir de avril 2027, renouveler passe devant\u00a0: ")


def test_the_outlook_repeats_who_leads_when_nothing_turns():
    assert str(weigh(holder(), done(520), on=ON).outlook).startswith("Attendre rapporte ")


def test_in_the_month_of_the_anniversary_only_what_follows_is_weighed():
    found = weigh(holder(), done(520), on=date(2027, 3, 5))
    assert found.to_anniversary is None
    assert found.outlook is None
    assert found.to_common_end.range.start_on == date(2027, 4, 1)
    assert str(found.answer).endswith("24/09/2027.")


def test_a_wait_that_opens_nothing_pays_nothing_after_the_anniversary():
    """The contract that runs on the anniversary moves the twelve months past the work of the spring."""
    told = [
        work("2026-03-16", "2026-04-30", 280, gross_cents=6_000_00),
        work("2026-05-01", "2026-05-31", 240, gross_cents=6_000_00, employer="Brique Rouge"),
        work("2026-05-01", "2026-05-31", 10, gross_cents=100_00),
    ]
    across = work("2027-03-08", "2027-06-11", 10, gross_cents=200_00, state=State.CONFIRMED, justified=False)
    found = weigh(holder(), [*told, across], on=date(2026, 6, 2))
    assert (found.early.opened is None, found.waiting.opened) == (False, None)
    assert found.rattrapage is not None
    assert found.to_common_end.range.end_on == date(2027, 5, 31)
    assert max(found.to_common_end.waiting) == Month(2027, 3)
    assert found.leads[-1].waiting == Side()
    assert found.leads[-1].cents > 0


def test_what_an_hour_short_leaves_is_the_clause_de_rattrapage():
    found = weigh(holder(), done(400), on=ON)
    clause = found.rattrapage
    assert clause.range == DateRange(date(2027, 3, 15), date(2027, 9, 14))
    assert (clause.has_hours, clause.has_seniority, clause.is_open) == (True, False, False)
    assert clause.ask_until == date(2027, 4, 13)
    assert clause.new_anniversary_on == date(2028, 3, 14)


@pytest.mark.parametrize(
    ("openings", "is_open"),
    [
        ([date(2018 + n, 3, 15) for n in range(5)], True),
        ([date(2018 + n, 3, 15) for n in range(4)] * 2, False),
        ([date(2016 + n, 3, 15) for n in range(5)], False),
        ([date(2017, 3, 14), *(date(2018 + n, 3, 15) for n in range(4))], False),
        ([date(2017, 3, 15), *(date(2018 + n, 3, 15) for n in range(4))], True),
    ],
)
def test_five_openings_in_ten_years_open_the_clause(openings: list[date], is_open: bool):
    assert weigh(holder(), done(400), on=ON, openings=openings).rattrapage.is_open is is_open


@pytest.mark.parametrize(("hours", "has"), [(2535, True), (2534, False)])
def test_2535_hours_in_ten_years_do_as_well(hours: int, has: bool):
    found = weigh(holder(), done(400), on=ON, ten_years_minutes=hours * 60)
    assert found.rattrapage.has_seniority is has


def test_a_waiting_period_already_done_is_not_done_again():
    again = weigh(holder(balance=replace(LETTER, waiting=0)), done(520), on=ON)
    assert weigh(holder(), done(520), on=ON).early.opened.balance.waiting == 0
    assert again.early.opened.balance.waiting == 7


def test_the_net_follows_the_tax_and_the_place():
    told = done(700, gross=25_000_00)
    usual, untaxed, local = (
        weigh(holder(**more), told, on=ON).early.opened.net
        for more in ({}, {"tax": Tax.NONE}, {"alsace_moselle": True})
    )
    assert untaxed.contributions_cents == 0 < usual.contributions_cents
    assert local.full_contributions_cents > usual.full_contributions_cents


def test_the_franchises_of_the_new_right_are_spread_over_its_months():
    told = [replace(p, gross_cents=9_000_00) for p in done(520)]
    balance = weigh(holder(), told, on=ON).early.opened.balance
    assert (balance.holiday, balance.holiday_monthly) == (6, 2)
    assert balance.wage > 8
    assert balance.wage_monthly == -(-balance.wage // 8)


def test_a_right_notified_in_annexe_10_is_examined_in_it():
    told = done(520)
    found = weigh(holder(person=Person(annexe=10)), told, on=ON)
    assert found.early.opened.right.annexe == 10


def test_work_is_clipped_to_days_without_losing_any():
    told = [work("2026-03-10", "2026-04-05", 100, gross_cents=1_001, cachets_hundredths=700)]
    parts = [clipped(told, DateRange(date(2026, month, 1), date(2026, month, 30))) for month in (3, 4)]
    day = clipped(told, DateRange(date(2026, 3, 31), date(2026, 3, 31)))
    whole = [part for cut in (*parts, day) for part in cut]
    for field in ("minutes", "gross_cents", "cachets_hundredths"):
        assert sum(getattr(part, field) for part in whole) == getattr(told[0], field)
    assert (whole[0].start_on, whole[0].end_on) == (date(2026, 3, 10), date(2026, 3, 30))
    assert clipped(told, DateRange(date(2026, 4, 6), date(2026, 4, 7))) == []


def test_the_month_before_january_is_december():
    assert month_before(date(2027, 1, 31)) == Month(2026, 12)


@given(calm(), st.dates(date(2026, 3, 15), ANNIVERSARY))
def test_what_is_weighed_adds_up(told, on: date):
    found = weigh(holder(), told, on=on)
    for choice in (found.early, found.waiting):
        assert 0 <= choice.owed.days <= LETTER.holiday
        assert (choice.opened is not None) <= (choice.examination is not None)
    if found.to_anniversary:
        assert found.leads[-1].month >= Month.of(ANNIVERSARY)
        assert found.to_anniversary.early_total.days <= found.to_anniversary.range.days
        assert found.to_anniversary.waiting_total.days <= found.to_anniversary.range.days
    if found.leads:
        totals = found.to_common_end
        assert found.leads[-1].cents == found.gain_cents(totals)
    assert weigh(holder(), told[::-1], on=on).answer == found.answer


def test_justified_hours_just_enough_are_taken_alone():
    """20 h whose AEM is missing, before the same fin de contrat, are left to the others."""
    told = [*done(507), work("2026-07-27", "2026-07-31", 20, justified=False, gross_cents=90_000)]
    early = weigh(holder(), told, on=ON).early
    assert (early.basis, early.opened.reference.nht_minutes) == (Basis.JUSTIFIED, 507 * 60)
    assert early.opened.reference.sr_cents == 12_000_00
    short = weigh(holder(), [*done(506), *told[-1:]], on=ON).early
    assert (short.basis, short.opened.reference.nht_minutes) == (Basis.DONE, 526 * 60)


def test_other_periods_count_on_both_sides():
    """A PTP brings its hours and wages; days of leave are not paid by either right."""
    known = [
        situation(SituationKind.PTP, "2026-07-27", "2026-07-28", minutes=14 * 60, gross_cents=400_00),
        situation(SituationKind.SICK_LEAVE, "2027-01-04", "2027-01-08"),
    ]
    found = weigh(holder(), done(520), on=ON, situations=known)
    usual = weigh(holder(), done(520), on=ON)
    assert found.early.examination.result.total_minutes == 534 * 60
    assert found.early.opened.reference.sr_cents == 12_000_00, "the PTP is not proven"
    assert found.waiting.opened.reference.sr_cents == 12_400_00
    january = Month(2027, 1)
    for side in ("early", "waiting"):
        now, before = (getattr(each.to_anniversary, side)[january].days for each in (found, usual))
        assert before - now == 5


def test_an_income_beside_takes_days_from_both_sides():
    found = weigh(holder(), done(520), on=ON, micro={Month(2027, 1): 500_00})
    usual = weigh(holder(), done(520), on=ON)
    for side in ("early", "waiting"):
        now, before = (getattr(each.to_anniversary, side)[Month(2027, 1)].days for each in (found, usual))
        assert before - now == 7


@pytest.mark.parametrize(
    ("told", "known", "person", "has"),
    [
        ([work("2026-05-04", "2026-05-29", 270), work("2026-06-01", "2026-06-26", 110)], [], {}, False),
        (
            [work("2026-05-04", "2026-05-29", 270), work("2026-06-01", "2026-06-26", 110)],
            [],
            {"derogation": True},
            True,
        ),
        (
            [
                work("2026-05-04", "2026-05-29", 330, cachets_hundredths=0, annexe=10),
                work("2026-06-01", hours=20),
            ],
            [],
            {},
            False,
        ),
        (
            [
                work("2026-05-04", "2026-05-29", cachets_hundredths=2800, annexe=10),
                work("2026-06-01", hours=8),
            ],
            [],
            {"annexe": 10},
            True,
        ),
        (
            [
                work("2026-05-04", "2026-05-29", cachets_hundredths=2800, annexe=10),
                work("2026-06-01", hours=8),
            ],
            [],
            {},
            False,
        ),
        ([*done(240), work("2026-05-25", "2026-05-29", 110, regime=Regime.TEACHING)], [], {}, False),
        ([*done(240), work("2026-05-25", "2026-05-29", 110, regime=Regime.TEACHING)], [], {"age": 50}, True),
        (done(300), [situation(SituationKind.MATERNITY, "2026-05-25", "2026-06-03")], {}, True),
        (done(300), [situation(SituationKind.ALD, "2026-05-25", "2026-06-03")], {}, False),
        (
            done(300),
            [situation(SituationKind.ALD, "2026-05-25", "2026-06-03")],
            {"has_former_right": True},
            True,
        ),
    ],
)
def test_the_hours_of_the_clause_are_those_of_the_person(told, known, person, has: bool):
    found = weigh(holder(person=Person(**person)), told, on=ON, situations=known)
    assert found.rattrapage.has_hours is has


def test_a_cent_is_enough_to_say_which_brings_more():
    day = date(2027, 3, 14)
    assert str(_said(1, day)) == "Renouveler rapporte 0,01\u00a0€ de plus d’ici le 14/03/2027."
    assert str(_said(-1, day)) == "Attendre rapporte 0,01\u00a0€ de plus d’ici le 14/03/2027."
    assert str(_said(0, day)) == "Renouveler ou attendre rapporte autant d’ici le 14/03/2027."
