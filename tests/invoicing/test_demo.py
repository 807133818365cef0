"""The year of the demo: one issued document of each kind, held to the law, to the official rules, and to the cent."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from facturx import get_xml_from_pdf
from flask import Flask
from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import undefer

from tests import papers
from tests.browse import Browser
from tests.make import World
from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Kind as ContactKind
from webapp.core.formats import money
from webapp.core.settings import ROOT
from webapp.demo import billing
from webapp.domain.invoices.document import ClientKind, Document, Kind, VatRegime
from webapp.domain.invoices.totals import totals
from webapp.invoicing.archive.commands import export
from webapp.invoicing.facturx.papers import papers_of
from webapp.invoicing.models import Invoice

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
SUMS = {
    "TaxBasisTotalAmount": "net_cents",
    "TaxTotalAmount": "vat_cents",
    "GrandTotalAmount": "gross_cents",
    "DuePayableAmount": "due_cents",
}
OF_PROFESSIONALS = ("Pas d’escompte pour paiement anticipé", "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €")  # fmt: skip
LATE = "pénalités au taux annuel de trois fois le taux d’intérêt légal"
FRANCHISE = "TVA non applicable, article 293 B du CGI"
DEBITS = "Option pour le paiement de la taxe d’après les débits"
SELLER_VAT = "FR46905418737"
# Of each document, what stands on its page once, and what does not stand there.
SAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "franchise": (
        (*OF_PROFESSIONALS, LATE, FRANCHISE, "SIREN 841 207 368", "Du 5 au 9 mars 2026.", "Net à payer 1 150,00 €"),
        ("TTC", "HT", "Total de la TVA", SELLER_VAT, DEBITS),
    ),
    "particulier": (
        (FRANCHISE, "note due au client (arrêté n° 83-50/A du 3 octobre 1983)", "Médiateur de la consommation : Médiation"),
        (*OF_PROFESSIONALS, LATE, "SIREN", "TTC"),
    ),
    "débours": (
        (FRANCHISE, "Débours, article 267, II, 2° du CGI", "Frais refacturés 136,96 €",
         "Débours, avancés au nom et pour le compte du client 96,00 €", "Net à payer 562,96 €"),
        ("TTC",),
    ),
    "acompte": (
        ("Facture d’acompte", "Devis n° D-2026-001", "TVA 20 % sur 576,00 € 115,20 €", "Net à payer 691,20 €", SELLER_VAT),
        (FRANCHISE,),
    ),
    "solde": (
        ("Acompte 2026-021 du 10 juillet 2026 –691,20 €", "Total TTC 2 304,00 €", "Net à payer 1 612,80 €"),
        (FRANCHISE, "Facture d’acompte"),
    ),
    "plusieurs taux": (
        ("TVA 20 % sur 640,00 € 128,00 €", "TVA 10 % sur 234,00 € 23,40 €", "TVA 5,5 % sur 472,50 € 25,99 €",
         "Total de la TVA 177,39 €", "Livraison de biens et prestation de services.", "–10 %", "4 quai Malbert"),
        (DEBITS,),
    ),
    "union européenne": (
        ("Autoliquidation, article 283-2 du CGI et articles 44 et 196 de la directive 2006/112/CE",
         SELLER_VAT, "DE294718364", "Supply of services.", "Amount due €1,520.00"),
        ("VAT 20", FRANCHISE),
    ),
    "hors union": (("TVA non applicable, article 259, 1° du CGI", "Canada", "Amount due €1,210.00"), ("Autoliquidation",)),
    "public": (
        ("SIRET 213 500 499 00016", "Bon de commande BC-2026-118", "Référence CULTURE", "Engagement ou marché ENG-4471",
         "majoré de huit points (article R. 2192-31 du code de la commande publique)", *OF_PROFESSIONALS),
        (LATE,),
    ),
    "en retard": (("Bon de commande BC-2026-47", "À régler avant le 8 novembre 2026", LATE), (DEBITS,)),
    "avoir": (
        ("Sur la facture n° 2026-023 du 7 septembre 2026", "TVA 5,5 % sur 94,50 € 5,20 €", "Montant de l’avoir 99,70 €",
         "Du 2 au 6 septembre 2026."),
        (*OF_PROFESSIONALS, "Net à payer", "IBAN"),
    ),
    "rectificative": (
        ("Cancels and replaces invoice no. 2026-025 of 22 September 2026", "From 17 to 21 September 2026.",
         "Amount due €1,180.00"),
        ("Autoliquidation",),
    ),
    "débits": ((DEBITS, "Net à payer 1 152,00 €"), (FRANCHISE,)),
    "soixante lignes": ((DEBITS, "Total HT 2 437,50 €", "TVA 20 % sur 2 437,50 € 487,50 €", "Page 1 / 4"), ()),
}  # fmt: skip


@pytest.fixture
def year(world: World) -> Iterator[dict[str, Invoice]]:
    """What the demo issues, under the names it gives them."""
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False):
        with world.inside(world.lune):
            add_contact(Details(ContactKind.COMPANY, "Cie du Contretemps", city="Rennes"))
            billing.bill(timedelta())
        with world.inside(world.lune) as session:
            wanted = select(Invoice).options(undefer(Invoice.pdf), undefer(Invoice.xml))
            issued = session.scalars(wanted.order_by(Invoice.issued_on, Invoice.issued_at)).all()
            session.expunge_all()
        yield {one.key: invoice for one, invoice in zip(billing.YEAR, issued, strict=True)}


def said(invoice: Invoice) -> str:
    return papers.text_of(invoice.pdf).replace("\u202f", " ").replace("\xa0", " ")


def kind_of(document: Document) -> tuple[Kind, ClientKind, VatRegime]:
    return document.kind, document.client.kind, document.regime


def test_there_is_one_of_each_kind(year: dict[str, Invoice]):
    found = {kind_of(one.document) for one in year.values()}
    assert {
        (Kind.INVOICE, ClientKind.BUSINESS, VatRegime.FRANCHISE),
        (Kind.INVOICE, ClientKind.CONSUMER, VatRegime.FRANCHISE),
        (Kind.DEPOSIT, ClientKind.BUSINESS, VatRegime.RECEIPTS),
        (Kind.INVOICE, ClientKind.EU_BUSINESS, VatRegime.RECEIPTS),
        (Kind.INVOICE, ClientKind.ABROAD, VatRegime.RECEIPTS),
        (Kind.INVOICE, ClientKind.PUBLIC, VatRegime.RECEIPTS),
        (Kind.CREDIT, ClientKind.BUSINESS, VatRegime.RECEIPTS),
        (Kind.CORRECTIVE, ClientKind.ABROAD, VatRegime.RECEIPTS),
        (Kind.INVOICE, ClientKind.BUSINESS, VatRegime.DEBITS),
    } <= found
    assert year["solde"].document.deposits[0].number == year["acompte"].number
    assert len(year["soixante lignes"].document.lines) == 60
    numbers = [one.number for one in year.values() if one.kind != Kind.CREDIT]
    assert numbers == [f"2026-{rank:03d}" for rank in range(18, 18 + len(numbers))]


def test_each_is_right_for_the_schema_and_for_both_official_rules(
    year: dict[str, Invoice], world: World, tmp_path: Path
):
    with world.inside(world.lune):
        written = {path.stem: path.read_bytes() for path in export(tmp_path / "papers")}
    (tmp_path / "xml").mkdir()
    for invoice in year.values():
        papers.check(written[invoice.number], language=invoice.document.client.language)
        papers.check_archive(written[invoice.number])
        name, xml = get_xml_from_pdf(written[invoice.number], check_xsd=True)
        assert (name, xml) == ("factur-x.xml", invoice.xml)
        (tmp_path / "xml" / f"{invoice.number}.xml").write_bytes(xml)
    done = subprocess.run(
        [sys.executable, "-m", "tests.invoicing.facturx.schematrons", str(tmp_path / "xml")],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(line[0], line[3]) for line in lines] == [("", str(len(year)))] * 2


def test_each_says_what_the_law_wants_of_it_once(year: dict[str, Invoice]):
    assert set(SAID) == set(year)
    for name, (there, absent) in SAID.items():
        text = said(year[name])
        always = ("SIRET 905 418 737 00011 · APE 70.22Z", "12 rue des Cordeliers 35400 Saint-Malo", *there)
        assert {one: text.count(one) for one in always} == dict.fromkeys(always, 1), name
        assert year[name].client_name in text, name
        assert [one for one in absent if one in text] == [], name
        assert text.startswith("Camille Roussel EI"), name


def test_the_page_the_file_and_the_screen_say_the_same_cents(year: dict[str, Invoice], browse: Browser):
    for name, invoice in year.items():
        sums, tree = totals(invoice.document), etree.fromstring(invoice.xml)
        for tag, column in SUMS.items():
            (found,) = [str(one.text) for one in tree.iter(f"{RAM}{tag}")]
            assert round(float(found) * 100) == getattr(sums, column) == getattr(invoice, column), (name, tag)
        screen = browse.get("invoices.show", invoice_id=invoice.public_id).text.replace("\xa0", " ")
        shown = money(sums.due_cents).replace("\u202f", " ").replace("\xa0", " ")
        assert shown in screen.replace("\u202f", " "), name
        if invoice.document.client.language == "fr":
            assert shown in said(invoice), name


def test_made_again_each_is_the_very_bytes_that_were_issued(year: dict[str, Invoice], app: Flask):
    for name, invoice in year.items():
        with app.test_request_context():
            made = papers_of(invoice.document)
        assert (made.pdf == invoice.pdf, made.xml == invoice.xml) == (True, True), name
