from datetime import date

import pytest

from webapp.domain.invoices.document import Activity, VatRegime
from webapp.domain.invoices.thresholds import Gauge, Receipt, Threshold, crossed_on, gauges, prorated
from webapp.domain.refusals import Refused

NOW = date(2026, 11, 27)
FREE = VatRegime.FRANCHISE
F, M, U = Threshold.FRANCHISE, Threshold.FRANCHISE_MOST, Threshold.MICRO


def read(
    *receipts: tuple[str, int], activity: Activity = Activity.LIBERAL, today: date = NOW, **values
) -> dict[Threshold, Gauge]:
    known = [Receipt(date.fromisoformat(on), cents) for on, cents in receipts]
    return {one.threshold: one for one in gauges(activity, known, today, **{"regime": FREE, **values})}


def test_the_gauges_of_a_franchise():
    found = read(
        ("2025-12-31", 50_000_00), ("2026-01-01", 10_000_00), ("2026-11-27", 500_00), ("2026-11-28", 1)
    )
    assert [(key, one.received_cents, one.limit_cents, one.left_cents) for key, one in found.items()] == [
        (F, 10_500_00, 37_500_00, 27_000_00),
        (M, 10_500_00, 41_250_00, 30_750_00),
        (U, 10_500_00, 83_600_00, 73_100_00),
    ]
    assert found[F].used_bp == 28_00
    assert [one.said for one in found.values()] == [None] * 3
    assert not any(one.is_prorated or one.crossed_on for one in found.values())
    assert str(found[M].name) == "Seuil majoré de la franchise de TVA, services"
    assert found[U].figure.uncertain and not found[F].figure.uncertain


@pytest.mark.parametrize(("activity", "limits"), [
    (Activity.SERVICES, [37_500_00, 41_250_00, 83_600_00]),
    (Activity.SALES, [85_000_00, 93_500_00, 203_100_00]),
])  # fmt: skip
def test_each_activity_has_its_own(activity: Activity, limits: list[int]):
    assert [one.limit_cents for one in read(activity=activity).values()] == limits


def test_who_bills_vat_has_no_franchise_to_lose():
    assert list(read(regime=VatRegime.RECEIPTS)) == [U]
    assert list(read(is_micro=False)) == [F, M]
    assert read(regime=VatRegime.DEBITS, is_micro=False) == {}


def test_over_37500_the_franchise_ends_with_the_year():
    found = read(("2026-09-10", 37_500_01))
    assert found[F].crossed_on == date(2026, 9, 10)
    assert str(found[F].said) == (
        "Plus de 37\u202f500,00\u00a0€ reçus en 2026\u00a0: vous facturez la TVA à partir du 01/01/2027."
    )
    assert found[M].crossed_on is None
    assert str(found[M].said).startswith(
        "Il reste 3\u202f749,99\u00a0€\u00a0: au-delà de 41\u202f250,00\u00a0€"
    )


def test_over_41250_vat_is_due_from_that_day():
    found = read(("2026-03-01", 41_250_00), ("2026-10-05", 1), ("2026-11-02", 900_00))
    assert found[M].crossed_on == date(2026, 10, 5)
    assert str(found[M].said) == (
        "Plus de 41\u202f250,00\u00a0€ reçus le 05/10/2026\u00a0: la TVA est due à partir de ce jour. Changez votre"
        " régime de TVA à cette date."
    )
    assert found[M].left_cents == 0


def test_on_the_threshold_itself_nothing_is_crossed():
    found = read(("2026-10-05", 37_500_00))
    assert (found[F].crossed_on, found[F].used_bp) == (None, 100_00)
    assert str(found[F].said) == (
        "Il reste 0,00\u00a0€ à recevoir en 2026 avant de perdre la franchise de TVA au 01/01/2027."
    )


@pytest.mark.parametrize(("cents", "is_said"), [(30_000_00, True), (29_990_00, False)])
def test_it_is_told_from_80_percent_on(cents: int, is_said: bool):
    assert (read(("2026-02-01", cents))[F].said is not None) is is_said


def test_in_the_first_year_what_is_allowed_is_in_proportion():
    """From 1 July 2026, 184 days of 365: 37 500 × 184 ÷ 365 = 18 904.11; 83 600 × 184 ÷ 365 = 42 143.56."""
    found = read(("2026-08-01", 18_904_12), started_on=date(2026, 7, 1))
    assert [(one.limit_cents, one.is_prorated) for one in found.values()] == [
        (18_904_11, True), (41_250_00, False), (42_143_56, True),
    ]  # fmt: skip
    assert found[F].crossed_on == date(2026, 8, 1)
    assert found[M].crossed_on is None


@pytest.mark.parametrize(("started", "year", "limit"), [
    (None, 2026, 365_00),
    ("2025-07-01", 2026, 365_00),
    ("2026-01-01", 2026, 365_00),
    ("2026-12-31", 2026, 1_00),
    ("2028-12-31", 2028, 1_00),  # 366 days: 0.997 €
])  # fmt: skip
def test_days_of_the_first_year(started: str | None, year: int, limit: int):
    assert abs(prorated(365_00, year, date.fromisoformat(started) if started else None) - limit) <= (
        year == 2028
    )


def test_the_micro_ends_after_two_years_over():
    once = read(("2026-10-01", 83_600_01))[U]
    assert str(once.said) == (
        "Le seuil de 83\u202f600,00\u00a0€ est dépassé en 2026\u00a0: s’il l’est aussi en 2027, la micro-entreprise"
        " cesse le 01/01/2028."
    )
    twice = read(("2025-06-01", 77_700_01), ("2026-10-01", 83_600_01))[U]
    assert str(twice.said) == (
        "Le seuil de 83\u202f600,00\u00a0€ est dépassé deux années de suite\u00a0: la micro-entreprise cesse le"
        " 01/01/2027."
    )
    before = read(("2025-06-01", 77_700_00), ("2026-10-01", 83_600_01))[U]
    assert before.said == once.said
    near = read(("2026-10-01", 80_000_00))[U]
    assert (
        str(near.said)
        == "Il reste 3\u202f600,00\u00a0€ à recevoir en 2026 sous le seuil de la micro-entreprise."
    )


def test_the_first_year_too_counts_in_proportion_the_year_after():
    """77 700 × 31 ÷ 365 = 6 599.18 for December 2025."""
    over = read(("2025-12-05", 6_599_19), ("2026-10-01", 83_600_01), started_on=date(2025, 12, 1))[U]
    assert "deux années de suite" in str(over.said)
    under = read(("2025-12-05", 6_599_18), ("2026-10-01", 83_600_01), started_on=date(2025, 12, 1))[U]
    assert "deux années de suite" not in str(under.said)


def test_money_given_back_counts_on_the_evening_of_its_day():
    receipts = [
        Receipt(date(2026, 5, 1), 50_00),
        Receipt(date(2026, 5, 1), -20_00),
        Receipt(date(2026, 6, 1), 11_00),
    ]
    assert crossed_on(receipts, 2026, 40_00) == date(2026, 6, 1)
    assert crossed_on(receipts, 2026, 41_00) is None
    assert crossed_on(receipts, 2025, 0) is None


def test_a_year_without_thresholds_is_refused():
    with pytest.raises(Refused, match="Seuil de la franchise de TVA, services"):
        read(today=date(2024, 6, 1))
