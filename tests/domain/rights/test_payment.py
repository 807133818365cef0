from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR
from webapp.domain.periods import DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights import payment
from webapp.domain.rights.payment import (
    MonthPay,
    MonthWork,
    micro_minutes,
    pay_month,
    pay_series,
    unpaid_days,
)
from webapp.domain.rights.waiting import NOTHING_LEFT, Balance, Taken

NOVEMBER = Month(2026, 11)
ON = date(2026, 11, 30)


@st.composite
def works(draw: st.DrawFn) -> MonthWork:
    return MonthWork(
        draw(st.integers(0, 300 * HOUR)), draw(st.integers(0, 8000_00)), draw(st.integers(0, 3000_00))
    )


def worked(hours: float, euros: float = 0, micro: float = 0) -> MonthWork:
    return MonthWork(round(hours * HOUR), round(euros * 100), round(micro * 100))


@pytest.mark.parametrize(
    ("hours", "days", "annexe", "unpaid"),
    [
        # Real statements of annexe 8, then of annexe 10, as public projects transcribed them.
        (34.5, 28, 8, 6),
        (60, 30, 8, 10),
        (153, 30, 10, 19),
        (105, 31, 10, 13),
        (93, 31, 10, 12),
        (90, 31, 10, 11),
        (21, 31, 10, 2),
        (24, None, 8, 4),  # a flyer of France Travail
        (36, None, 10, 4),
        (80, 30, 8, 14),  # guide of February 2026, example 12
        (0, 31, 8, 0),
        (0, None, 8, 0),
        # Just under a whole day, and at it.
        (40, 30, 8, 7),
        (39.9, 30, 8, 6),
        # A full month: 26 days in annexe 8, 27 in annexe 10.
        (207.9, 30, 8, 30),
        (208, 31, 8, 31),
        (208, None, 8, 36),
        (180, 31, 8, 31),
        (170, 31, 8, 29),
        (269.9, 31, 10, 31),
        (230, 31, 10, 29),
        # Never more days than the month has.
        (100, 10, 8, 10),
        (100, 0, 8, 0),
    ],
)
def test_work_takes_days_away(hours: float, days: int | None, annexe: int, unpaid: int) -> None:
    assert unpaid_days(round(hours * HOUR), days, annexe, ON) == unpaid


@pytest.mark.parametrize(("annexe", "full"), [(8, 26 * 8), (10, 27 * 10)])
def test_a_full_month_pays_nothing_however_long(annexe: int, full: int) -> None:
    assert unpaid_days(full * HOUR, 60, annexe, ON) == 60
    assert unpaid_days(full * HOUR - 1, 60, annexe, ON) < 60


def test_the_product_is_floored_once() -> None:
    """4,25 days × 1,4 are 5,95: neither 4 × 1,4 nor 6."""
    assert unpaid_days(34 * HOUR, 30, 8, ON) == 5
    assert unpaid_days(Fraction(200 * HOUR, 7), 30, 8, ON) == 5
    assert unpaid_days(Fraction(200 * HOUR, 7) - Fraction(1, 1000), 30, 8, ON) == 4


@pytest.mark.parametrize(
    ("told", "work", "expected"),
    [
        # Guide of February 2026, example 12: 80 h and 4 000 € in a month of 30 days.
        (
            {"month": Month(2024, 4), "aj_cents": 140_00},
            worked(80, 4000),
            {
                "days": 30,
                "unpaid": 14,
                "before_cap_cents": 2240_00,
                "cap_cents": 4559_52,
                "paid": 4,
                "are_cents": 559_52,
            },
        ),
        # A real month of annexe 10 without work.
        (
            {"month": Month(2025, 10), "annexe": 10, "aj_cents": 51_93},
            worked(0),
            {"days": 31, "unpaid": 0, "before_cap_cents": 1609_83, "paid": 31, "are_cents": 1609_83},
        ),
        (
            {},
            worked(60, 1300),
            {
                "days": 30,
                "minutes": 3600,
                "work_days": Fraction(15, 2),
                "unpaid": 10,
                "paid": 20,
                "are_cents": 1351_00,
            },
        ),
        # The right opens on the 22nd, or has ended.
        (
            {"right": DateRange(date(2026, 11, 22), date(2027, 11, 21))},
            worked(16),
            {"days": 9, "unpaid": 2, "paid": 7, "are_cents": 472_85},
        ),
        (
            {"right": DateRange(date(2026, 12, 1), date(2027, 11, 21)), "balance": Balance(waiting=7)},
            worked(16),
            {"days": 0, "unpaid": 0, "taken": Taken(), "paid": 0, "are_cents": 0},
        ),
        # Days that another body pays.
        ({"other_days": 10}, worked(0), {"days": 20, "paid": 20, "are_cents": 1351_00}),
        ({"other_days": 31}, worked(0), {"days": 0, "paid": 0, "are_cents": 0}),
        # What is waited for comes after work.
        (
            {"balance": Balance(waiting=7, holiday=4, holiday_monthly=2)},
            worked(80),
            {
                "unpaid": 14,
                "taken": Taken(0, 7, 2),
                "before_cap_cents": 472_85,
                "paid": 7,
                "are_cents": 472_85,
            },
        ),
        (
            {"balance": Balance(waiting=7)},
            worked(200),
            {"unpaid": 30, "taken": Taken(), "paid": 0, "are_cents": 0},
        ),
        # A micro-entreprise counts in hours of SMIC, not in the cap.
        (
            {},
            worked(0, 0, 1200),
            {"minutes": 5849, "unpaid": 17, "paid": 13, "are_cents": 878_15},
        ),
        # 118 % of the plafond: 4 725,90 € in 2026.
        (
            {"aj_cents": 50_00},
            worked(8, 4725.90),
            {"unpaid": 1, "paid": 0, "are_cents": 0, "cap_cents": 4725_90},
        ),
        ({"aj_cents": 50_00}, worked(8, 4725.89), {"paid": 1, "are_cents": 1}),
        ({"aj_cents": 50_00}, worked(8, 5000), {"paid": 0, "are_cents": 0}),
        ({"aj_cents": 50_00}, worked(8, 4625.90), {"paid": 2, "are_cents": 100_00}),
        ({"aj_cents": 50_00}, worked(8, 4625.89), {"paid": 3, "are_cents": 100_01}),
        ({"aj_cents": 50_00}, worked(8, 3275.90), {"paid": 29, "are_cents": 1450_00}),
        ({"aj_cents": 50_00}, worked(8, 3275.91), {"paid": 29, "are_cents": 1449_99}),
        ({"aj_cents": 0}, worked(8, 5000), {"paid": 29, "are_cents": 0}),
        ({"pmss_cents": 1000_00}, worked(0), {"cap_cents": 1180_00, "paid": 18, "are_cents": 1180_00}),
    ],
)
def test_a_month_pays_the_days_left(
    told: dict[str, object], work: MonthWork, expected: dict[str, object]
) -> None:
    told = {"month": NOVEMBER, "annexe": 8, "aj_cents": 67_55} | told
    month = told.pop("month")
    paid, _after = pay_month(month, work, **told)  # type: ignore[arg-type]

    assert {name: getattr(paid, name) for name in expected} == expected
    assert (paid.month, paid.work, paid.aj_cents) == (month, work, told["aj_cents"])


def test_a_month_gives_back_what_is_still_waited_for() -> None:
    _paid, after = pay_month(
        NOVEMBER,
        worked(200),
        annexe=8,
        aj_cents=67_55,
        balance=Balance(waiting=7, holiday=4, holiday_monthly=2),
    )

    assert after == Balance(waiting=7, holiday=2, holiday_monthly=2, holiday_carried=2)
    assert pay_month(NOVEMBER, worked(0), annexe=8, aj_cents=67_55)[1] == NOTHING_LEFT


def test_a_month_says_whether_it_is_full_or_capped() -> None:
    def month(work: MonthWork, **told: object) -> MonthPay:
        return pay_month(NOVEMBER, work, annexe=8, aj_cents=67_55, **told)[0]  # type: ignore[arg-type]

    assert month(worked(208)).is_full
    assert not month(worked(100)).is_full
    assert not month(worked(0), other_days=30).is_full
    assert month(worked(100, 4500)).is_capped
    assert not month(worked(100, 1000)).is_capped
    assert not month(worked(208, 9000)).is_capped


def test_months_in_a_row_carry_what_is_waited_for() -> None:
    """Derived from the rules: seven days, then four days of leave by two a month."""
    paid = pay_series(
        [(Month(2026, 1), worked(80)), (Month(2026, 2), worked(0))],
        annexe=8,
        aj_cents=67_55,
        balance=Balance(waiting=7, holiday=4, holiday_monthly=2),
    )

    assert [(m.unpaid, m.taken.waiting, m.taken.holiday, m.paid) for m in paid] == [
        (14, 7, 2, 8),
        (0, 0, 2, 26),
    ]


def test_months_in_a_row_stay_inside_the_right() -> None:
    right = DateRange(date(2026, 11, 22), date(2026, 12, 10))
    paid = pay_series(
        [(NOVEMBER, worked(0)), (Month(2026, 12), worked(0))], annexe=10, aj_cents=50_00, right=right
    )

    assert [(m.days, m.paid, m.are_cents) for m in paid] == [(9, 9, 450_00), (10, 10, 500_00)]
    assert [m.work_days for m in pay_series([(NOVEMBER, worked(20))], annexe=10, aj_cents=50_00)] == [2]
    assert pay_series([(NOVEMBER, worked(0))], annexe=8, aj_cents=50_00)[0].taken.days == 0


def test_work_adds_up() -> None:
    assert MonthWork(1, 20, 300) + MonthWork(4000, 50000, 600000) == MonthWork(4001, 50020, 600300)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (MonthWork(-1), "Un mois n’a ni heures ni salaires négatifs."),
        (MonthWork(0, -1), "Un mois n’a ni heures ni salaires négatifs."),
        (MonthWork(0, 0, -1), "Un mois n’a ni heures ni salaires négatifs."),
        (MonthWork(31 * 24 * 60 + 1), "Un mois n’a pas autant d’heures."),
    ],
)
def test_a_month_that_cannot_be_is_refused(work: MonthWork, said: str) -> None:
    with pytest.raises(Refused) as refused:
        pay_month(NOVEMBER, work, annexe=8, aj_cents=67_55)
    assert str(refused.value) == said


def test_the_longest_month_is_still_one() -> None:
    assert payment.counted_minutes(MonthWork(31 * 24 * 60), ON) == 44640


@pytest.mark.parametrize(
    ("cents", "on", "smic", "minutes"),
    [
        (1200_00, ON, None, 5849),
        (1200_00, date(2026, 5, 31), None, 5990),
        (1200_00, ON, 10_00, 7200),
        (12_31, ON, None, 60),
        (0, ON, None, 0),
    ],
)
def test_the_income_of_a_micro_entreprise_counts_in_hours_of_smic(
    cents: int, on: date, smic: int | None, minutes: int
) -> None:
    assert micro_minutes(cents, on, smic) == minutes
    assert payment.micro_hours(cents, on, smic) == Fraction(cents, smic or (12_31 if on == ON else 12_02))


@pytest.mark.parametrize(
    ("on", "pmss", "cap"),
    [
        ("2024-06-30", None, 4559_52),  # guide of February 2026, p. 17
        ("2025-06-30", None, 4631_50),
        ("2026-06-30", None, 4725_90),
        ("2026-06-30", 3864_00, 4559_52),
        ("2026-06-30", 0, 0),
    ],
)
def test_wages_and_allocation_stop_at_118_per_cent_of_the_plafond(
    on: str, pmss: int | None, cap: int
) -> None:
    assert payment.month_cap(date.fromisoformat(on), pmss) == cap


@pytest.mark.parametrize(
    "asked",
    [
        lambda month: pay_month(month, MonthWork(), annexe=8, aj_cents=67_55),
        lambda month: pay_series([(month, MonthWork())], annexe=10, aj_cents=67_55),
        lambda month: payment.counted_minutes(MonthWork(60), month.end_on),
        lambda month: micro_minutes(1200_00, month.end_on),
        lambda month: unpaid_days(60, 31, 8, month.end_on),
        lambda month: payment.month_cap(month.end_on),
    ],
)
def test_a_day_without_a_figure_gives_a_sentence(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        asked(Month(2010, 12))


@given(st.lists(works(), min_size=1, max_size=12), st.sampled_from([8, 10]), st.integers(30_00, 181_18))
def test_the_days_of_a_series_are_unpaid_waited_for_or_paid(
    months: list[MonthWork], annexe: int, aj_cents: int
) -> None:
    start, balance = Month(2026, 1), Balance(3, 7, 18, 2, 0, 32, 4)
    calendar = [Month(start.year, number) for number in range(1, len(months) + 1)]
    told = list(zip(calendar, months, strict=True))
    paid = pay_series(told, annexe=annexe, aj_cents=aj_cents, balance=balance)
    left = balance
    for month, work in told:
        left = pay_month(month, work, annexe=annexe, aj_cents=aj_cents, balance=left)[1]

    for one in paid:
        payable = one.days - one.unpaid - one.taken.days
        assert one.before_cap_cents == payable * aj_cents
        assert one.paid <= payable
        assert one.is_capped or one.paid == payable
        assert one.are_cents <= max(0, one.cap_cents - one.work.gross_cents)
        assert (
            one.paid - 1
        ) * aj_cents < one.are_cents <= one.paid * aj_cents or one.paid == one.are_cents == 0
    assert sum(one.taken.days for one in paid) == balance.left - left.left


@given(works(), works(), st.sampled_from([8, 10]))
def test_more_work_never_pays_more_days(work: MonthWork, more: MonthWork, annexe: int) -> None:
    less, busier = (pay_month(NOVEMBER, one, annexe=annexe, aj_cents=67_55)[0] for one in (work, work + more))

    assert busier.unpaid >= less.unpaid
    assert busier.are_cents <= less.are_cents
