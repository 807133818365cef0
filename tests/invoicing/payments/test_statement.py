import csv
import io

import pytest
import time_machine
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.payments.make import NOW, billed
from tests.make import World
from tests.money.test_views import seen
from webapp.contacts.models import Contact
from webapp.domain.invoices.document import Kind, Line


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(world: World, place, client) -> str:
    with world.inside(place) as session:
        return session.scalars(select(Contact.public_id).where(Contact.id == client.contact_id)).one()


def test_every_document_and_payment_with_the_balance_after_it(browse: Browser, world: World):
    world.seller(world.lune)
    world.seller(world.soleil)
    client = world.client(world.lune)
    other = billed(world, world.lune, client=world.client(world.lune, "Brique Rouge"))
    invoice = billed(world, world.lune, client=client)
    sent = {"cents": "500", "paid_on": "20/11/2026", "means": "transfer"}
    browse.post("payments.create", sent, invoice_id=invoice.public_id)
    billed(world, world.lune, Line("Remise", 50_00), client=client, kind=Kind.CREDIT, original_id=invoice.id)
    contact = page_of(world, world.lune, client)

    text = seen(browse.get("payments.statement", contact=contact))

    assert "Facture 2026-002 9 oct. 2026, échéance le 8 nov. 2026 1 150,00 € 1 150,00 €" in text
    assert "Avoir A-2026-001 9 oct. 2026 − 50,00 € 1 100,00 €" in text
    assert "Paiement 2026-002 20 nov. 2026 − 500,00 € 600,00 €" in text
    assert "Solde dû par le client 600,00 €" in text
    assert "Dont échu 600,00 €" in text
    assert f"Facture {other.number} " not in text
    assert "600,00 €" in seen(browse.get("payments.statement_print", contact=contact))

    rows = list(
        csv.reader(
            io.StringIO(browse.get("payments.statement_file", contact=contact).text.lstrip("\ufeff")),
            delimiter=";",
        )
    )
    assert rows[1] == ["09/10/2026", "Facture", "2026-002", "08/11/2026", "1150,00", "", "1150,00"]
    assert rows[-1][-2:] == ["500,00", "600,00"]


def test_a_replaced_invoice_counts_for_nothing(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    billed(
        world,
        world.lune,
        Line("Conseil", 900_00),
        client=client,
        kind=Kind.CORRECTIVE,
        original_id=invoice.id,
    )
    text = seen(browse.get("payments.statement", contact=page_of(world, world.lune, client)))
    assert "Facture remplacée" in text
    assert "Solde dû par le client 900,00 €" in text


def test_a_client_of_another_workspace_is_not_found(browse: Browser, world: World):
    world.seller(world.soleil)
    theirs = world.client(world.soleil)
    contact = page_of(world, world.soleil, theirs)
    for endpoint in ("payments.statement", "payments.statement_print", "payments.statement_file"):
        browse.get(endpoint, status=404, contact=contact)


def test_a_client_without_documents_says_so(browse: Browser, world: World):
    client = world.client(world.lune)
    page = browse.get("payments.statement", contact=page_of(world, world.lune, client))
    assert "Aucun document émis" in page.text
