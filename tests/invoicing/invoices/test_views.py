from datetime import date

import pytest
import time_machine

from tests.browse import Browser
from tests.engagements.make import added
from tests.make import World
from webapp.domain.invoices.document import ClientKind, Kind, Line
from webapp.invoicing.models import BillingEvent, Happening, Payment

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False):
        yield


def pay(world: World, invoice, cents: int) -> None:
    world.add(world.lune, Payment(invoice_id=invoice.id, paid_on=TODAY, cents=cents))


def test_an_empty_list_says_what_to_do_first(browse: Browser, world: World):
    assert "D’abord, qui facture" in browse.get("invoices.index").text
    world.seller(world.lune)
    assert "Ensuite, à qui" in browse.get("invoices.index").text
    world.client(world.lune)
    assert "Écrire une facture" in browse.get("invoices.index").text


def test_what_one_is_owed_is_told_by_age(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    old = world.invoice(world.lune, client, Line("Ancienne", 100_00), on=date(2026, 8, 3))
    late = world.invoice(world.lune, client, Line("En retard", 200_00), on=date(2026, 10, 9))
    world.invoice(world.lune, client, Line("À venir", 300_00), on=date(2026, 11, 2))
    paid = world.invoice(world.lune, client, Line("Payée", 400_00), on=date(2026, 11, 3))
    pay(world, paid, 400_00)
    pay(world, late, 50_00)
    page = browse.get("invoices.index").text.replace("\u00a0", " ").replace("\u202f", " ")
    for said in ("550,00 €", "300,00 €", "150,00 €", "100,00 €", "15 jours de retard"):
        assert said in page
    assert page.index(old.number) < page.index(late.number) < page.index(paid.number)


def test_a_replaced_or_credited_invoice_is_not_owed(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    one = world.invoice(world.lune, client, Line("x", 100_00))
    world.invoice(world.lune, client, Line("x", 70_00), kind=Kind.CREDIT, original_id=one.id)
    two = world.invoice(world.lune, client, Line("y", 500_00))
    world.invoice(world.lune, client, Line("y", 450_00), kind=Kind.CORRECTIVE, original_id=two.id)
    page = browse.get("invoices.index").text.replace("\u202f", " ")
    assert "480,00\u00a0€" in page
    assert "Remplacée" in page
    assert "Avoir" in page


def test_tabs_words_years_productions_and_clients_narrow_the_list(browse: Browser, world: World):
    world.seller(world.lune)
    one, two = world.client(world.lune, "Atelier Hauteur"), world.client(world.lune, "Brique Rouge")
    show = world.production(world.lune)
    old = world.invoice(world.lune, one, title="Dossier région", on=date(2025, 12, 1), production_id=show.id)
    new = world.invoice(world.lune, two, on=date(2026, 11, 10))
    draft = world.draft(world.lune, two, title="Étude à rendre")

    def numbers(**asked: str) -> set[str]:
        page = browse.get("invoices.index", **asked).text
        return {one.public_id for one in (old, new, draft) if one.public_id in page}

    assert numbers() == {old.public_id, new.public_id, draft.public_id}
    assert numbers(show="drafts") == {draft.public_id}
    assert numbers(show="late") == {old.public_id}
    assert numbers(show="waiting") == {old.public_id, new.public_id}
    assert numbers(show="paid") == set()
    assert numbers(show="credits") == set()
    assert numbers(q="REGION dossier") == {old.public_id}
    assert numbers(q=new.number) == {new.public_id}
    assert numbers(q="etude") == {draft.public_id}
    assert numbers(year="2025") == {old.public_id}
    assert numbers(production=show.public_id) == {old.public_id}
    assert numbers(show="nonsense", year="x", page="-1") == numbers()


def test_a_long_list_comes_in_pages_and_its_sums_are_those_of_all(browse: Browser, world: World, statements):
    world.seller(world.lune)
    client = world.client(world.lune)
    for _ in range(45):
        world.draft(world.lune, client, Line("x", 10_00))
    statements.clear()
    first = browse.get("invoices.index").text
    assert len(statements) <= 4
    assert "Page 1 sur 2" in first
    assert "450,00\u00a0€" in first
    assert browse.get("invoices.index", page="2").text.count('class="item"') == 5


def test_the_list_tells_what_reached_the_client(browse: Browser, world: World):
    world.seller(world.lune)
    invoice = world.invoice(world.lune, world.client(world.lune), on=TODAY)
    assert "En attente</span>" in browse.get("invoices.index").text
    for kind, said in ((Happening.SENT, "Envoyée"), (Happening.VIEWED, "Vue")):
        world.add(world.lune, BillingEvent(invoice_id=invoice.id, kind=kind))
        assert f"{said}</span>" in browse.get("invoices.index").text


def test_a_client_who_is_an_employer_is_told(browse: Browser, world: World):
    world.seller(world.lune)
    employer = world.company(world.lune, "Brique Rouge")
    invoice = world.invoice(world.lune, world.client(world.lune, "Brique Rouge", contact=employer))
    assert "vous emploie aussi" not in browse.get("invoices.index").text
    assert "n’est pas votre employeur" in browse.get("invoices.show", invoice_id=invoice.public_id).text
    added(world, world.lune, employer)
    assert "Brique Rouge vous emploie aussi" in browse.get("invoices.index").text
    assert "vous emploie aussi" in browse.get("invoices.show", invoice_id=invoice.public_id).text


def test_one_hired_by_the_house_of_a_client_is_told_as_on_the_page_of_the_client(
    browse: Browser, world: World
):
    """Its company, or another contact under the same SIREN: one rule on every page."""
    world.seller(world.lune)
    house = world.company(world.lune, "Brique Rouge", siret="55210055400013")
    person = world.person(world.lune, company_id=house.id)
    invoices = [
        world.invoice(
            world.lune,
            world.client(world.lune, "Léa Morin", contact=person, siren=None, kind=ClientKind.CONSUMER),
        ),
        world.invoice(world.lune, world.client(world.lune, "Brique Rouge, studio", siren="552100554")),
        world.invoice(world.lune, world.client(world.lune, "Atelier Hauteur", siren="732829320")),
    ]
    added(world, world.lune, house)
    told = [
        "vous emploie aussi" in browse.get("invoices.show", invoice_id=one.public_id).text for one in invoices
    ]
    assert told == [True, True, False]
    assert "Brique Rouge, studio, Léa Morin vous emploie aussi" in browse.get("invoices.index").text


def test_the_page_of_an_invoice_reads_as_its_paper(browse: Browser, world: World, statements):
    world.seller(world.lune)
    invoice = world.invoice(world.lune, world.client(world.lune), order_number="BC-2026-47")
    pay(world, invoice, 100_00)
    statements.clear()
    page = browse.get("invoices.show", invoice_id=invoice.public_id).text
    assert len(statements) <= 4
    for said in (
        "Facture 2026-001",
        "Camille Roussel EI",
        "Atelier Hauteur",
        "BC-2026-47",
        "740,00\u00a0€",
        "Émise le",
        invoice.pdf_sha256,
        "Faire un avoir",
    ):
        assert said in page, said
    assert "Facture rectificative" not in page


def test_a_draft_asked_as_an_invoice_is_edited_and_a_stranger_finds_nothing(
    browse: Browser, other: Browser, world: World
):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft, invoice = world.draft(world.lune, client), world.invoice(world.lune, client)
    there = browse.get("invoices.show", invoice_id=draft.public_id, status=303)
    assert there.headers["Location"].endswith(f"{draft.public_id}/edit")
    for one in (draft, invoice):
        other.get("invoices.show", invoice_id=one.public_id, status=404)
        other.get("invoices.edit", invoice_id=one.public_id, status=404)
    assert invoice.public_id not in other.get("invoices.index").text
    browse.get("invoices.show", invoice_id="nowhere", status=404)


def test_a_document_names_those_it_quotes_and_those_that_quote_it(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    deposit = world.invoice(world.lune, client, Line("Acompte", 100_00), kind=Kind.DEPOSIT)
    final = world.invoice(world.lune, client, deducts=(deposit.public_id,))
    note = world.invoice(world.lune, client, Line("Remise", 10_00), kind=Kind.CREDIT, original_id=final.id)
    apart = world.invoice(world.lune, client)

    def named(invoice) -> set[str]:
        page = browse.get("invoices.show", invoice_id=invoice.public_id).text
        others = {one for one in (deposit, final, note, apart) if one is not invoice}
        return {one.number for one in others if f'/invoices/{one.public_id}"' in page}

    assert named(deposit) == {final.number}
    assert named(final) == {deposit.number, note.number}
    assert named(note) == {final.number}
    assert named(apart) == set()
