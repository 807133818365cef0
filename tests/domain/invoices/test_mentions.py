from dataclasses import replace
from datetime import date

import pytest

from tests.domain.invoices.make import CLIENTS, DAYS, SELLER, STAMPS, document
from webapp.domain.invoices import law
from webapp.domain.invoices.document import (
    Category,
    ClientKind,
    Document,
    Exemption,
    Kind,
    Mention,
    Nature,
    Treatment,
    VatRegime,
)
from webapp.domain.invoices.mentions import with_mentions
from webapp.domain.refusals import Refused

PROFESSIONALS = [kind for kind in ClientKind if kind is not ClientKind.CONSUMER]
FREE = VatRegime.FRANCHISE


def mentions(of: Document) -> dict[str, Mention]:
    found = with_mentions(of).mentions
    assert len({one.key for one in found}) == len(found)
    return {one.key: one for one in found}


def printed(of: Document) -> list[str]:
    return [key for key, one in mentions(of).items() if one.is_printed]


@pytest.mark.parametrize("to", ClientKind)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.QUOTE])
def test_every_xml_has_the_three_notes_once(to: ClientKind, kind: Kind):
    """BR-FR-05 and 06 ask them of consumers’ invoices and of credit notes too."""
    codes = [one.code for one in mentions(document(to=to, kind=kind)).values()]
    assert sorted(code for code in codes if code in ("AAB", "PMD", "PMT")) == ["AAB", "PMD", "PMT"]


@pytest.mark.parametrize(("to", "kind", "keys"), [
    *((to, Kind.INVOICE, ["ei", "operation", "discount", "penalties", "recovery"]) for to in PROFESSIONALS),
    *((to, Kind.DEPOSIT, ["ei", "operation", "discount", "penalties", "recovery"]) for to in PROFESSIONALS),
    *((to, Kind.CORRECTIVE, ["ei", "operation", "replaces", "discount", "penalties", "recovery"]) for to in PROFESSIONALS),
    *((to, Kind.CREDIT, ["ei", "operation"]) for to in PROFESSIONALS),
    *((to, Kind.QUOTE, ["ei", "operation", "validity", "penalties", "recovery"]) for to in PROFESSIONALS),
    (ClientKind.CONSUMER, Kind.INVOICE, ["ei", "operation", "note", "mediator"]),
    (ClientKind.CONSUMER, Kind.CREDIT, ["ei", "operation", "mediator"]),
    (ClientKind.CONSUMER, Kind.QUOTE, ["ei", "operation", "validity", "advance", "withdrawal", "mediator"]),
])  # fmt: skip
def test_what_the_page_says(to: ClientKind, kind: Kind, keys: list[str]):
    assert printed(document(to=to, kind=kind)) == keys


def test_the_words_of_a_business_invoice():
    found = mentions(document())
    assert {key: (one.text, one.code) for key, one in found.items()} == {
        "ei": ("Entrepreneur individuel (EI)", "REG"),
        "operation": ("Prestation de services", ""),
        "discount": ("Pas d’escompte pour paiement anticipé.", "AAB"),
        "penalties": (
            "En cas de retard de paiement, pénalités au taux annuel de trois fois le taux d’intérêt légal,"
            " exigibles dès le lendemain de l’échéance, sans rappel.",
            "PMD",
        ),
        "recovery": (
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement\u00a0: 40\u00a0€.",
            "PMT",
        ),
    }


def test_the_rate_a_person_agreed_is_printed():
    found = mentions(document(penalty_bp=1250))["penalties"]
    assert "au taux annuel de 12,5\u00a0%, exigibles" in found.text
    assert found.code == "PMD"


def test_a_public_body_owes_the_rate_of_its_code_whatever_was_agreed():
    text = mentions(document(to=ClientKind.PUBLIC, penalty_bp=1250))["penalties"].text
    assert "majoré de huit points" in text and "12,5" not in text


def test_a_consumer_is_asked_neither_penalty_nor_indemnity():
    found = mentions(document(to=ClientKind.CONSUMER, penalty_bp=1250))
    assert "pas de pénalités" in found["penalties"].text
    assert "pas d’indemnité" in found["recovery"].text
    assert not any("40\u00a0€" in one.text for one in found.values())


@pytest.mark.parametrize(("cents", "is_there"), [(25_00, True), (24_99, False)])
def test_a_consumer_is_owed_a_note_from_25_euros(cents: int, is_there: bool):
    sold = document(replace(DAYS, price_cents=cents, quantity=100), to=ClientKind.CONSUMER, regime=FREE)
    assert ("note" in mentions(sold)) is is_there


def test_the_25_euros_are_with_vat():
    assert "note" in mentions(
        document(replace(DAYS, price_cents=20_84, quantity=100), to=ClientKind.CONSUMER)
    )


def test_the_mediator_is_named_to_consumers_once_known():
    assert (
        mentions(document(to=ClientKind.CONSUMER))["mediator"].text
        == "Médiateur de la consommation\u00a0: Médiation de l’Ouest, Rennes"
    )
    unknown = document(to=ClientKind.CONSUMER, seller=replace(SELLER, mediator=""))
    assert "mediator" not in mentions(unknown)
    assert "mediator" not in mentions(replace(unknown, kind=Kind.QUOTE))


def test_an_advance_is_told_only_where_one_is_asked():
    assert "advance" not in mentions(document(to=ClientKind.CONSUMER, kind=Kind.QUOTE, schedule=()))


def test_the_words_of_a_quote():
    found = mentions(document(to=ClientKind.CONSUMER, kind=Kind.QUOTE))
    assert found["validity"].text == "Devis valable jusqu’au 31/01/2027."
    assert "non des arrhes" in found["advance"].text
    assert "14 jours pour vous rétracter" in found["withdrawal"].text
    assert "validity" not in mentions(document(kind=Kind.QUOTE, valid_until=None))


def test_a_corrective_says_what_it_replaces():
    text = mentions(document(kind=Kind.CORRECTIVE))["replaces"].text
    assert text == "Annule et remplace la facture 2026-020 du 09/10/2026."
    assert "replaces" not in mentions(document(kind=Kind.CORRECTIVE, originals=()))


@pytest.mark.parametrize(("regime", "to", "is_there"), [
    (VatRegime.DEBITS, ClientKind.BUSINESS, True),
    (VatRegime.DEBITS, ClientKind.EU_BUSINESS, False),
    (VatRegime.RECEIPTS, ClientKind.BUSINESS, False),
    (FREE, ClientKind.BUSINESS, False),
])  # fmt: skip
def test_the_option_for_debits_is_told_where_vat_is_due(regime: VatRegime, to: ClientKind, is_there: bool):
    assert ("debits" in mentions(document(regime=regime, to=to))) is is_there


@pytest.mark.parametrize(("natures", "text"), [
    ([Nature.SERVICE], "Prestation de services"),
    ([Nature.EXPENSE], "Prestation de services"),
    ([Nature.DISBURSEMENT], "Prestation de services"),
    ([Nature.GOODS], "Livraison de biens"),
    ([Nature.GOODS, Nature.DISBURSEMENT], "Livraison de biens"),
    ([Nature.GOODS, Nature.SERVICE], "Livraison de biens et prestation de services"),
])  # fmt: skip
def test_the_category_of_operation(natures: list[Nature], text: str):
    assert mentions(document(*(replace(DAYS, nature=one) for one in natures)))["operation"].text == text


def exemptions(of: Document) -> tuple[Exemption, ...]:
    return with_mentions(of).exemptions


FRANCHISE = "TVA non applicable, article\u00a0293 B du CGI"
DISBURSED = "Débours, article\u00a0267, II, 2° du CGI"


@pytest.mark.parametrize(("of", "found"), [
    (document(), ()),
    (document(regime=FREE), (Exemption(Category.EXEMPT, FRANCHISE, "VATEX-FR-FRANCHISE"),)),
    (document(DAYS, STAMPS), (Exemption(Category.EXEMPT, DISBURSED, "VATEX-EU-79-C"),)),
    (
        document(DAYS, STAMPS, regime=FREE),
        (Exemption(Category.EXEMPT, f"{FRANCHISE}\u00a0; {DISBURSED}", "VATEX-FR-FRANCHISE"),),
    ),
    (document(STAMPS, regime=FREE), (Exemption(Category.EXEMPT, DISBURSED, "VATEX-EU-79-C"),)),
    (
        document(STAMPS, DAYS, to=ClientKind.EU_BUSINESS),
        (
            Exemption(Category.EXEMPT, DISBURSED, "VATEX-EU-79-C"),
            Exemption(
                Category.REVERSE_CHARGE,
                "Autoliquidation, article\u00a0283-2 du CGI et articles\u00a044 et 196 de la directive 2006/112/CE",
                "VATEX-EU-AE",
            ),
        ),
    ),
    (
        document(to=ClientKind.ABROAD, regime=FREE),
        (
            Exemption(
                Category.REVERSE_CHARGE, "TVA non applicable, article\u00a0259, 1° du CGI", "VATEX-EU-AE"
            ),
        ),
    ),
    (
        document(treatment=Treatment.REVERSE_CHARGE, kind=Kind.QUOTE),
        (
            Exemption(
                Category.REVERSE_CHARGE,
                "Autoliquidation, article\u00a0283-2 du CGI et articles\u00a044 et 196 de la directive 2006/112/CE",
                "VATEX-EU-AE",
            ),
        ),
    ),
])  # fmt: skip
def test_one_reason_by_category_without_vat(of: Document, found: tuple[Exemption, ...]):
    assert exemptions(of) == found


@pytest.mark.parametrize(("on", "cibs", "said"), [
    ("2026-08-31", True, "293 B"),  # the new code is not in force
    ("2026-09-01", False, "293 B"),
    ("2026-09-01", True, "L.\u00a0223-1"),
    ("2027-12-31", False, "293 B"),
    ("2028-01-01", False, "L.\u00a0223-1"),
    ("2028-01-01", True, "L.\u00a0223-1"),
])  # fmt: skip
def test_the_code_quoted_is_that_of_the_day(on: str, cibs: bool, said: str):
    (found,) = exemptions(document(regime=FREE, issued_on=date.fromisoformat(on), cites_cibs=cibs))
    assert said in found.text


@pytest.mark.parametrize("to", [ClientKind.EU_BUSINESS, ClientKind.ABROAD])
def test_the_cgi_is_quoted_nowhere_from_2028(to: ClientKind):
    found = exemptions(document(DAYS, STAMPS, to=to, issued_on=date(2028, 1, 1)))
    assert len(found) == 2
    assert not any("CGI" in one.text for one in found)


def test_a_document_has_the_mentions_of_its_day_alone():
    once = with_mentions(document())
    assert with_mentions(replace(once, issued_on=date(2026, 11, 3))) == replace(
        once, issued_on=date(2026, 11, 3)
    )
    with pytest.raises(Refused, match="01/01/2021"):
        with_mentions(document(issued_on=date(2021, 1, 1)))


def test_every_wording_can_be_filled():
    """A percent sign of a text that takes values is doubled, one of a text that takes none is not."""
    filled = {"rate": "1", "amount": "1", "mediator": "1", "number": "1", "day": "1", "days": "1"}
    for wordings in law.WORDINGS.values():
        for one in wordings:
            assert "%" not in (one.text % filled if "%(" in one.text else one.text).replace("1\u00a0%", "")
            assert " :" not in one.text and one.source.url.startswith("https://")


@pytest.mark.parametrize("to", ClientKind)
def test_no_sentence_is_said_twice(to: ClientKind):
    whole = with_mentions(document(DAYS, STAMPS, to=to, regime=FREE, client=CLIENTS[to]))
    texts = [one.text for one in (*whole.mentions, *whole.exemptions)]
    assert len(set(texts)) == len(texts)
