from collections import defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.invoices.make import DAYS, ON, STAMPS, document
from tests.domain.invoices.sold import RATES
from webapp.domain.invoices.document import Category, Deducted, Kind, Line
from webapp.domain.invoices.totals import Group, discount_of_line, net_of_line, taken, totals, totals_of

CENT = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def drawn(random: Random, most: int) -> int:
    """Both ends come often: rounding goes wrong there."""
    return random.choice((1, most, random.randint(1, 20), random.randint(1, most), random.randint(1, most)))


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=True))
def test_vat_is_that_of_each_rate_on_the_sum_of_its_lines_rounded_once(random: Random):
    """BR-CO-10, 13, 14, 15 and 17 of ten thousand documents, counted again in decimals."""
    for _ in range(50):
        sold = [
            (drawn(random, 9_999_99), drawn(random, 99_99), drawn(random, 10_001) - 1, random.choice(RATES))
            for _ in range(random.randint(1, 6))
        ]
        _is_counted_right(sold)


def _is_counted_right(sold: list[tuple[int, int, int, int]]) -> None:
    bases: dict[int, Decimal] = defaultdict(Decimal)
    for price, quantity, discount, rate in sold:
        whole = rounded(Decimal(price) / 100 * Decimal(quantity) / 100)
        bases[rate] += whole - rounded(whole * discount / 10_000)
    vat = {rate: rounded(base * rate / 10_000) for rate, base in bases.items()}

    sums = totals_of([Line("x", price, quantity=q, discount_bp=d, vat_bp=r) for price, q, d, r in sold])

    assert {group.vat_bp: (Decimal(group.base_cents) / 100, Decimal(group.vat_cents) / 100) for group in sums.groups} == {
        rate: (bases[rate], vat[rate]) for rate in bases
    }  # fmt: skip
    assert [group.vat_bp for group in sums.groups] == sorted(bases, reverse=True)
    assert Decimal(sums.net_cents) / 100 == sum(bases.values())
    assert Decimal(sums.vat_cents) / 100 == sum(vat.values())
    assert Decimal(sums.gross_cents) / 100 == sum(bases.values()) + sum(vat.values())


def test_three_lines_of_a_third_of_a_cent_of_vat_make_one_cent():
    """Rounded line by line there would be none."""
    assert totals_of([Line("x", 2, vat_bp=2000)] * 3).vat_cents == 1


@pytest.mark.parametrize(("price", "quantity", "discount", "net"), [
    (5, 150, 0, 8),  # 7.5 goes up
    (3, 50, 0, 2),
    (1, 49, 0, 0),
    (100_00, 100, 3333, 66_67),
    (15, 100, 1000, 13),  # a discount of 1.5 is 2
    (100_00, 100, 10_000, 0),
])  # fmt: skip
def test_a_line_is_rounded_half_up(price: int, quantity: int, discount: int, net: int):
    line = Line("x", price, quantity=quantity, discount_bp=discount)
    assert net_of_line(line) == net
    assert discount_of_line(replace(line, discount_bp=0)) == 0


def test_exempt_lines_are_one_group_and_disbursements_no_turnover():
    sums = totals(document(DAYS, STAMPS, deposits=(Deducted("2026-020", ON, 300_00, 50_00),)))
    assert sums.groups == (
        Group(Category.STANDARD, 2000, 840_00, 168_00),
        Group(Category.EXEMPT, 0, 50_00, 0),
    )
    assert (sums.net_cents, sums.vat_cents, sums.gross_cents) == (890_00, 168_00, 1_058_00)
    assert (sums.deducted_cents, sums.due_cents) == (300_00, 758_00)
    assert (sums.disbursed_cents, sums.turnover_cents) == (50_00, 840_00)


def test_options_count_once_they_are_taken():
    option = replace(DAYS, is_option=True, words="Suivi")
    quote = document(DAYS, option, kind=Kind.QUOTE)
    assert totals(quote).net_cents == 840_00
    assert [line.words for line in taken(quote.lines, [1])] == [DAYS.words, "Suivi"]
    assert totals_of(taken(quote.lines, [1])).net_cents == 1_680_00
