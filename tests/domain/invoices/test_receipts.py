from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.invoices.document import Category, Kind, Line, Nature, Treatment, VatRegime
from webapp.domain.invoices.receipts import (
    OVERPAID,
    Account,
    Bill,
    Paid,
    Part,
    Rate,
    cut,
    less,
    received,
    share,
    vat_figures,
)
from webapp.domain.invoices.totals import totals_of

ISSUED = date(2026, 3, 2)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def line(cents: int, bp: int = 2000, nature: Nature = Nature.SERVICE, **values) -> Line:
    if nature is Nature.DISBURSEMENT or not bp:
        return Line("x", cents, vat_bp=0, category=Category.EXEMPT, nature=nature, **values)
    return Line("x", cents, vat_bp=bp, nature=nature, **values)


def bill(*lines: Line, key: str = "f", deposits=(), **values) -> Bill:
    whole = cut(lines)
    values = {
        "kind": Kind.INVOICE,
        "number": key,
        "issued_on": ISSUED,
        "regime": VatRegime.RECEIPTS,
        "treatment": Treatment.FRENCH_VAT,
        **values,
    }
    return Bill(key=key, whole=whole, owed=less(whole, *deposits), **values)


def paid(cents: int, on: date = date(2026, 4, 1), key: str = "p") -> Paid:
    return Paid(key, on, cents)


LINES = st.lists(
    st.builds(
        line,
        st.integers(1, 5_000_00),
        st.sampled_from([2000, 1000, 550, 0]),
        st.sampled_from(list(Nature)),
        quantity=st.integers(1, 3000),
        discount_bp=st.sampled_from([0, 500, 3333]),
    ),
    min_size=1,
    max_size=8,
)


@given(LINES)
def test_the_parts_of_a_document_add_up_to_it(lines: list[Line]):
    sums, parts = totals_of(lines), cut(lines)
    assert sum(parts.values()) == sums.gross_cents
    assert sum(own for part, own in parts.items() if part.is_vat) == sums.vat_cents
    assert (
        sum(own for part, own in parts.items() if part.account is Account.DISBURSED) == sums.disbursed_cents
    )


@given(LINES, st.lists(st.integers(1, 99), max_size=6))
def test_payments_add_up_and_the_last_one_takes_the_rest(lines: list[Line], shares: list[int]):
    whole = totals_of(lines).gross_cents
    sums, left = [], whole
    for percent in shares:
        sums.append(left * percent // 100)
        left -= sums[-1]
    sums = [own for own in (*sums, left) if own]
    days = [ISSUED + timedelta(days=rank) for rank in range(len(sums))]
    one = bill(*lines, paid=[paid(own, day, str(day)) for own, day in zip(sums, days, strict=True)])
    receipts = received([one])
    assert [receipt.cents for receipt in receipts] == sums
    for receipt in receipts:
        assert sum(receipt.parts.values()) == receipt.cents
        assert all(own >= 0 for own in receipt.parts.values())
        assert receipt.turnover_cents + receipt.vat_cents + receipt.disbursed_cents == receipt.cents
    together: dict[Part, int] = defaultdict(int)
    for receipt in receipts:
        for part, own in receipt.parts.items():
            together[part] += own
    assert {part: own for part, own in together.items() if own} == {
        p: own for p, own in one.owed.items() if own
    }


@given(LINES, st.integers(1, 10_000_00))
def test_a_share_is_never_more_than_what_remains(lines: list[Line], cents: int):
    remaining = cut(lines)
    found = share(cents, remaining)
    assert sum(found.values()) == cents
    assert all(found.get(part, 0) <= own for part, own in remaining.items())


def test_half_a_payment_pays_half_of_each_rate():
    one = bill(line(100_00, 2000), line(100_00, 1000), paid=[paid(115_00)])
    (receipt,) = received([one])
    assert vat_figures([one], [receipt], *YEAR).rates == (Rate(2000, 50_00, 10_00), Rate(1000, 50_00, 5_00))


def test_what_is_paid_too_much_is_no_turnover():
    (receipt,) = received([bill(line(100_00), paid=[paid(150_00)])])
    assert (receipt.turnover_cents, receipt.vat_cents, receipt.overpaid_cents) == (100_00, 20_00, 30_00)


def test_disbursements_are_no_turnover_and_bear_no_vat():
    (receipt,) = received([bill(line(100_00), line(50_00, nature=Nature.DISBURSEMENT), paid=[paid(170_00)])])
    assert (receipt.turnover_cents, receipt.vat_cents, receipt.disbursed_cents) == (100_00, 20_00, 50_00)


def test_a_final_invoice_is_owed_less_its_deposits():
    deposit = bill(line(30_00), key="a", kind=Kind.DEPOSIT, paid=[paid(36_00)])
    final = bill(line(100_00), deposits=[deposit.whole], paid=[paid(84_00, date(2026, 5, 2))])
    receipts = received([deposit, final])
    assert [receipt.turnover_cents for receipt in receipts] == [30_00, 70_00]
    assert vat_figures([deposit, final], receipts, *YEAR).rates == (Rate(2000, 100_00, 20_00),)


def test_a_credit_note_before_payment_changes_what_the_payment_is_for():
    invoice = bill(line(100_00, 2000), line(100_00, 1000), paid=[paid(120_00, date(2026, 5, 2))])
    note = bill(line(100_00, 1000), key="n", kind=Kind.CREDIT, original="f", issued_on=date(2026, 4, 2))
    receipts = received([invoice, note])
    assert vat_figures([invoice, note], receipts, *YEAR).rates == (Rate(2000, 100_00, 20_00),)


def test_money_given_back_is_below_zero():
    invoice = bill(line(100_00), paid=[paid(120_00)])
    note = bill(
        line(50_00),
        key="n",
        kind=Kind.CREDIT,
        original="f",
        issued_on=date(2026, 5, 2),
        paid=[paid(60_00, date(2026, 5, 3), "r")],
    )
    receipts = received([invoice, note])
    assert [receipt.cents for receipt in receipts] == [120_00, -60_00]
    assert [receipt.turnover_cents for receipt in receipts] == [100_00, -50_00]
    assert vat_figures([invoice, note], receipts, *YEAR).rates == (Rate(2000, 50_00, 10_00),)


def test_what_was_paid_too_much_is_given_back_before_any_turnover():
    invoice = bill(line(100_00), paid=[paid(120_00, date(2026, 5, 2))])
    note = bill(
        line(50_00),
        key="n",
        kind=Kind.CREDIT,
        original="f",
        issued_on=date(2026, 4, 2),
        paid=[paid(60_00, date(2026, 5, 3), "r")],
    )
    came, back = received([invoice, note])
    assert (came.turnover_cents, came.overpaid_cents) == (50_00, 60_00)
    assert (back.turnover_cents, back.vat_cents, back.overpaid_cents) == (0, 0, -60_00)


def test_by_the_option_for_debits_vat_is_due_when_invoiced():
    invoice = bill(line(100_00), regime=VatRegime.DEBITS)
    note = bill(
        line(40_00),
        key="n",
        kind=Kind.CREDIT,
        original="f",
        regime=VatRegime.DEBITS,
        issued_on=date(2026, 4, 2),
    )
    assert vat_figures([invoice, note], [], ISSUED, ISSUED).rates == (Rate(2000, 100_00, 20_00),)
    assert vat_figures([invoice, note], [], *YEAR).rates == (Rate(2000, 60_00, 12_00),)


def test_goods_are_due_when_invoiced_whatever_the_option():
    one = bill(line(100_00, nature=Nature.GOODS), line(100_00), paid=[paid(240_00, date(2026, 5, 2))])
    receipts = received([one])
    assert vat_figures([one], receipts, ISSUED, ISSUED).rates == (Rate(2000, 100_00, 20_00),)
    assert vat_figures([one], receipts, date(2026, 5, 1), date(2026, 5, 31)).rates == (
        Rate(2000, 100_00, 20_00),
    )


def test_a_corrective_takes_back_the_one_it_replaces():
    wrong = bill(line(100_00), regime=VatRegime.DEBITS)
    right = bill(
        line(90_00),
        key="r",
        kind=Kind.CORRECTIVE,
        original="f",
        regime=VatRegime.DEBITS,
        issued_on=date(2026, 4, 2),
    )
    assert vat_figures([wrong, right], [], *YEAR).rates == (Rate(2000, 90_00, 18_00),)
    assert vat_figures([wrong, right], [], date(2026, 4, 1), date(2026, 4, 30)).rates == (
        Rate(2000, -10_00, -2_00),
    )


@pytest.mark.parametrize(
    ("treatment", "field"),
    [(Treatment.REVERSE_CHARGE, "eu_cents"), (Treatment.OUTSIDE_EU, "abroad_cents")],
)
def test_sales_abroad_stand_apart(treatment: Treatment, field: str):
    sold = Line("x", 100_00, category=Category.REVERSE_CHARGE)
    figures = vat_figures([bill(sold, treatment=treatment, regime=VatRegime.FRANCHISE)], [], *YEAR)
    assert (getattr(figures, field), figures.rates) == (100_00, ())


def test_franchise_collects_no_vat():
    one = bill(
        line(100_00, 0), regime=VatRegime.FRANCHISE, treatment=Treatment.FRANCHISE, paid=[paid(100_00)]
    )
    receipts = received([one])
    assert (receipts[0].turnover_cents, vat_figures([one], receipts, *YEAR).rates) == (100_00, ())


LINES_OF = {
    VatRegime.FRANCHISE: st.lists(
        st.builds(line, st.integers(1, 900_00), st.just(0)), min_size=1, max_size=3
    ),
    VatRegime.RECEIPTS: LINES,
    VatRegime.DEBITS: LINES,
}


@given(st.data(), st.sampled_from([(a, b, c) for a in VatRegime for b in VatRegime for c in VatRegime]))
def test_vat_is_neither_lost_nor_counted_twice_whatever_the_regimes(data: st.DataObject, regimes):
    """A deposit, its final invoice and another each under their regime, a credit note on it, all paid bit by bit."""
    one, two, three = [data.draw(LINES_OF[regime]) for regime in regimes]
    deposit = bill(*one, key="a", kind=Kind.DEPOSIT, regime=regimes[0], issued_on=date(2026, 1, 5))
    final = bill(*one, *two, key="f", regime=regimes[1], issued_on=date(2026, 3, 2), deposits=[deposit.whole])
    other = bill(*three, key="o", regime=regimes[2], issued_on=date(2026, 5, 4))
    note = bill(
        *three[:1], key="n", kind=Kind.CREDIT, original="o", regime=regimes[2], issued_on=date(2026, 6, 1)
    )
    bills = [_paid_in_bits(one, data.draw(st.integers(0, 100))) for one in (deposit, final, other, note)]
    receipts = received(bills)
    months = [(date(2026, month, 1), date(2026, month + 1, 1) - timedelta(days=1)) for month in range(1, 12)]
    declared = sum(vat_figures(bills, receipts, *month).vat_cents for month in months)
    owed = [
        (one.sign, part, cents)
        for one in bills
        for part, cents in (one.whole if one.kind is Kind.CREDIT else one.owed).items()
        if one.regime is not VatRegime.FRANCHISE
    ]
    assert declared == sum(sign * cents for sign, part, cents in owed if part.is_vat)
    assert sum(one.cents for one in receipts) == sum(
        one.sign * sum((one.whole if one.kind is Kind.CREDIT else one.owed).values()) for one in bills
    )


def _paid_in_bits(one: Bill, percent: int) -> Bill:
    """Two payments, ten and twenty days after."""
    whole = max(0, sum((one.whole if one.kind is Kind.CREDIT else one.owed).values()))
    first = whole * percent // 100
    sums = [first, whole - first]
    return replace(
        one,
        paid=[
            paid(cents, one.issued_on + timedelta(days=10 * rank), f"{one.key}{rank}")
            for rank, cents in enumerate(sums, 1)
            if cents
        ],
    )


def test_nothing_left_to_pay_is_all_too_much():
    assert share(10, {}) == {OVERPAID: 10}
