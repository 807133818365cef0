"""Every paper kept for life in one ZIP: by year and employer, with what is missing said, and nobody else's."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.browse import Browser
from tests.documents.files import PDF
from tests.make import Place, World
from tests.productions.papers.make import paper
from tests.zips import names_in, read_in
from webapp.career.vault import actions
from webapp.career.vault.models import Vault
from webapp.core import clock, files
from webapp.documents.actions import add_document
from webapp.documents.models import Document, DocumentKind
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod

ROOT = "Coffre de Camille Roussel, 2026-11-23"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-23 09:00:00+01:00", tick=False):
        yield


def keep(world: World, place: Place, title: str, kind: DocumentKind = DocumentKind.AEM, **values) -> Document:
    with world.inside(place):
        document = add_document(
            FileStorage(io.BytesIO(PDF + title.encode()), f"{title}.pdf"), by=None, kind=kind, title=title
        )
        for name, value in values.items():
            setattr(document, name, value)
    return document


def brings(
    world: World, place: Place, job: Engagement, kind: PaperKind, document: Document | None = None, **values
) -> Paper:
    if document is not None:
        values = {"document_id": document.id, "state": PaperState.RECEIVED, **values}
    return world.add(place, Paper(engagement_id=job.id, kind=kind, **values))


@pytest.fixture
def job(world: World) -> Engagement:
    """A contract and two AEM of the same days here, a payslip late, a certificate received without a copy."""
    lune, show = world.lune, world.production(world.lune)
    job = world.engagement(lune, production_id=show.id)
    week = world.add(lune, PayPeriod(engagement_id=job.id, start_on=job.start_on, end_on=job.end_on))
    brings(world, lune, job, PaperKind.CONTRACT, keep(world, lune, "Contrat", DocumentKind.CONTRACT))
    for name in ("AEM", "AEM corrigée"):
        brings(world, lune, job, PaperKind.AEM, keep(world, lune, name), pay_period_id=week.id)
    brings(world, lune, job, PaperKind.PAYSLIP, pay_period_id=week.id, expected_on=date(2026, 11, 15))
    brings(world, lune, job, PaperKind.CONGES_SPECTACLES, state=PaperState.RECEIVED)
    keep(world, lune, "Notification", DocumentKind.NOTIFICATION, dated_on=date(2024, 5, 6))
    keep(world, lune, "Photo", DocumentKind.UNFILED, filed_at=None)
    keep(world, lune, "Jeté", deleted_at=clock.now())
    paper(world, lune, show)
    theirs = world.engagement(world.soleil, world.company(world.soleil, "Ailleurs"))
    brings(world, world.soleil, theirs, PaperKind.AEM, keep(world, world.soleil, "À eux"))
    return job


def vault_of(world: World, place: Place | None = None) -> Vault | None:
    with world.inside(place or world.lune) as session:
        return session.scalars(select(Vault)).one_or_none()


def pack(world: World) -> None:
    """What the worker does."""
    own = vault_of(world)
    assert own is not None
    actions.pack.now(workspace_id=str(world.lune.id), vault_id=str(own.id))


def packed(world: World, browse: Browser) -> bytes:
    browse.post("career.start_vault")
    pack(world)
    answer = browse.get("career.vault_zip")
    assert "Coffre%20de%20Camille%20Roussel%2C%202026-11-23.zip" in answer.headers["Content-Disposition"]
    return answer.data


def test_the_zip_is_a_tree_by_year_and_employer_with_its_tables(browse: Browser, world: World, job):
    content = packed(world, browse)
    assert sorted(names_in(content)) == sorted(
        f"{ROOT}/{name}"
        for name in (
            "2024/Autres papiers/2024-05-06 Notification France Travail, Notification.pdf",
            "2026/Films du Ponant/2026-11-02 Contrat de travail, Les Marées.pdf",
            "2026/Films du Ponant/2026-11-06 AEM, Les Marées (2).pdf",
            "2026/Films du Ponant/2026-11-06 AEM, Les Marées.pdf",
            "2026/À classer/2026-11-23 Photo.pdf",
            "README.txt",
            "Sommaire/Engagements.csv",
            "Sommaire/Filmographie.csv",
            "Sommaire/Papiers.csv",
            "Sommaire/Sommaire.xlsx",
        )
    )
    assert read_in(content, f"{ROOT}/2026/Films du Ponant/2026-11-06 AEM, Les Marées.pdf").endswith(b"AEM")


def test_what_is_there_and_what_is_missing_is_said_of_each_employer(browse: Browser, world: World, job):
    content = packed(world, browse)
    said = read_in(content, f"{ROOT}/README.txt").decode("utf-8-sig").replace("\u00a0", " ")
    missing, bare = said.split("CE QUI MANQUE")[1].split("SANS COPIE")
    assert "Films du Ponant" in missing
    assert "Bulletin de paie, 2 au 6 nov. 2026 : En retard" in missing and "AEM" not in missing
    assert "Certificat Congés Spectacles" in bare
    assert "5 papiers." in said and "Ailleurs" not in said
    rows = read_in(content, f"{ROOT}/Sommaire/Papiers.csv").decode("utf-8-sig")
    assert "2026/Films du Ponant/2026-11-06 AEM, Les Marées (2).pdf" in rows
    assert "En retard;15/11/2026;;manque" in rows
    assert (
        "2026;Les Marées;Long métrage;;Films du Ponant;Assistante de production"
        in read_in(content, f"{ROOT}/Sommaire/Filmographie.csv").decode()
    )
    book = openpyxl.load_workbook(io.BytesIO(read_in(content, f"{ROOT}/Sommaire/Sommaire.xlsx")))
    assert book.sheetnames == ["Filmographie", "Engagements", "Papiers"]
    assert book["Engagements"].max_row == 2 and book["Papiers"].max_row == 6
    page = browse.get("career.vault").text
    assert "1 papier attendu, 1 reçu sans copie ici" in page and "Ailleurs" not in page


def test_a_file_lost_by_the_store_is_named_and_loses_no_other(browse: Browser, world: World, job):
    with world.inside(world.lune) as session:
        lost = session.scalars(select(Document).where(Document.title == "AEM corrigée")).one()
        files.store().delete(lost.file_key)
    content = packed(world, browse)
    assert len(names_in(content)) == 9
    said = read_in(content, f"{ROOT}/README.txt").decode("utf-8-sig")
    assert "FICHIERS ILLISIBLES" in said and "AEM, Les Marées (2).pdf" in said
    assert "1 fichier n’a pas pu être lu" in browse.get("career.vault").text


def test_it_is_asked_once_its_progress_is_shown_and_made_again_at_will(
    browse: Browser, world: World, job, monkeypatch
):
    browse.post("career.start_vault")
    assert "Le ZIP se prépare" in browse.get("career.vault").text
    browse.post("career.start_vault", status=422)
    browse.get("career.vault_zip", status=404)
    seen = []
    monkeypatch.setattr(actions, "SAID_EVERY", 2)
    between = actions._between_units

    def look(workspace_id):
        between(workspace_id)
        own = actions.vault()
        seen.append((own.done, own.total))

    monkeypatch.setattr(actions, "_between_units", look)
    pack(world)
    assert seen == [(0, 5), (2, 5), (4, 5)]
    first = vault_of(world)
    pack(world)  # tried again after a crash of the worker: nothing twice
    assert first is not None and first.zip_files == 10 and vault_of(world).zip_key == first.zip_key
    assert "ZIP prêt" in browse.get("career.vault").text
    browse.post("career.start_vault")
    assert vault_of(world).zip_key is None
    pack(world)
    second = vault_of(world)
    actions.forget.now(workspace_id=str(world.lune.id), vault_id=str(first.id))
    assert vault_of(world).zip_key == second.zip_key
    actions.forget.now(workspace_id=str(world.lune.id), vault_id=str(second.id))
    assert vault_of(world) is None
    browse.get("career.vault_zip", status=404)


def test_one_given_up_while_it_is_made_leaves_no_file(browse: Browser, world: World, job, monkeypatch):
    browse.post("career.start_vault")
    kept, deleted, store = [], [], files.Folder

    def given_up(spool):
        actions.drop(actions.vault())
        return digest_of(spool)

    digest_of = actions._digest
    monkeypatch.setattr(actions, "_digest", given_up)
    monkeypatch.setattr(store, "put_file", lambda _self, key, _file, _kind: kept.append(key))
    monkeypatch.setattr(store, "delete", lambda _self, key: deleted.append(key))
    pack(world)
    assert vault_of(world) is None
    assert kept and kept == deleted


def test_too_heavy_is_said_and_begun_again(browse: Browser, world: World, job, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 100)
    browse.post("career.start_vault")
    pack(world)
    page = browse.get("career.vault").text
    assert "L’archive dépasserait" in page and "Recommencer" in page
    monkeypatch.undo()
    assert names_in(packed(world, browse))


def test_the_coffre_of_another_is_never_there(browse: Browser, other: Browser, world: World, job):
    packed(world, browse)
    other.get("career.vault_zip", status=404)
    other.post("career.drop_vault", status=404)
    page = other.get("career.vault").text
    assert "1 papier à vous" in page and "Ponant" not in page
    assert vault_of(world) is not None and vault_of(world, world.soleil) is None


def test_an_english_speaker_has_it_in_english(browse: Browser, world: World, job, as_superuser):
    as_superuser("UPDATE accounts SET language = 'en'")
    browse.post("career.start_vault")
    pack(world)
    names = names_in(browse.get("career.vault_zip").data)
    assert any("Employment contract, Les Marées.pdf" in name for name in names), names
