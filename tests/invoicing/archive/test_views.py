"""What was issued is taken away as it was issued, by its own workspace alone."""

import csv
import io
import zipfile
from datetime import date
from hashlib import sha256

import pytest

from tests.browse import Browser
from tests.make import World
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.models import Invoice, Series, SeriesKind


@pytest.fixture
def invoice(world: World) -> Invoice:
    world.seller(world.lune)
    return world.invoice(world.lune, world.client(world.lune))


@pytest.mark.parametrize(("paper", "media_type"), [("pdf", "application/pdf"), ("xml", "text/xml")])
def test_a_paper_is_the_stored_bytes(
    browse: Browser, world: World, invoice: Invoice, paper: str, media_type: str
):
    with world.inside(world.lune) as session:
        kept = session.get(Invoice, (world.lune.id, invoice.id))
        assert kept is not None
        content, digest = getattr(kept, paper), getattr(kept, f"{paper}_sha256")
    answer = browse.get(f"archive.{paper}", invoice_id=invoice.public_id)
    assert answer.data == content and sha256(answer.data).hexdigest() == digest
    assert answer.mimetype == media_type
    assert f'attachment; filename="2026-001.{paper}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_papers_are_those_of_the_workspace_alone(other: Browser, invoice: Invoice):
    for paper in ("pdf", "xml"):
        assert (
            other.client.get(other.url(f"archive.{paper}", invoice_id=invoice.public_id)).status_code == 404
        )


def test_a_later_profile_changes_no_paper(browse: Browser, world: World, invoice: Invoice):
    before = browse.get("archive.pdf", invoice_id=invoice.public_id).data
    with world.inside(world.lune) as session:
        session.connection().exec_driver_sql("UPDATE seller_profiles SET name = 'Autre'")
    assert browse.get("archive.pdf", invoice_id=invoice.public_id).data == before


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_period_is_a_zip_with_a_table_that_checks_it(browse: Browser, world: World, invoice: Invoice):
    client = world.client(world.lune, "Ferme; « Ty Nevez »", legal_name="=Ferme; « Ty Nevez »")
    deposit = world.invoice(world.lune, client, kind=Kind.DEPOSIT, on=date(2026, 11, 3))
    note = world.invoice(world.lune, client, Line("Remise", 10_00), kind=Kind.CREDIT, original_id=deposit.id, on=date(2026, 11, 4))  # fmt: skip
    world.invoice(world.lune, client, on=date(2026, 12, 1))
    answer = browse.get("archive.zip", start_on="2026-11-01", end_on="2026-11-30")
    assert answer.mimetype == "application/zip"
    assert "Factures 2026-11-01 2026-11-30.zip" in answer.headers["Content-Disposition"]
    files = _members(answer.data)
    table = list(csv.reader(io.StringIO(files.pop("index.csv").decode("utf-8-sig")), delimiter=";"))
    assert set(files) == {
        f"{number}.{paper}" for number in (invoice.number, deposit.number, note.number) for paper in ("pdf", "xml")
    }  # fmt: skip
    titles, *rows = table
    told = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [(one["Numéro"], one["Nature"], one["Total TTC"]) for one in told] == [
        ("2026-001", "Facture", "840,00"),
        ("2026-002", "Facture d’acompte", "840,00"),
        ("A-2026-001", "Avoir", "10,00"),
    ]
    for one in told:
        assert sha256(files[one["PDF"]]).hexdigest() == one["SHA-256 du PDF"]
        assert sha256(files[one["XML"]]).hexdigest() == one["SHA-256 du XML"]
    assert told[1]["Client"] == "'=Ferme; « Ty Nevez »"  # no formula for whoever opens it


def test_numbers_that_are_no_names_of_files_are_made_safe(browse: Browser, world: World):
    world.seller(world.lune)
    with world.inside(world.lune) as session:
        session.query(Series).filter(Series.kind == SeriesKind.INVOICES).update({"prefix": "F/"})
    found = world.invoice(world.lune, world.client(world.lune))
    assert found.number == "F/2026-001"
    assert 'filename="F-2026-001.pdf"' in browse.get("archive.pdf", invoice_id=found.public_id).headers["Content-Disposition"]  # fmt: skip
    answer = browse.get("archive.zip", start_on="2026-11-01", end_on="2026-11-30")
    assert set(_members(answer.data)) == {"F-2026-001.pdf", "F-2026-001.xml", "index.csv"}


def test_the_page_says_what_a_period_holds(browse: Browser, other: Browser, invoice: Invoice):
    page = browse.get("archive.period", start_on="2026-11-01", end_on="2026-11-30").text
    assert "1 document émis" in page and "archive/zip?start_on=2026-11-01&amp;end_on=2026-11-30" in page
    empty = browse.get("archive.period", start_on="2026-10-01", end_on="2026-10-31").text
    assert "Aucun document émis sur cette période." in empty and "archive/zip" not in empty
    assert "Aucun document" in other.get("archive.period", start_on="2026-11-01", end_on="2026-11-30").text


def test_the_page_opens_on_the_year_and_tells_of_the_reform(browse: Browser, world: World):
    page = browse.get("archive.period").text
    assert "n’est pas encore la facture électronique de la réforme" in page
    assert "Raccord n’est pas une plateforme agréée." in page
    assert "À garder 10 ans" in page


@pytest.mark.parametrize(
    ("start_on", "end_on", "said"),
    [
        ("2026-11-30", "2026-11-01", "La fin est avant le début."),
        ("", "2026-11-30", "Indiquez le premier jour."),
        ("hier", "2026-11-30", "hier"),
    ],
)
@pytest.mark.parametrize("endpoint", ["archive.period", "archive.zip"])
def test_a_wrong_period_is_said_and_stays_typed(
    browse: Browser, endpoint: str, start_on: str, end_on: str, said: str
):
    answer = browse.get(endpoint, status=422, start_on=start_on, end_on=end_on)
    assert said in answer.text and f'value="{end_on}"' in answer.text


def test_nothing_to_pack_is_said(browse: Browser, world: World):
    answer = browse.get("archive.zip", status=422, start_on="2026-11-01", end_on="2026-11-30")
    assert "Aucun document émis sur cette période." in answer.text
