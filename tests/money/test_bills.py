import csv
import io
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.payments.make import NOW, TODAY, billed, both
from tests.make import World
from tests.money.make import done
from tests.money.test_views import seen
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.models import Payment


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_invoice_is_owed_from_its_due_date_beside_the_wages(browse: Browser, world: World):
    invoice, _theirs = both(world)
    done(world, world.lune, world.company(world.lune, "Brique Rouge"))
    page = browse.get("money.index")
    text = seen(page)
    assert "Facture 2026-001 Atelier Hauteur, 15 j de retard 1 150,00 €" in text
    assert "Factures 1 150,00 €" in text
    assert "En retard 1 812,20 € En tout 1 812,20 €" in text
    assert browse.url("payments.reminder", invoice_id=invoice.public_id) in page.text
    filtered = seen(browse.get("money.index", kind="invoices"))
    assert "Atelier Hauteur" in filtered
    assert "Salaire, octobre" not in filtered


def test_what_is_paid_credited_or_replaced_is_owed_no_more(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    note = billed(
        world, world.lune, Line("Remise", 150_00), client=client, kind=Kind.CREDIT, original_id=invoice.id
    )
    world.add(world.lune, Payment(invoice_id=invoice.id, cents=400_00, paid_on=date(2026, 11, 20)))
    wrong = billed(world, world.lune, client=client)
    billed(
        world, world.lune, Line("Conseil", 10_00), client=client, kind=Kind.CORRECTIVE, original_id=wrong.id
    )
    text = seen(browse.get("money.index"))
    assert "Facture 2026-001 Atelier Hauteur, 15 j de retard 600,00 €" in text
    assert "En tout 610,00 €" in text
    assert note.number not in text
    assert f"Facture {wrong.number}" not in text
    assert "Facture 2026-001 Atelier Hauteur, reçu le 20 nov. 400,00 €" in text


def test_one_tap_pays_it_and_leads_back_to_the_list(browse: Browser, world: World):
    invoice, theirs = both(world)
    page = browse.follow(
        browse.post("money.receive_invoice", {"kind": "invoices"}, invoice_id=invoice.public_id)
    )
    text = seen(page)
    assert "Facture payée." in text
    assert "Rien à encaisser" in text
    assert "reçu le 23 nov. 1 150,00 €" in text
    with world.inside(world.lune) as session:
        assert session.scalars(select(Payment.paid_on)).all() == [TODAY]
    browse.post("money.receive_invoice", status=404, invoice_id=theirs.public_id)


def test_money_given_back_is_no_money_received(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    note = billed(
        world, world.lune, Line("Remise", 150_00), client=client, kind=Kind.CREDIT, original_id=invoice.id
    )
    browse.post("payments.settle", invoice_id=note.public_id)
    text = seen(browse.get("money.index"))
    assert "1 150,00 €" in text
    assert "150,00 €" not in text.replace("1 150,00 €", "")


def test_an_invoice_is_exported_and_printed(browse: Browser, world: World):
    both(world)
    rows = list(csv.reader(io.StringIO(browse.get("money.export").text.lstrip("\ufeff")), delimiter=";"))
    assert rows[1] == ["Facture", "Atelier Hauteur", "Facture 2026-001", "1150,00", "non", "08/11/2026", "15"]
    assert "Facture 2026-001" in seen(browse.get("money.print_page"))


def test_the_page_still_asks_four_times(browse: Browser, world: World, statements: list[str]):
    both(world)
    done(world, world.lune)
    statements.clear()
    browse.get("money.index")
    assert len(statements) == 4, statements
