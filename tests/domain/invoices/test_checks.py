from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.domain.invoices.make import CLIENTS, DAYS, ON, SELLER, STAMPS, document
from webapp.domain.invoices import law
from webapp.domain.invoices.checks import LONGEST, Problems, problems_of
from webapp.domain.invoices.document import (
    Category,
    ClientKind,
    Deducted,
    Document,
    Instalment,
    Kind,
    Line,
    Nature,
    Party,
    Reference,
    Treatment,
    VatRegime,
)

EU = ClientKind.EU_BUSINESS
FREE = VatRegime.FRANCHISE


def fields(found: Document) -> list[str]:
    return [problem.field for problem in problems_of(found)]


def seller(**values: Any) -> Document:
    return document(seller=replace(SELLER, **values))


def client(
    to: ClientKind = ClientKind.BUSINESS, regime: VatRegime = VatRegime.RECEIPTS, **values: Any
) -> Document:
    return document(to=to, regime=regime, client=replace(CLIENTS[to], **values))


def line(**values: Any) -> Document:
    return document(replace(DAYS, **values))


def broken(sold: Line) -> Document:
    """A line kept as it is, though it does not follow the document."""
    return replace(document(), lines=(sold,))


@pytest.mark.parametrize("to", ClientKind)
@pytest.mark.parametrize("regime", VatRegime)
@pytest.mark.parametrize("kind", Kind)
def test_what_is_complete_has_no_problem(to: ClientKind, regime: VatRegime, kind: Kind):
    assert problems_of(document(DAYS, STAMPS, to=to, regime=regime, kind=kind)) == []


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        (replace(document(), lines=()), "lines", "Ajoutez"),
        (document(replace(DAYS, discount_bp=10_000)), "lines", "au-dessus de zéro"),
        (line(words="  "), "lines.0.words", "vendu"),
        (line(words="x" * 201), "lines.0.words", "200"),
        (line(detail="x" * 1001), "lines.0.detail", "1000"),
        (document(DAYS, replace(DAYS, price_cents=0)), "lines.1.price_cents", "remise de 100\u00a0%."),
        (document(DAYS, replace(DAYS, price_cents=-1)), "lines.1.price_cents", "au-dessus"),
        (document(DAYS, replace(DAYS, quantity=0)), "lines.1.quantity", "au-dessus"),
        (document(DAYS, replace(DAYS, discount_bp=-1)), "lines.1.discount_bp", "0 à 100"),
        (document(DAYS, DAYS, replace(DAYS, discount_bp=10_001)), "lines.2.discount_bp", "0 à 100"),
        (document(DAYS, replace(DAYS, is_option=True)), "lines.1.is_option", "option"),
        (line(vat_bp=0), "lines.0.vat_bp", "taux"),
        (line(vat_bp=1234), "lines.0.vat_bp", "n’existe pas"),
        (line(vat_bp=1960), "lines.0.vat_bp", "02/11/2026"),
        (broken(replace(DAYS, category=Category.EXEMPT, vat_bp=0)), "lines.0.vat_bp", "celle du document"),
        (broken(replace(STAMPS, category=Category.EXEMPT, vat_bp=2000)), "lines.0.vat_bp", "0\u00a0%."),
        (document(number="2026 31"), "number", "35 caractères"),
        (document(number="F" * 36), "number", "35 caractères"),
        (seller(name=" "), "seller.name", "nom"),
        (seller(name="x" * 201), "seller.name", "200"),
        (seller(siret="", siren=""), "seller.siret", "demande"),
        (seller(siret="73282932000075"), "seller.siret", "clé"),
        (seller(siren="552100554", vat_number="FR96552100554"), "seller.siret", "ne commence pas"),
        (seller(address=" "), "seller.address", "adresse"),
        (seller(postal_code=""), "seller.postal_code", "adresse"),
        (seller(city=""), "seller.city", "adresse"),
        (seller(country="BE"), "seller.country", "France"),
        (seller(iban=""), "seller.iban", "code de paiement"),
        (seller(iban="FR1420041010050500013M02607"), "seller.iban", "clé"),
        (seller(bic="PSST"), "seller.bic", "8 ou 11"),
        (seller(vat_number=""), "seller.vat_number", "avec TVA"),
        (seller(vat_number="FR45732829320"), "seller.vat_number", "n’existe pas"),
        (seller(vat_number="FR96552100554"), "seller.vat_number", "SIREN 732829320"),
        (seller(vat_number="BE0428759497"), "seller.vat_number", "FR"),
        (document(to=EU, regime=FREE, seller=replace(SELLER, vat_number="")), "seller.vat_number", "autoliquidation"),
        (document(treatment=Treatment.FRANCHISE, treatment_reason="x"), "treatment", "pas en franchise"),
        (document(regime=FREE, treatment=Treatment.FRENCH_VAT, treatment_reason="x"), "treatment", "serait due"),
        (document(treatment=Treatment.OUTSIDE_EU), "treatment_reason", "pourquoi"),
        (client(name=""), "client.name", "nom"),
        (client(name="x" * 201), "client.name", "200"),
        (client(siren="", siret=""), "client.siren", "SIREN"),
        (client(ClientKind.PUBLIC, siren="", siret=""), "client.siren", "Chorus"),
        (client(siren="55210055", siret="", vat_number=""), "client.siren", "9 chiffres"),
        (client(siret="55210055400014"), "client.siret", "clé"),
        (client(siret="73282932000074"), "client.siret", "ne commence pas"),
        (client(address=""), "client.address", "adresse"),
        (client(postal_code=""), "client.postal_code", "adresse"),
        (client(EU, city=""), "client.city", "adresse"),
        (client(vat_number="FR44732829320"), "client.vat_number", "SIREN 552100554"),
        (client(EU, email=""), "client.email", "e-mail"),
        (client(ClientKind.ABROAD, email=""), "client.email", "e-mail"),
        (client(ClientKind.CONSUMER, email=""), "client.email", "e-mail"),
        (client(EU, vat_number=""), "client.vat_number", "s’applique"),
        (client(EU, vat_number="BE0428759498"), "client.vat_number", "n’existe pas"),
        (client(EU, vat_number="DE136695976"), "client.vat_number", "BE"),
        (client(country="BE"), "client.country", "hors de France"),
        (client(ClientKind.PUBLIC, country="ES"), "client.country", "hors de France"),
        (client(EU, country="CH"), "client.country", "autre pays"),
        (client(ClientKind.ABROAD, country="FR", postal_code="35400"), "client.country", "dans l’Union"),
        (client(ClientKind.ABROAD, country="BE"), "client.country", "dans l’Union"),
        (client(ClientKind.CONSUMER, country="XX"), "client.country", "liste"),
        (document(delivery=Party("Entrepôt", country="")), "delivery.country", "livraison"),
        (document(starts_on=None, ends_on=None), "ends_on", "eu lieu"),
        (document(kind=Kind.CORRECTIVE, starts_on=None, ends_on=None), "ends_on", "eu lieu"),
        (document(ends_on=date(2026, 9, 30)), "ends_on", "précède"),
        (document(starts_on=date(1999, 10, 1)), "starts_on", "2000"),
        (document(ends_on=date(2100, 1, 1)), "ends_on", "2099"),
        (document(due_on=None), "due_on", "jusqu’à quand"),
        (document(due_on=date(2026, 11, 1)), "due_on", "précède"),
        (document(due_on=date(2027, 1, 2)), "due_on", "01/01/2027"),
        (document(to=EU, due_on=date(2027, 1, 2)), "due_on", "60 jours"),
        (document(ends_month=True, due_on=date(2027, 1, 15)), "due_on", "14/01/2027"),
        (document(penalty_bp=785, issued_on=date(2026, 6, 30), due_on=date(2026, 7, 1)), "seller.penalty_bp", "7,86"),
        (document(deposits=(Deducted("2026-020", ON, 1_008_01, 0),)), "deposits", "0,01"),
        (document(kind=Kind.DEPOSIT, deposits=(Deducted("2026-020", ON, 1, 0),)), "deposits", "finale"),
        (document(deposits=(Deducted("2026-020", date(2026, 11, 3), 1, 0),)), "issued_on", "acompte"),
        (document(kind=Kind.CREDIT, originals=()), "originals", "cite"),
        (document(kind=Kind.CORRECTIVE, originals=()), "originals", "une seule"),
        (document(kind=Kind.CORRECTIVE, originals=(Reference("1", ON), Reference("2", ON))), "originals", "une seule"),
        (document(kind=Kind.CREDIT, originals=(Reference("n° 1", ON),)), "originals", "recevable"),
        (document(kind=Kind.CREDIT, originals=(Reference("1", date(2026, 11, 3)),)), "issued_on", "citée"),
        (document(kind=Kind.QUOTE, valid_until=None), "valid_until", "valable"),
        (document(kind=Kind.QUOTE, valid_until=date(2026, 11, 1)), "valid_until", "avant"),
        (document(kind=Kind.QUOTE, schedule=(Instalment("a", 9_999),)), "schedule", "100\u00a0%"),
        (document(kind=Kind.QUOTE, schedule=(Instalment("a", 10_000), Instalment("b", 0))), "schedule", "100"),
        *((document(**{field: "x" * (longest + 1)}), field, str(longest)) for field, longest in LONGEST.items()),
    ],
)  # fmt: skip
def test_each_problem_is_said_alone_at_its_field(wrong: Document, field: str, said: str):
    found = problems_of(wrong)
    assert [problem.field for problem in found] == [field], [str(problem.said) for problem in found]
    assert said in str(found[0].said)


@pytest.mark.parametrize(
    "right",
    [
        line(words="x" * 200, detail="x" * 1000),
        line(vat_bp=850),
        document(DAYS, replace(DAYS, discount_bp=10_000)),
        document(number=""),
        document(number="F" * 35),
        document(seller=replace(SELLER, iban=""), shows_qr=False),
        document(seller=replace(SELLER, iban=""), kind=Kind.CREDIT),
        document(
            seller=replace(SELLER, iban=""), deposits=(Deducted("2026-020", ON, 1_008_00, 168_00),)
        ),
        document(regime=FREE, seller=replace(SELLER, vat_number="")),
        document(to=ClientKind.ABROAD, seller=replace(SELLER, vat_number="")),
        document(treatment=Treatment.OUTSIDE_EU, treatment_reason="Prestation rattachée à un immeuble."),
        client(siret="", vat_number=""),
        client(country="MC"),
        client(country="RE"),
        client(EU, country="GR", vat_number="EL094259216"),
        client(ClientKind.ABROAD, vat_number="36-4123456"),
        client(ClientKind.ABROAD, country="GB"),
        client(ClientKind.CONSUMER, country="BE"),
        document(delivery=Party("Entrepôt", country="BE")),
        document(starts_on=None),
        document(ends_on=None),
        document(ends_on=date(2026, 10, 1)),
        document(kind=Kind.DEPOSIT, starts_on=None, ends_on=None),
        document(kind=Kind.CREDIT, starts_on=None, ends_on=None),
        document(due_on=ON),
        document(due_on=date(2027, 1, 1)),
        document(to=ClientKind.CONSUMER, due_on=date(2027, 6, 1)),
        document(to=ClientKind.ABROAD, due_on=date(2027, 6, 1)),
        document(ends_month=True, due_on=date(2027, 1, 14)),
        document(penalty_bp=786, issued_on=date(2026, 6, 30), due_on=date(2026, 7, 1)),
        document(penalty_bp=1),  # no rate of the half-year is known
        document(to=ClientKind.PUBLIC, penalty_bp=1, issued_on=date(2026, 6, 30), due_on=date(2026, 7, 1)),
        document(to=ClientKind.CONSUMER, penalty_bp=1, issued_on=date(2026, 6, 30), due_on=date(2026, 7, 1)),
        document(deposits=(Deducted("2026-020", ON, 1_008_00, 168_00),)),
        document(kind=Kind.CREDIT, treatment=Treatment.OUTSIDE_EU),
        document(DAYS, replace(DAYS, is_option=True), kind=Kind.QUOTE),
        document(kind=Kind.QUOTE, client=replace(CLIENTS[ClientKind.BUSINESS], siren="", siret="", address="")),
        document(to=EU, kind=Kind.QUOTE, client=replace(CLIENTS[EU], email="", vat_number="")),
        document(kind=Kind.QUOTE, valid_until=ON, schedule=()),
        *(document(**{field: "x" * longest}) for field, longest in LONGEST.items()),
    ],
)  # fmt: skip
def test_what_is_allowed_is_not_refused(right: Document):
    assert [str(problem.said) for problem in problems_of(right)] == []


def test_a_text_too_long_says_how_long_it_may_be():
    assert [str(one.said) for one in problems_of(document(title="x" * 201))] == ["Au plus 200 caractères."]


def test_a_single_cent_to_pay_has_a_code_of_payment():
    last = document(seller=replace(SELLER, iban=""), deposits=(Deducted("2026-020", ON, 1_007_99, 0),))
    assert fields(last) == ["seller.iban"]


def test_an_invoice_of_2013_is_credited_at_its_own_rate():
    old = Reference("2013-007", date(2013, 12, 31))
    assert fields(document(replace(DAYS, vat_bp=1960), kind=Kind.CREDIT, originals=(old,))) == []


def test_45_days_and_the_end_of_the_month_are_counted_both_ways():
    """From 1 January: 14 February then the 28th, or 31 January then 17 March."""
    new_year = {"issued_on": date(2026, 1, 1), "ends_month": True}
    assert fields(document(**new_year, due_on=date(2026, 3, 17))) == []
    assert fields(document(**new_year, due_on=date(2026, 3, 18))) == ["due_on"]
    assert fields(document(issued_on=date(2026, 1, 1), due_on=date(2026, 3, 3))) == ["due_on"]


def test_everything_wrong_is_said_at_once():
    wrong = document(
        replace(DAYS, words="", vat_bp=0),
        seller=replace(SELLER, iban="", vat_number=""),
        client=replace(CLIENTS[ClientKind.BUSINESS], siren="", siret=""),
        due_on=None,
    )
    assert fields(wrong) == [
        "lines.0.words", "lines.0.vat_bp", "seller.iban", "seller.vat_number", "client.siren", "due_on",
    ]  # fmt: skip
    problems = Problems(problems_of(wrong))
    assert "Dites ce qui est vendu.; Choisissez un taux" in str(problems)
    assert problems.found == problems_of(wrong)


def test_a_sum_of_lines_without_a_price_has_no_total():
    assert fields(document(replace(DAYS, price_cents=0))) == ["lines.0.price_cents", "lines"]


def test_the_natures_that_are_spent_for_the_client_alone_may_be_billed():
    assert fields(document(STAMPS, regime=FREE)) == []
    assert STAMPS.nature is Nature.DISBURSEMENT


def test_the_lowest_penalty_follows_the_half_year():
    assert law.value(law.LEGAL_INTEREST, date(2025, 6, 30)) * 3 == 1113
    low = {"penalty_bp": 1112, "issued_on": date(2025, 6, 30), "due_on": date(2025, 7, 1)}
    assert fields(document(**low)) == ["seller.penalty_bp"]
    assert fields(document(**{**low, "issued_on": date(2025, 7, 1)})) == []
