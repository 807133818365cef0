import csv
import io
from datetime import date

import pytest
import time_machine

from tests.browse import HTMX, Browser
from tests.invoicing.payments.make import NOW
from tests.make import Place, World
from tests.money.test_views import seen
from webapp.domain.invoices.document import Kind, Line, Nature, VatRegime
from webapp.invoicing.models import Invoice, Means, Payment

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def paid(
    world: World,
    place: Place,
    invoice: Invoice,
    cents: int,
    on: date = date(2026, 11, 16),
    means=Means.TRANSFER,
):
    world.add(place, Payment(invoice_id=invoice.id, cents=cents, paid_on=on, means=means))


def table(page) -> list[list[str]]:
    return list(csv.reader(io.StringIO(page.text.lstrip("\ufeff")), delimiter=";"))


def test_the_book_of_receipts_holds_every_payment_at_its_day(browse: Browser, world: World):
    world.seller(world.lune, micro="liberal")
    world.seller(world.soleil)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    paid(world, world.lune, invoice, 400_00, date(2026, 10, 30), Means.CHEQUE)
    paid(world, world.lune, invoice, 440_00)
    theirs = world.invoice(world.soleil, world.client(world.soleil, "Studio Faubourg"))
    paid(world, world.soleil, theirs, 840_00)

    text = seen(browse.get("ledger.index"))

    assert "Encaissé 840,00 €" in text
    assert "Novembre 2026 1 recette 440,00 €" in text
    assert "30 oct. 2026-001 Atelier Hauteur, chèque 400,00 €" in text
    assert text.index("Novembre 2026") < text.index("Octobre 2026")
    assert "Studio Faubourg" not in text


def test_money_given_back_is_below_zero_and_disbursements_stand_apart(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    lines = (Line("Conseil", 500_00), Line("Timbres", 20_00, nature=Nature.DISBURSEMENT))
    invoice = world.invoice(world.lune, client, *lines)
    paid(world, world.lune, invoice, 520_00)
    note = world.invoice(
        world.lune,
        client,
        Line("Remise", 100_00),
        kind=Kind.CREDIT,
        original_id=invoice.id,
        on=date(2026, 11, 18),
    )
    paid(world, world.lune, note, 100_00, date(2026, 11, 20))

    text = seen(browse.get("ledger.index"))
    assert "Chiffre d’affaires HT 400,00 €" in text
    assert "Débours, à part 20,00 €" in text
    assert "−100,00 €" in text

    rows = table(browse.get("ledger.receipts_file"))
    assert rows[0][:6] == ["Date", "Client", "Document", "Nature", "Moyen", "Montant"]
    assert rows[1][3:] == [
        "Prestation de services, Débours",
        "Virement",
        "520,00",
        "500,00",
        "0,00",
        "0,00",
        "20,00",
        "0,00",
    ]
    assert rows[2][3:7] == ["Remboursement", "Virement", "-100,00", "-100,00"]


def test_a_year_holds_its_own_receipts(browse: Browser, world: World):
    world.seller(world.lune)
    invoice = world.invoice(world.lune, world.client(world.lune))
    paid(world, world.lune, invoice, 100_00, date(2025, 12, 30))
    paid(world, world.lune, invoice, 200_00, date(2026, 1, 2))
    assert "Encaissé 200,00 €" in seen(browse.get("ledger.index"))
    assert "Encaissé 100,00 €" in seen(browse.get("ledger.index", year="2025"))
    assert "Aucune recette en 2024" in seen(browse.get("ledger.index", year="2024"))


@pytest.mark.parametrize("year", ["2027", "1999"])
def test_a_year_that_has_not_begun_is_not_found(browse: Browser, year: str):
    browse.get("ledger.index", status=404, year=year)


def test_the_turnover_of_each_quarter_is_declared_by_its_day(browse: Browser, world: World):
    world.seller(world.lune, micro="liberal", declares="quarterly", started_on=date(2024, 3, 1))
    invoice = world.invoice(world.lune, world.client(world.lune))
    paid(world, world.lune, invoice, 300_00, date(2026, 9, 30))
    paid(world, world.lune, invoice, 200_00, date(2026, 10, 1))

    text = seen(browse.get("ledger.turnover"))

    assert "3e trimestre À déclarer avant le 31 oct. 2026 300,00 €" in text
    assert "4e trimestre en cours À déclarer avant le 31 janv. 2027 200,00 €" in text
    assert "Première déclaration" not in text
    assert "Seul votre espace Urssaf fait foi." in text
    assert "Octobre 2026 À déclarer avant le 30 nov. 2026 200,00 €" in seen(
        browse.get("ledger.turnover", by="monthly")
    ).replace(" à déclarer ", " ")


def test_turnover_is_without_vat_and_sales_stand_apart(browse: Browser, world: World):
    world.seller(world.lune, regime=VatRegime.RECEIPTS, micro="services")
    lines = (Line("Conseil", 100_00, vat_bp=2000), Line("Livres", 50_00, vat_bp=550, nature=Nature.GOODS))
    invoice = world.invoice(world.lune, world.client(world.lune), *lines)
    paid(world, world.lune, invoice, invoice.due_cents)
    assert "Services 100,00 €, ventes 50,00 €" in seen(browse.get("ledger.turnover"))


def test_without_a_micro_entreprise_nothing_is_declared_to_urssaf(browse: Browser, world: World):
    assert "Pas de micro-entreprise" in browse.get("ledger.turnover").text
    world.seller(world.lune)
    assert "Pas de micro-entreprise" in browse.get("ledger.turnover").text


def test_vat_on_receipts_follows_the_payments(browse: Browser, world: World):
    world.seller(world.lune, regime=VatRegime.RECEIPTS)
    lines = (Line("Conseil", 1000_00, vat_bp=2000), Line("Droits", 1000_00, vat_bp=1000))
    invoice = world.invoice(world.lune, world.client(world.lune), *lines)
    paid(world, world.lune, invoice, 1150_00, date(2026, 10, 30))
    paid(world, world.lune, invoice, 1150_00, date(2026, 11, 16))

    text = seen(browse.get("ledger.vat"))

    assert "Octobre 2026 base HT 1 000,00 € 150,00 €" in text
    assert "Novembre 2026 base HT 1 000,00 € 150,00 €" in text
    assert "À 20 %, base 500,00 € 100,00 €" in text
    assert "À 10 %, base 500,00 € 50,00 €" in text
    assert "4e trimestre base HT 2 000,00 € 300,00 €" in seen(browse.get("ledger.vat", by="quarterly"))


def test_vat_by_the_option_for_debits_follows_the_invoices(browse: Browser, world: World):
    world.seller(world.lune, regime=VatRegime.DEBITS)
    world.invoice(world.lune, world.client(world.lune), Line("Conseil", 1000_00, vat_bp=2000))
    assert "Novembre 2026 base HT 1 000,00 € 200,00 €" in seen(browse.get("ledger.vat"))


def test_sales_in_the_union_stand_apart_with_their_own_return(browse: Browser, world: World):
    world.seller(world.lune)
    assert "En franchise, pas de TVA à déclarer" in seen(browse.get("ledger.vat"))
    abroad = {
        "kind": "eu_business",
        "siren": None,
        "vat_number": "BE0123456749",
        "country": "BE",
        "postal_code": "1000",
    }
    world.invoice(world.lune, world.client(world.lune, "Brussel Films", **abroad))
    text = seen(browse.get("ledger.vat"))
    assert "autoliquidation 840,00 €" in text
    assert "Déclaration européenne de services" in text


def test_the_journal_of_sales_has_every_document_and_its_vat(browse: Browser, world: World):
    world.seller(world.lune, regime=VatRegime.RECEIPTS)
    world.seller(world.soleil)
    world.invoice(world.soleil, world.client(world.soleil))
    client = world.client(world.lune)
    invoice = world.invoice(
        world.lune, client, Line("Conseil", 1000_00, vat_bp=2000), Line("Repas", 10_00, vat_bp=550)
    )
    world.invoice(
        world.lune, client, Line("Remise", 100_00, vat_bp=2000), kind=Kind.CREDIT, original_id=invoice.id
    )
    titles, *rows = table(browse.get("ledger.sales_file"))
    found = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [one["Numéro"] for one in found] == ["2026-001", "A-2026-001"] or [
        one["Numéro"] for one in found
    ] == ["A-2026-001", "2026-001"]
    by = {one["Numéro"]: one for one in found}
    first, note = by["2026-001"], by["A-2026-001"]
    assert (first["SIREN"], first["HT"], first["TVA à 20 %"], first["TVA à 5,5 %"]) == (
        "552100554",
        "1010,00",
        "200,00",
        "0,55",
    )
    assert (first["TTC"], first["Net à payer"]) == ("1210,55", "1210,55")
    assert (note["Document d’origine"], note["HT"], note["TVA"], note["TTC"]) == (
        "2026-001",
        "-100,00",
        "-20,00",
        "-120,00",
    )


def test_the_gauge_holds_what_was_received_against_the_thresholds(browse: Browser, world: World):
    world.seller(world.lune, micro="liberal", started_on=date(2024, 3, 1))
    invoice = world.invoice(world.lune, world.client(world.lune), Line("Conseil", 36_000_00))
    paid(world, world.lune, invoice, 36_000_00)
    text = seen(browse.get("ledger.index"))
    assert "Seuils 2026" in text
    assert "36 000 € sur 37 500 €" in text
    assert "Il reste 1 500,00 €" in text
    assert "Seuils" not in seen(browse.get("ledger.index", year="2025"))


def test_other_pages_fetch_the_gauge_once_shown(browse: Browser, world: World, statements: list[str]):
    empty = browse.get("ledger.gauge", headers=HTMX)
    assert empty.text.strip() == ""
    world.seller(world.lune, micro="liberal")
    paid(world, world.lune, world.invoice(world.lune, world.client(world.lune)), 840_00)
    statements.clear()
    assert "840 € sur 37 500 €" in seen(browse.get("ledger.gauge", headers=HTMX))
    assert len(statements) <= 4
    browse.get("ledger.gauge", status=303)
    assert browse.url("ledger.gauge") in browse.get("invoices.index").text


def test_a_name_that_a_spreadsheet_would_run_is_text(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune, "=1+1")
    paid(world, world.lune, world.invoice(world.lune, client), 840_00)
    for endpoint in ("ledger.receipts_file", "ledger.sales_file"):
        cells = [cell for row in table(browse.get(endpoint)) for cell in row]
        assert "'=1+1" in cells
        assert "=1+1" not in cells


def test_the_books_ask_little_of_the_database(browse: Browser, world: World, statements: list[str]):
    world.seller(world.lune, micro="liberal")
    client = world.client(world.lune)
    for _time in range(3):
        paid(world, world.lune, world.invoice(world.lune, client), 100_00)
    for endpoint in ("ledger.index", "ledger.turnover", "ledger.vat"):
        statements.clear()
        browse.get(endpoint)
        assert len(statements) <= 4, statements
