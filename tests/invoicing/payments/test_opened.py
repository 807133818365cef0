import re
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.payments.make import NOW, billed, both
from tests.invoicing.payments.test_views import log
from tests.make import World
from tests.money.test_views import seen
from webapp.domain.invoices.document import Line, VatRegime
from webapp.invoicing.models import Happening, Invoice

PERSON = {"User-Agent": "Mozilla/5.0 (iPhone)"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def link(browse: Browser, invoice: Invoice) -> str:
    page = browse.follow(browse.post("payments.share", invoice_id=invoice.public_id))
    return re.search(r"https?://[^/\"]+(/i/[\w-]+)", page.text)[1]


def test_a_client_reads_the_invoice_without_an_account(browse: Browser, stranger: Browser, world: World):
    invoice, _theirs = both(world)
    answer = stranger.client.get(link(browse, invoice), headers=PERSON)
    assert answer.status_code == 200
    text = seen(answer)
    assert "Camille Roussel" in text
    assert "Facture 2026-001" in text
    assert "En retard" in text
    assert "1 150,00 €" in text
    assert "Rédaction du dossier d’aide" in text
    assert "FR14 2004 1010 0505 0001 3M02 606" in text
    assert 'data-copy="FR1420041010050500013M02606"' in answer.text
    assert "<svg" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_files_are_those_that_were_issued(browse: Browser, stranger: Browser, world: World):
    invoice, _theirs = both(world)
    path = link(browse, invoice)
    with world.inside(world.lune) as session:
        pdf, xml = session.execute(select(Invoice.pdf, Invoice.xml)).one()
    for ending, content in (("pdf", pdf), ("xml", xml)):
        answer = stranger.client.get(f"{path}/{ending}")
        assert answer.data == content
        assert f'filename="facture-2026-001.{ending}"' in answer.headers["Content-Disposition"]


def test_a_closed_link_opens_nothing_and_a_new_one_is_another(
    browse: Browser, stranger: Browser, world: World
):
    invoice, _theirs = both(world)
    path, at = link(browse, invoice), {"invoice_id": invoice.public_id}
    assert "Fermer ce lien" in browse.post("payments.unshare", status=422, **at).text
    browse.post("payments.unshare", {"confirmed": "y"}, **at)
    for closed in (path, f"{path}/pdf", f"{path}/xml", "/i/nobody-knows"):
        assert stranger.client.get(closed).status_code == 404
    assert link(browse, invoice) != path


def test_a_view_is_noted_once_a_day_and_never_of_who_is_signed_in(
    browse: Browser, stranger: Browser, world: World
):
    invoice, _theirs = both(world)
    path = link(browse, invoice)
    browse.client.get(path, headers=PERSON)
    stranger.client.get(path, headers={"User-Agent": "WhatsApp/2"})
    assert log(world, world.lune, Happening.VIEWED) == []
    for _time in range(2):
        stranger.client.get(path, headers=PERSON)
    assert len(log(world, world.lune, Happening.VIEWED)) == 1
    with time_machine.travel("2026-11-24 08:00", tick=False):
        stranger.client.get(path, headers=PERSON)
    assert len(log(world, world.lune, Happening.VIEWED)) == 2
    assert "Vue par le lien" in browse.get("payments.index", invoice_id=invoice.public_id).text


def test_the_page_follows_the_payments(browse: Browser, stranger: Browser, world: World):
    invoice, _theirs = both(world)
    path = link(browse, invoice)
    sent = {"cents": "500", "paid_on": "20/11/2026", "means": "transfer"}
    browse.post("payments.create", sent, invoice_id=invoice.public_id)
    text = seen(stranger.client.get(path))
    assert "650,00 €" in text
    assert "500,00 € déjà reçus" in text
    browse.post("payments.settle", invoice_id=invoice.public_id)
    paid = stranger.client.get(path)
    assert "Payée" in seen(paid)
    assert "Payer par virement" not in paid.text


def test_the_page_speaks_the_language_of_the_client(browse: Browser, stranger: Browser, world: World):
    world.seller(world.lune)
    invoice = billed(world, world.lune, client=world.client(world.lune, language="en"))
    assert '<html lang="en"' in stranger.client.get(link(browse, invoice)).text


def test_vat_is_told_by_rate(browse: Browser, stranger: Browser, world: World):
    world.seller(world.lune, regime=VatRegime.RECEIPTS)
    lines = (Line("Conseil", 1000_00, vat_bp=2000), Line("Repas", 100_00, vat_bp=550))
    invoice = billed(world, world.lune, *lines, on=date(2026, 11, 2))
    text = seen(stranger.client.get(link(browse, invoice)))
    assert "Total HT 1 100,00 €" in text
    assert "TVA 20 % 200,00 €" in text
    assert "TVA 5,5 % 5,50 €" in text
    assert "Total TTC 1 305,50 €" in text


def test_without_an_iban_there_is_no_transfer(browse: Browser, stranger: Browser, world: World):
    world.seller(world.lune, iban=None)
    invoice = billed(world, world.lune, shows_qr=False)
    assert "Payer par virement" not in stranger.client.get(link(browse, invoice)).text


def test_a_sum_no_code_can_say_is_read_without_one(browse: Browser, stranger: Browser, world: World):
    world.seller(world.lune)
    invoice = billed(world, world.lune, Line("Tout", 10_000_000_00, quantity=10_000_00), shows_qr=True)
    answer = stranger.client.get(link(browse, invoice), headers=PERSON)
    assert answer.status_code == 200
    assert 'class="qr"' not in answer.text
