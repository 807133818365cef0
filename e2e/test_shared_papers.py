"""The sheets and the documents of a link: read and taken on a phone, without an account."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader

from e2e.person import Person
from tests.make import World
from tests.productions.papers.make import paper
from tests.sharing.planted.productions import callsheets
from webapp.core import clock
from webapp.productions.papers.models import PaperKind


def taken(reader: Person, name: str) -> tuple[str, bytes]:
    with reader.page.expect_download() as coming:
        reader.page.locator("a.item", has_text=name).first.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_a_producer_takes_the_sheet_of_tomorrow_and_the_document_chosen_for_them(
    people: Callable[..., Person], world: World
) -> None:
    today = clock.today()
    show = world.production(world.lune)
    for days in (1, -1, -2):
        callsheets(world, world.lune, show, on=today + timedelta(days=days))
    chosen = paper(world, world.lune, show, "Attestation RC", kind=PaperKind.INSURANCE)
    paper(world, world.lune, show, "Pas choisi")
    grants = ("callsheets", "callsheets.times", "callsheets.file", "documents", "documents.file")
    token, _share = world.share(world.lune, show, grants=grants, documents=(chosen.document_id,))

    marc = people()
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.reads("J19 / 31", "Convocation 5h41", "validée par Aude Le Quintrec", "Attestation RC")
    marc.sees_no("Trogoff")
    marc.sees_no("Pas choisi")
    name, content = taken(marc, "J19 / 31")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert name == "FDS_J19_v7_les-marees.pdf"
    assert "5h41" in text and "Trogoff" not in text and "FDSPRIVE" not in text
    name, content = taken(marc, "Attestation RC")
    assert name == "Attestation RC.pdf" and content.endswith(b"Attestation RC")
    marc.page.get_by_text("Jours passés").click()
    marc.check(None)
    assert marc.page.locator("details[open] a.item").count() == 2
