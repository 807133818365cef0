"""Files of office suites are known by their bytes, and those with programs are refused."""

import pytest

from tests.documents.files import EXE, HTML, SVG
from tests.zips import DOCM, DOCX, FDX, ODT, XLSX, odt, ooxml, zip_of
from webapp.core import office
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (DOCX, "contrat.docx", office.DOCX),
        (DOCX, "contrat.pdf", office.DOCX),
        (XLSX, "devis.xlsx", office.XLSX),
        (ODT, "note.odt", office.ODT),
        (FDX, "scénario.fdx", office.FDX),
        ("Déroulé".encode(), "notes.txt", office.PLAIN),
        ("Déroulé".encode("cp1252"), "notes.txt", office.PLAIN),
        ("\ufeffNom;Emploi".encode(), "équipe.CSV", office.CSV),
        (b"INT. CRIEE - JOUR", "texte.fountain", office.PLAIN),
    ],
)
def test_the_bytes_say_what_it_is(content, name, kind):
    assert office.type_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "page.html"),
        (HTML, "page.txt"),
        (SVG, "logo.fdx"),
        (SVG, "logo.csv"),
        (EXE, "notes.txt"),
        (b"texte", "script.js"),
        (b"PK\x03\x04" + b"x" * 60, "a.docx"),
        (b"", "a.docx"),
    ],
)
def test_what_is_no_such_file_has_no_type(content, name):
    assert office.type_of(content, name) == ""


@pytest.mark.parametrize(
    "content",
    [DOCM, ooxml(**{"word/vbaProject.bin": b"x"}), odt(**{"Basic/Standard/Module1.xml": b"x"})],
)
def test_macros_are_refused_whatever_the_name(content):
    with pytest.raises(Refused, match="macros"):
        office.type_of(content, "contrat.docx")


def test_an_archive_is_said_to_be_one():
    with pytest.raises(Refused, match="est une archive"):
        office.type_of(zip_of({"a.pdf": b"x"}), "a.docx")
