from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.invoices.make import DAYS, ON, STAMPS, document
from tests.domain.invoices.sold import sold_lines
from webapp.domain.invoices.credits import left_to_credit, partial_credit, whole_credit
from webapp.domain.invoices.deposits import (
    deposit_lines,
    share_of,
)
from webapp.domain.invoices.document import Deducted, Document, Instalment, Kind, Line, Nature
from webapp.domain.invoices.totals import net_of_line, totals, totals_of
from webapp.domain.refusals import Refused

DINNER = replace(
    DAYS, words="Repas de l’équipe", price_cents=37_25, quantity=100, vat_bp=1000, nature=Nature.EXPENSE
)
BOOK = replace(DAYS, words="Livre", price_cents=21_00, quantity=100, vat_bp=550, nature=Nature.GOODS)
schedules = st.lists(st.integers(1, 9_999), min_size=0, max_size=4).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(set(cuts))], [*sorted(set(cuts)), 10_000], strict=True)]
)


def paper(lines: tuple[Line, ...], kind: Kind = Kind.DEPOSIT, **values: object) -> Document:
    return replace(document(kind=kind), lines=lines, **values)  # type: ignore[arg-type]


def taken_off(asked: tuple[Line, ...]) -> Deducted:
    sums = totals_of(asked)
    return Deducted("2026-020", ON, sums.gross_cents, sums.vat_cents)


@given(sold_lines, schedules)
def test_deposits_and_the_balance_come_to_the_quote(lines: tuple[Line, ...], shares: list[int]):
    whole = totals_of(lines)
    assume(whole.gross_cents > 0)
    deducted: list[Deducted] = []
    bases: dict[tuple[str, int], int] = {}
    for rank, share in enumerate(shares):
        schedule = [Instalment("", one) for one in shares]
        assert share_of(schedule, rank) == (share, sum(shares[:rank]))
        asked = deposit_lines(lines, share, "Acompte", asked_bp=sum(shares[:rank]))
        for line in asked:
            key = (line.category, line.vat_bp)
            bases[key] = bases.get(key, 0) + line.price_cents
        if asked:
            deducted.append(taken_off(asked))
    left = whole.gross_cents - sum(one.gross_cents for one in deducted)
    assert 0 <= left <= 2 * len(shares)
    assert totals_of(lines, deducted).due_cents == left
    for group in whole.groups:
        assert abs(bases.get((group.category, group.vat_bp), 0) - group.base_cents) <= 2 * len(shares)


@given(sold_lines, st.integers(1, 9_999))
def test_a_deposit_is_near_its_share_of_every_rate(lines: tuple[Line, ...], share: int):
    asked = {
        (g.category, g.vat_bp): g.base_cents for g in totals_of(deposit_lines(lines, share, "Acompte")).groups
    }
    for group in totals_of(lines).groups:
        assert abs(asked.get((group.category, group.vat_bp), 0) - group.base_cents * share / 10_000) <= 3


def test_a_deposit_of_30_percent_by_rate():
    """840 € at 20 %, 37.25 € at 10 %, 50 € of débours."""
    lines = deposit_lines(
        document(DAYS, DINNER, STAMPS).lines, 3000, "Acompte de 30 % sur le devis D-2026-004"
    )
    assert [(line.words, line.price_cents, line.vat_bp, line.nature) for line in lines] == [
        ("Acompte de 30 % sur le devis D-2026-004 (TVA 20\u00a0%)", 252_00, 2000, Nature.SERVICE),
        ("Acompte de 30 % sur le devis D-2026-004 (TVA 10\u00a0%)", 11_18, 1000, Nature.SERVICE),
        ("Acompte de 30 % sur le devis D-2026-004 (débours)", 15_00, 0, Nature.DISBURSEMENT),
    ]
    assert totals_of(lines).gross_cents == 252_00 + 50_40 + 11_18 + 1_12 + 15_00
    assert [line.quantity for line in lines] == [100, 100, 100]


def test_one_rate_makes_one_line_named_as_it_is():
    assert deposit_lines(document(DAYS, DAYS).lines, 5000, "Acompte") == (
        Line("Acompte", 840_00, vat_bp=2000),
    )  # fmt: skip


def test_goods_stay_goods():
    words = [line.words for line in deposit_lines(document(DAYS, BOOK).lines, 5000, "Acompte")]
    assert words == ["Acompte (TVA 20\u00a0%)", "Acompte (biens, TVA 5,5\u00a0%)"]


def test_no_more_than_the_whole_is_asked():
    lines = document().lines
    with pytest.raises(Refused, match="jusqu’à 69,5\u00a0%"):
        deposit_lines(lines, 6951, "Acompte", asked_bp=3050)
    with pytest.raises(Refused, match="jusqu’à 100"):
        deposit_lines(lines, 0, "Acompte")
    with pytest.raises(Refused, match="déjà"):
        deposit_lines(lines, 1, "Acompte", asked_bp=10_000)
    assert totals_of(deposit_lines(lines, 6950, "Acompte", asked_bp=3050)).gross_cents > 0


def test_the_whole_credit_is_the_invoice_itself():
    invoice = document(DAYS, STAMPS)
    assert whole_credit(invoice) == invoice.lines
    assert left_to_credit(invoice) == 1_058_00


def test_what_is_left_of_several_rates_is_given_back_to_the_cent():
    """Three rates, each rounded down: together they are three cents short."""
    lines = (
        Line("Livre", 4, vat_bp=2000),
        Line("Repas", 10_62, vat_bp=1000),
        Line("Presse", 8_34, vat_bp=210),
    )
    invoice = document(*lines)
    gross = left_to_credit(invoice)
    for part in range(1, gross - 10):
        credit = paper(partial_credit(invoice, part, "Geste"), Kind.CREDIT)
        rest = paper(whole_credit(invoice, [credit]), Kind.CREDIT)
        assert 0 <= left_to_credit(invoice, [credit, rest]) <= 1, part


@given(sold_lines, st.lists(st.integers(1, 60), max_size=3))
def test_credits_never_go_over_the_invoice(lines: tuple[Line, ...], parts: list[int]):
    invoice = paper(lines, Kind.INVOICE)
    gross = totals(invoice).gross_cents
    assume(gross > 100)
    credits: list[Document] = []
    for part in parts:
        wanted = min(gross * part // 100, left_to_credit(invoice, credits))
        if wanted < 10:
            continue
        sold = partial_credit(invoice, wanted, "Geste", credits)
        assert wanted - 2 <= totals_of(sold).gross_cents <= wanted
        assert all(net_of_line(line) > 0 for line in sold)
        credits.append(paper(sold, Kind.CREDIT))
    left = left_to_credit(invoice, credits)
    assert left >= 0
    if left > 10:
        credits.append(paper(whole_credit(invoice, credits), Kind.CREDIT))
        assert 0 <= left_to_credit(invoice, credits) <= 2


def test_after_a_first_credit_the_rest_is_given_back_by_rate():
    invoice = document(DAYS, DINNER)
    first = document(replace(DAYS, quantity=100), kind=Kind.CREDIT)
    assert left_to_credit(invoice, [first]) == 1_008_00 + 40_98 - 336_00
    assert [(line.words, line.price_cents, line.vat_bp) for line in whole_credit(invoice, [first])] == [
        ("Solde de la facture 2026-031 (TVA 20\u00a0%)", 560_00, 2000),
        ("Solde de la facture 2026-031 (TVA 10\u00a0%)", 37_25, 1000),
    ]
    assert whole_credit(invoice, [first], "Annulation")[0].words == "Annulation (TVA 20\u00a0%)"


def test_a_part_stays_within_what_is_left():
    invoice = document()
    lines = partial_credit(invoice, 100_00, "Remise commerciale")
    assert [(line.words, line.price_cents) for line in lines] == [("Remise commerciale", 83_33)]
    assert totals_of(lines).gross_cents == 100_00
    credit = paper(lines, Kind.CREDIT)
    with pytest.raises(Refused, match="2026-031 va jusqu’à 908,00"):
        partial_credit(invoice, 908_01, "x", [credit])
    with pytest.raises(Refused, match="jusqu’à"):
        partial_credit(invoice, 0, "x")
    assert totals_of(partial_credit(invoice, 908_00, "x", [credit])).gross_cents == 908_00


@pytest.mark.parametrize("credits", [[document(kind=Kind.CREDIT)], [document(DAYS, DAYS, kind=Kind.CREDIT)]])
def test_nothing_is_given_back_twice(credits: list[Document]):
    with pytest.raises(Refused, match="^La facture 2026-031 est déjà entièrement créditée.$"):
        whole_credit(document(), credits)
    with pytest.raises(Refused, match="entièrement créditée"):
        partial_credit(document(), 1, "x", credits)
