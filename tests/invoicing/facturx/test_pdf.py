"""What people read: the page, its words and its cents, and the file that lasts ten years."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import segno
from facturx import get_facturx_level, get_xml_from_pdf
from flask import Flask
from lxml import etree
from PIL import Image
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT

from tests import papers
from tests.invoicing.samples import MANY, QUOTE, SAMPLES, SELLER, document
from tests.measure import quickest
from webapp.core import i18n
from webapp.core.settings import ROOT
from webapp.domain.invoices.document import Document, Instalment, Line, Mention, VatRegime
from webapp.domain.invoices.totals import totals
from webapp.invoicing.facturx.page import page_of
from webapp.invoicing.facturx.papers import papers_of, quote_pdf
from webapp.invoicing.facturx.transfer import MOST_CENTS, code_of, transfer_code

FIVE = document(*(replace(line, vat_bp=2000) for line in MANY[:5]), regime=VatRegime.RECEIPTS)
ALONE = """
from hashlib import sha256
from tests.invoicing.facturx.test_pdf import alone
from tests.invoicing.samples import SAMPLES
from webapp.invoicing.facturx.page import page_of
from webapp.invoicing.facturx.papers import papers_of
with alone().app_context():
    print(sha256(papers_of(SAMPLES["final"]).pdf).hexdigest())
"""


def alone() -> Flask:
    """Languages and templates, without a database."""
    app = Flask("papers", template_folder=str(ROOT / "templates"))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "webapp" / "translations")
    i18n.init_app(app)
    return app


@pytest.fixture(autouse=True)
def inside() -> Iterator[None]:
    with alone().app_context():
        yield


def said(of: Document) -> str:
    """Its words, with plain spaces."""
    return papers.text_of(quote_pdf(of)).replace("\u202f", " ").replace("\xa0", " ")


def shown(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", " ") + f",{cents % 100:02d} €"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_one_for_the_archive_and_for_every_reader(name: str):
    sample = SAMPLES[name]
    made = papers_of(sample)
    paper = papers.check(made.pdf, language=sample.client.language)
    assert paper.title.endswith(sample.number)
    papers.check_archive(made.pdf)
    assert get_xml_from_pdf(made.pdf, check_xsd=True) == ("factur-x.xml", made.xml)
    assert get_facturx_level(etree.fromstring(made.xml)) == "en16931"


def test_its_description_says_factur_x_and_that_these_words_are_known():
    with pikepdf.open(BytesIO(papers_of(SAMPLES["vat"]).pdf)) as pdf:
        tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    fx = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
    assert {one.tag: one.text for one in tree.iter(f"{fx}*")} == {
        f"{fx}DocumentType": "INVOICE",
        f"{fx}DocumentFileName": "factur-x.xml",
        f"{fx}Version": "1.0",
        f"{fx}ConformanceLevel": "EN 16931",
    }
    schemas = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
    assert len(list(tree.iter(schemas))) == 1
    names = [one.text for one in tree.iter("{http://www.aiim.org/pdfa/ns/property#}name")]
    assert {"DocumentType", "DocumentFileName", "Version", "ConformanceLevel"} <= set(names)


@pytest.mark.parametrize("name", [name for name in SAMPLES if SAMPLES[name].client.language == "fr"])
def test_amounts_on_the_page_are_those_of_the_xml(name: str):
    sample = SAMPLES[name]
    sums, text = totals(sample), said(sample)
    assert shown(sums.due_cents) in text
    for group in sums.groups if sums.vat_cents else ():
        assert f"sur {shown(group.base_cents)}" in text and shown(group.vat_cents) in text
    for deposit in sample.deposits:
        assert (
            f"Acompte {deposit.number} du 2 septembre 2026" in text
            and f"–{shown(deposit.gross_cents)}" in text
        )


def test_each_kind_bears_its_name_and_what_it_is_about():
    for name, words in {
        "vat": "Facture 2026-031 Émise le 9 octobre 2026 À régler avant le 8 novembre 2026",
        "deposit": "Facture d’acompte 2026-020",
        "credit": "Sur la facture n° 2026-031 du 9 octobre 2026",
        "corrective": "Annule et remplace la facture n° 2026-031 du 9 octobre 2026",
    }.items():
        assert words in said(SAMPLES[name])
    assert "Montant de l’avoir" in said(SAMPLES["credit"]) and "IBAN" not in said(SAMPLES["credit"])


def test_the_page_bears_what_the_law_wants():
    text = said(SAMPLES["franchise"])
    for words in (
        "Camille Roussel EI", "SIRET 732 829 320 00074", "Prestation de services. Du 28 au 30 septembre 2026.",
        "TVA non applicable, article 293 B du CGI", "Pas d’escompte", "trois fois le taux d’intérêt légal", ": 40 €",
        "SIREN 552 100 554", "Bon de commande BC-2026-47", "Responsabilité civile professionnelle",
    ):  # fmt: skip
        assert words in text
    assert "20 %" not in text and SELLER.vat_number not in text
    assert SELLER.vat_number in said(SAMPLES["vat"])


def test_expenses_and_what_was_spent_for_the_client_stand_apart():
    text = said(SAMPLES["rebilled, VAT"])
    assert "Frais refacturés 157,30 €" in text
    assert "Débours, avancés au nom et pour le compte du client 50,00 €" in text
    assert "Sans TVA sur 50,00 €" in text
    assert "Frais refacturés" not in said(SAMPLES["vat"]) and "Prestations" not in said(SAMPLES["vat"])


def test_an_english_client_reads_english_and_the_law_in_french():
    text = said(SAMPLES["English"])
    assert "Invoice 2026-031 Issued on 9 October 2026 Payment due by 8 November 2026" in text
    assert "From 28 to 30 September 2026." in text and "3 days" in text
    assert "Amount due €1,380.00" in text and "VAT 20% on €1,150.00" in text
    assert "Pas d’escompte pour paiement anticipé. (No discount for early payment)" in text
    reverse = said(SAMPLES["European"])
    assert "Autoliquidation" in reverse and "Reverse charge" in reverse and "Belgium" in reverse


def test_a_mention_for_machines_alone_is_not_printed():
    hidden = Mention("recovery", "Sans objet ici", "PMT", is_printed=False)
    assert "Sans objet ici" not in said(replace(SAMPLES["vat"], mentions=(hidden,)))


def test_sixty_lines_go_on_under_the_same_header_and_keep_their_totals():
    content = papers_of(SAMPLES["many"]).pdf
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) > 1
    for rank, page in enumerate(pages, 1):
        assert f"Page {rank} / {len(pages)}" in page
    for page in pages[1:]:
        assert page.startswith("Facture 2026-031 · Atelier Hauteur SARL")
    for page in pages[:2]:
        assert "Désignation Quantité Prix unitaire HT TVA Total HT" in page


@pytest.mark.parametrize("count", range(22, 30))
def test_totals_are_never_alone_on_a_page(count: int):
    content = quote_pdf(document(*MANY[:count], regime=VatRegime.RECEIPTS))
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    (place,) = (page for page in pages if "Net à payer" in page)
    assert "Journée de repérage" in place and "Total TTC" in place


@pytest.mark.parametrize("length", [850, 4_900])
def test_a_line_that_could_fill_a_page_is_read_to_its_end(length: int):
    sentences = " ".join(f"Phrase {rank}." for rank in range(length // 10))
    of = document(
        *MANY[:20],
        Line("Note de repérage", 10_00, detail=f"{sentences} Fin de la note."),
        regime=VatRegime.RECEIPTS,
    )
    text = said(of)
    assert "Fin de la note." in text and f"Phrase {length // 10 - 1}." in text and "Net à payer" in text
    with pypdfium2.PdfDocument(quote_pdf(of)) as pdf:
        lowest = [one.get_bounds()[1] for page in pdf for one in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])]
    assert min(lowest) > 20  # nothing runs off the foot of a page


def test_a_colour_that_is_none_is_ink():
    assert page_of(replace(SAMPLES["vat"], seller=replace(SELLER, accent="red")))["accent"] == "#111111"


def test_a_draft_says_so_across_the_page_and_cannot_be_paid():
    text = said(replace(SAMPLES["vat"], number=""))
    assert "Brouillon" in text
    assert transfer_code(replace(SAMPLES["vat"], number="")) is None
    assert "Brouillon" not in said(SAMPLES["vat"])


def test_a_quote_has_its_options_its_schedule_and_a_place_to_sign():
    text = said(QUOTE)
    assert "En option, non compris dans le total" in text and "Toutes les options 288,00 €" in text
    assert "Valable jusqu’au 9 janvier 2027" in text
    assert "À la commande 30 % 414,00 €" in text and "70 % 966,00 €" in text
    assert "Bon pour accord" in text and "Signature" in text
    assert "Net à payer" not in text and "IBAN" not in text
    with pikepdf.open(BytesIO(quote_pdf(QUOTE))) as pdf:
        assert "/AF" not in pdf.Root
    papers.check(quote_pdf(QUOTE))


def test_instalments_come_to_the_total_to_the_cent():
    thirds = replace(QUOTE, schedule=tuple(replace(QUOTE.schedule[0], share_bp=3333) for _ in range(3)))
    assert all(cents in said(thirds) for cents in ("459,95 €", "459,96 €", "460,09 €"))


def test_instalments_are_those_that_will_be_invoiced():
    """300 € at 20 % and 42,85 € at 5,5 %: 30 % of each rate is a cent more than 30 % of the total."""
    sold = (Line("Conseil", 300_00, vat_bp=2000), Line("Livre", 42_85, vat_bp=550))
    text = said(replace(QUOTE, lines=sold, schedule=(Instalment("Avant", 3000), Instalment("Après", 7000))))
    assert "Avant 30 % 121,57 €" in text and "Après 70 % 283,64 €" in text


def test_the_code_of_the_transfer_says_who_how_much_and_for_what():
    code = transfer_code(SAMPLES["final"])
    lines = (
        "BCD",
        "002",
        "1",
        "SCT",
        "PSSTFRPPXXX",
        "Camille Roussel",
        SELLER.iban,
        "EUR966",
        "",
        "",
        "2026-031",
    )
    assert code is not None and code.version <= 13
    assert code.matrix == segno.make_qr("\n".join(lines), error="m", boost_error=False).matrix


def test_the_code_is_on_the_page_whole():
    """Read back from the picture, square by square."""
    code = transfer_code(SAMPLES["vat"])
    assert code is not None
    count, scale, side = len(code.matrix), 4, 27 / 25.4 * 72 * 4
    with pypdfium2.PdfDocument(papers_of(SAMPLES["vat"]).pdf) as pdf:
        page = pdf[0]
        drawn = [one.get_bounds() for one in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
        ((left, bottom, right, top),) = (
            one for one in drawn if one[2] - one[0] < 100 and one[3] - one[1] > 50
        )
        picture = page.render(scale=scale).to_pil().convert("L")
        left, top = (
            (left + right) / 2 * scale - side / 2,
            picture.height - (top + bottom) / 2 * scale - side / 2,
        )
    middles = [(n + 0.5) * side / count for n in range(count)]
    read = [[picture.getpixel((round(left + x), round(top + y))) < 128 for x in middles] for y in middles]
    assert read == [[bool(one & 1) for one in row] for row in code.matrix]


@pytest.mark.parametrize("name", ["credit", "settled"])
def test_what_is_not_paid_has_no_code(name: str):
    assert transfer_code(SAMPLES[name]) is None
    assert "IBAN" not in said(SAMPLES[name])


def test_a_code_is_drawn_only_when_wanted_and_to_an_account():
    vat = SAMPLES["vat"]
    assert transfer_code(replace(vat, shows_qr=False)) is None
    assert transfer_code(replace(vat, seller=replace(SELLER, iban=""))) is None
    assert transfer_code(SAMPLES["abroad"]) is None  # no bank there reads it
    assert transfer_code(SAMPLES["European"]) is not None
    assert transfer_code(replace(vat, seller=replace(SELLER, iban="FR7612345"))) is None


@pytest.mark.parametrize(
    ("cents", "is_drawn"), [(0, False), (1, True), (MOST_CENTS, True), (MOST_CENTS + 1, False)]
)
def test_a_sum_that_no_code_can_say_has_none(cents: int, is_drawn: bool):
    assert (code_of(SAMPLES["vat"], cents) is not None) == is_drawn


def test_a_logo_is_printed_and_named():
    out = BytesIO()
    Image.new("RGB", (120, 60), "#204080").save(out, "PNG")
    of = replace(SAMPLES["vat"], seller=replace(SELLER, accent="#204080", logo="x"))
    made = papers_of(of, out.getvalue()).pdf
    papers.check(made)
    picture = papers.pictures(made, scale=2)[0]
    width = picture.width
    assert picture.getpixel((width // 2, 4)) == (32, 64, 128)  # the accent, across the top
    assert picture.getpixel((round(width * 0.12), round(picture.height * 0.085)))[2] > 100


def test_the_same_document_gives_the_same_bytes_in_another_process():
    ours = sha256(papers_of(SAMPLES["final"]).pdf).hexdigest()
    done = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ours


def test_what_people_type_is_never_markup():
    hostile = "#panic() $x$ *gras* <b> \\ 🎬 " + "m" * 300
    of = replace(
        document(Line(hostile, 10_00, detail=hostile), title=hostile, note=hostile),
        client=replace(SAMPLES["vat"].client, name=hostile),
    )
    made = papers_of(of).pdf
    papers.check(made)
    assert "#panic() $x$ *gras* <b>" in papers.text_of(made)


def test_dates_are_those_of_the_document():
    made = papers_of(replace(SAMPLES["vat"], issued_on=date(2026, 10, 1))).pdf
    assert "1er octobre 2026" in papers.text_of(made)
    assert PdfReader(BytesIO(made)).metadata.creation_date.date() == date(2026, 10, 1)


@pytest.mark.parametrize(("of", "most"), [(FIVE, 0.1), (SAMPLES["many"], 0.25)], ids=["5 lines", "60 lines"])
def test_papers_are_made_at_once(of: Document, most: float):
    papers_of(of)  # fonts, schema and catalogue are read once
    assert quickest(partial(papers_of, of)) < most
