from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import HOUR, basis
from webapp.domain.refusals import Refused
from webapp.domain.rights import allowance as aj
from webapp.domain.rights.allowance import Basis, Net, Tax, allowance, net

ON = date(2026, 11, 21)
ANNEXES = st.sampled_from([8, 10])
DAYS = st.dates(date(2019, 11, 1), date(2026, 12, 31))


@st.composite
def bases(draw: st.DrawFn) -> Basis:
    return Basis(
        annexe=draw(ANNEXES),
        sr_cents=draw(st.integers(0, 150_000_00)),
        nht_minutes=draw(st.integers(1, 2500 * HOUR)),
        on=draw(DAYS),
        required_minutes=draw(st.sampled_from([None, 507 * HOUR, 549 * HOUR, 633 * HOUR])),
    )


@pytest.mark.parametrize(
    ("told", "parts", "gross"),
    [
        # Guide « Intermittents du spectacle », February 2026, example 6: it cuts to 64,78 what rounds to 64,79.
        (basis(18000, 800, on="2026-02-28"), (39_81, 12_20, 12_78), 64_79),
        # Notification of 03/02/2026, and runs of the official simulator, as public projects transcribed them.
        (basis(9229.35, 710, on="2026-02-03", annexe=10), (21_24, 11_41, 22_37), 55_02),
        (basis(14579, 710, on="2026-07-20", annexe=10), (31_81, 11_41, 22_37), 65_59),
        # The year of the sample: whole, justified alone, since its last opening.
        (basis(22227.79, 1079), (41_16, 13_61, 12_78), 67_55),
        (basis(19991.79, 975), (40_45, 13_09, 12_78), 66_32),
        (basis(11703.96, 586), (31_42, 9_60, 12_78), 53_80),
        # At both sides of a knee, in each annexe.
        (basis(14400, 720), (38_66, 11_80, 12_78), 63_24),
        (basis(14500, 721), (38_69, 11_81, 12_78), 63_28),
        (basis(13700, 690, annexe=10), (31_53, 11_31, 22_37), 65_21),
        (basis(13800, 691, annexe=10), (31_56, 11_31, 22_37), 65_24),
        # The minimum of the formula before July 2023.
        (basis(10000, 600, on="2023-06-30"), (26_34, 9_65, 12_54), 48_53),
        (basis(10000, 600, on="2023-07-01"), (26_85, 9_83, 12_78), 49_46),
        # Under the floor, and at it.
        (basis(2000, 507), (5_37, 8_31, 12_78), 38_00),
        (basis(2000, 507, annexe=10), (4_60, 8_31, 22_37), 44_00),
        # Above the ceiling of the year.
        (basis(500000, 800), (193_86, 12_20, 12_78), 181_18),
        (basis(500000, 800, on="2025-12-31"), (193_86, 12_20, 12_78), 177_56),
        (basis(500000, 800, on="2024-12-31"), (193_86, 12_20, 12_78), 174_80),
        # A longer period of reference: 549 h divide, at the hourly SMIC for wages.
        (basis(12000, 560, required_minutes=549 * HOUR), (23_83, 8_48, 12_78), 45_09),
        (basis(12000, 560, required_minutes=507 * HOUR), (32_22, 9_18, 12_78), 54_18),
        # Another minimum, to try it.
        (basis(18000, 800, aj_minimum_cents=31_36), (39_06, 11_97, 12_54), 63_57),
    ],
)
def test_the_three_parts_make_the_allocation(told: Basis, parts: tuple[int, int, int], gross: int) -> None:
    found = allowance(told)

    assert (found.a_cents, found.b_cents, found.c_cents) == parts
    assert found.sum_cents == sum(parts)
    assert found.gross_cents == gross


def test_each_part_is_rounded_before_they_are_added() -> None:
    """21,477 + 9,014 + 12,784 make 43,28 once added."""
    found = allowance(basis(8000, 550))

    assert (found.a_cents, found.b_cents, found.c_cents) == (21_48, 9_01, 12_78)
    assert found.gross_cents == 43_27


@pytest.mark.parametrize("minutes", [0, -60])
def test_without_hours_there_is_no_allocation(minutes: int) -> None:
    nothing = Basis(8, 1000_00, minutes, ON)

    with pytest.raises(Refused) as refused:
        allowance(nothing)
    assert str(refused.value) == "Sans heures retenues, pas d’allocation à calculer."
    with pytest.raises(Refused) as refused:
        aj.daily_wage(nothing)
    assert str(refused.value) == "Sans heures retenues, pas de salaire journalier moyen."


def test_a_single_minute_is_enough_to_compute() -> None:
    one = Basis(8, 0, 1, ON)

    assert allowance(one).gross_cents == 38_00
    assert aj.daily_wage(one) == 0


def test_the_limits_come_with_the_allocation() -> None:
    found = allowance(basis(18000, 800))

    assert (found.floor_cents, found.ceiling_cents) == (38_00, 181_18)
    assert found.daily_wage == 180_00
    assert allowance(basis(18000, 800, annexe=10)).floor_cents == 44_00


@pytest.mark.parametrize(
    ("told", "cents"),
    [
        (basis(18000, 800), 180_00),  # guide of February 2026, example 8
        (basis(18000, 800, annexe=10), 225_00),
        (basis(22227.79, 1079), Fraction(22227_79 * 8, 1079)),
    ],
)
def test_the_daily_wage_divides_by_days_of_8_or_10_hours(told: Basis, cents: Fraction | int) -> None:
    assert aj.daily_wage(told) == cents


@pytest.mark.parametrize(
    ("told", "wages", "hours", "longer"),
    [
        (basis(0, 1), 5000_00, 507, False),
        (basis(0, 1, required_minutes=507 * HOUR), 5000_00, 507, False),
        (basis(0, 1, required_minutes=507 * HOUR + 1), Fraction((507 * HOUR + 1) * 12_31, 60), None, True),
        (basis(0, 1, required_minutes=549 * HOUR), 549 * 12_31, 549, True),
        (basis(0, 1, required_minutes=549 * HOUR, on="2026-05-31"), 549 * 12_02, 549, True),
    ],
)
def test_a_longer_period_changes_both_divisors(
    told: Basis, wages: Fraction, hours: int | None, longer: bool
) -> None:
    assert aj.wage_divisor(told) == wages
    assert aj.is_longer(told) is longer
    if hours is not None:
        assert aj.hours_divisor(told) == hours * HOUR


@pytest.mark.parametrize(
    ("on", "yearly", "cents"),
    [
        # Unédic, « Paramètres utiles »: January 2024 p. 22, 2025 p. 23, April 2026 p. 23.
        ("2023-07-01", None, 165_84),
        ("2024-01-01", None, 174_80),
        ("2025-01-01", None, 177_56),
        ("2026-12-31", None, 181_18),
        ("2026-01-01", 43_992_00, 165_84),
        ("2026-01-01", 0, 0),
    ],
)
def test_the_ceiling_follows_the_plafond_of_the_year(on: str, yearly: int | None, cents: int) -> None:
    assert aj.ceiling(date.fromisoformat(on), yearly) == cents


@pytest.mark.parametrize(
    ("gross", "wage", "told", "expected"),
    [
        # Notification of 03/02/2026 and run of the simulator of 20/07/2026, in annexe 10.
        (55_02, 129_99, {"on": date(2026, 2, 3)}, Net(55_02, 1_21, 0, 3_54, 61_00, 53_81)),
        (65_59, 205_34, {"on": date(2026, 7, 20)}, Net(65_59, 1_91, 1_68, 4_19, 62_00, 62_00)),
        # The year of the sample.
        (67_55, 164_80, {"on": ON}, Net(67_55, 1_53, 4_02, 4_35, 62_00, 62_00)),
        # High enough for the whole of CSG and CRDS: derived from the rules.
        (70_00, 150_00, {"on": date(2026, 2, 3)}, Net(70_00, 1_40, 4_52, 4_52, 61_00, 64_08)),
        (100_00, 200_00, {"on": ON}, Net(100_00, 1_86, 6_46, 6_46, 62_00, 91_68)),
        (100_00, 200_00, {"on": ON, "tax": Tax.REDUCED}, Net(100_00, 1_86, 4_15, 4_15, 62_00, 93_99)),
        (100_00, 200_00, {"on": ON, "tax": Tax.NONE}, Net(100_00, 1_86, 0, 0, 62_00, 98_14)),
        (100_00, 200_00, {"on": ON, "alsace_moselle": True}, Net(100_00, 1_86, 7_91, 7_91, 62_00, 90_23)),
        (
            100_00,
            200_00,
            {"on": ON, "tax": Tax.NONE, "alsace_moselle": True},
            Net(100_00, 1_86, 0, 0, 62_00, 98_14),
        ),
        # Another SMIC, to try it.
        (100_00, 200_00, {"on": ON, "smic_hour_cents": 18_60}, Net(100_00, 1_86, 5_14, 6_46, 93_00, 93_00)),
        # Nothing is taken from the minimal allocation, and the retraite alone just above it.
        (31_96, 500_00, {"on": ON}, Net(31_96, 0, 0, 0, 62_00, 31_96)),
        (31_97, 100_00, {"on": ON}, Net(31_97, 93, 0, 2_04, 62_00, 31_04)),
        (31_96, 100_00, {"on": date(2023, 6, 30)}, Net(31_96, 93, 0, 2_04, 58_00, 31_03)),
    ],
)
def test_what_is_taken_from_the_allocation(
    gross: int, wage: int, told: dict[str, object], expected: Net
) -> None:
    assert net(gross, Fraction(wage), **told) == expected  # type: ignore[arg-type]


def test_the_retraite_takes_no_more_than_the_allocation() -> None:
    assert net(38_00, Fraction(5000_00), on=ON) == Net(38_00, 38_00, 0, 0, 62_00, 0)


def test_the_net_says_when_the_floor_holds_it() -> None:
    assert net(67_55, Fraction(164_80), on=ON).is_held
    assert not net(100_00, Fraction(200_00), on=ON).is_held


@pytest.mark.parametrize(
    ("tax", "alsace_moselle", "rate"),
    [
        (Tax.FULL, False, 670),
        (Tax.FULL, True, 820),
        (Tax.REDUCED, False, 430),
        (Tax.REDUCED, True, 580),
        (Tax.NONE, False, 0),
        (Tax.NONE, True, 0),
    ],
)
def test_csg_crds_and_the_local_regime_go_together(tax: Tax, alsace_moselle: bool, rate: int) -> None:
    assert aj.contributions_rate(ON, tax, alsace_moselle=alsace_moselle) == rate


def test_the_whole_rate_is_taken_unless_told_otherwise() -> None:
    assert aj.contributions_rate(ON) == 670


@pytest.mark.parametrize(
    ("on", "cents"),
    [
        # Guide (60 €), real statements and the simulator (61, 62).
        ("2024-01-01", 59_00),
        ("2024-11-01", 60_00),
        ("2025-12-31", 60_00),
        ("2026-01-01", 61_00),
        ("2026-05-31", 61_00),
        ("2026-06-01", 62_00),
    ],
)
def test_the_floor_of_the_net_goes_up_to_the_whole_euro(on: str, cents: int) -> None:
    assert aj.smic_day_floor(date.fromisoformat(on)) == cents


def test_a_whole_number_of_euros_stays_as_it_is() -> None:
    assert aj.smic_day_floor(ON, 12_00) == 60_00
    assert aj.smic_day_floor(ON, 12_01) == 61_00
    assert aj.smic_day_floor(ON, 0) == 0


@pytest.mark.parametrize(
    ("on", "euros"),
    [("2024-01-01", 1766.92), ("2024-11-01", 1801.80), ("2026-01-01", 1823.03), ("2026-06-01", 1867.02)],
)
def test_the_monthly_smic(on: str, euros: float) -> None:
    assert round(float(aj.smic_month(date.fromisoformat(on))) / 100, 2) == euros


@pytest.mark.parametrize(
    ("sr", "days", "apart", "sar"),
    [
        (8000_00, 365, 120, 11918_37),  # guide of February 2026, example 7, which cuts to 11 918,36
        (8000_00, 365, 0, 8000_00),
        (8000_00, 365, 364, 8000_00 * 365),
        (0, 365, 120, 0),
    ],
)
def test_the_reference_wages_of_a_shorter_year_are_brought_to_a_whole_one(
    sr: int, days: int, apart: int, sar: int
) -> None:
    assert aj.annual_reference_wage(sr, days=days, maternity_days=apart) == sar


@pytest.mark.parametrize("apart", [365, 366, -1])
def test_days_left_apart_stay_within_the_period(apart: int) -> None:
    with pytest.raises(Refused) as refused:
        aj.annual_reference_wage(8000_00, days=365, maternity_days=apart)
    assert str(refused.value) == "Les jours de maternité dépassent la période."


@pytest.mark.parametrize(
    "asked",
    [
        lambda day: allowance(Basis(8, 18000_00, 800 * HOUR, day)),
        lambda day: allowance(Basis(8, 18000_00, 800 * HOUR, day, 549 * HOUR, 31_96)),
        lambda day: aj.ceiling(day),
        lambda day: aj.daily_wage(Basis(10, 18000_00, 800 * HOUR, day)),
        lambda day: net(67_55, Fraction(164_80), on=day),
        lambda day: aj.contributions_rate(day),
        lambda day: aj.smic_day_floor(day),
        lambda day: aj.smic_month(day),
    ],
)
def test_a_day_without_a_figure_gives_a_sentence(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        asked(date(2010, 12, 31))


@given(bases())
def test_the_allocation_stays_between_its_floor_and_its_ceiling(told: Basis) -> None:
    found = allowance(told)

    assert found.floor_cents <= found.gross_cents <= found.ceiling_cents
    assert found.gross_cents in (found.sum_cents, found.floor_cents, found.ceiling_cents)


@given(bases(), st.integers(0, 5000_00), st.integers(0, 300 * HOUR))
def test_more_wages_or_more_hours_never_lower_the_allocation(told: Basis, wages: int, minutes: int) -> None:
    richer = replace(told, sr_cents=told.sr_cents + wages)
    busier = replace(told, nht_minutes=told.nht_minutes + minutes)

    assert allowance(richer).gross_cents >= allowance(told).gross_cents
    assert allowance(busier).gross_cents >= allowance(told).gross_cents


@given(bases())
def test_a_longer_period_never_pays_more_a_day(told: Basis) -> None:
    usual = allowance(replace(told, required_minutes=None))

    assert allowance(told).gross_cents <= usual.gross_cents


@given(bases(), st.sampled_from(Tax), st.booleans())
def test_the_net_is_what_is_left_and_never_more_than_the_gross(
    told: Basis, tax: Tax, alsace_moselle: bool
) -> None:
    found = allowance(told)
    paid = net(found.gross_cents, found.daily_wage, on=told.on, tax=tax, alsace_moselle=alsace_moselle)

    assert paid.net_cents == paid.gross_cents - paid.retraite_cents - paid.contributions_cents
    assert 0 <= paid.net_cents <= paid.gross_cents
    assert 0 <= paid.contributions_cents <= paid.full_contributions_cents
    assert not paid.contributions_cents or paid.net_cents >= paid.smic_day_cents


@given(bases(), st.sampled_from(Tax))
def test_a_lower_tax_never_leaves_less(told: Basis, tax: Tax) -> None:
    found = allowance(told)
    full, lower = (net(found.gross_cents, found.daily_wage, on=told.on, tax=of) for of in (Tax.FULL, tax))

    assert lower.net_cents >= full.net_cents


@given(bases())
def test_a_rough_allocation_is_within_two_cents_of_the_exact_one(told: Basis) -> None:
    """Each of its three parts is rounded by half a cent at most."""
    assert abs(aj.roughly(told) - allowance(told).gross_cents) <= 2


def test_a_rough_allocation_has_the_same_knees_and_bounds() -> None:
    for told in (
        basis(22227.79, 1079),
        basis(20000, 1079, annexe=10),
        basis(12000, 560, required_minutes=549 * HOUR),
        basis(10000, 600, on="2023-06-30"),
        basis(2000, 507),
        basis(500000, 800),
    ):
        assert abs(aj.roughly(told) - allowance(told).gross_cents) <= 2
