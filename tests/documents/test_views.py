from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.documents.files import EXE, HEIC, HTML, JPEG, PDF, PNG, SVG, WEBP, ZIP, upload
from tests.make import World
from webapp.core import clock, files
from webapp.documents.models import Document, DocumentKind, Retention
from webapp.domain.permissions import Role

MEGABYTE = 1024 * 1024


def documents(world: World, place=None) -> list[Document]:
    with world.inside(place or world.lune) as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def send(browse: Browser, content: bytes = PDF, name: str = "bulletin.pdf", **options):
    return browse.post("documents.create", {"files": upload(content, name)}, **options)


def send_heavy(browse: Browser, size: int):
    """The body is written here: the test client would leave its temporary file open."""
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="lourd.pdf"\r\n\r\n'
    body = head + PDF.ljust(size, b"\x00") + b"\r\n--x--\r\n"
    return browse.client.post(
        browse.url("documents.create"), data=body, content_type="multipart/form-data; boundary=x"
    )


def kept_files(settings) -> list[Path]:
    return [path for path in (settings.data_dir / "files").rglob("*") if path.is_file()]


def test_an_empty_tray_says_what_to_do(browse):
    assert "Photographiez un papier" in browse.get("documents.tray").text


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "bulletin.pdf", "application/pdf"),
        (PNG, "scan.png", "image/png"),
        (JPEG, "photo.jpg", "image/jpeg"),
        (WEBP, "photo.webp", "image/webp"),
        (HEIC, "IMG_0042.HEIC", "image/heic"),
        (PDF, "renommé.jpg", "application/pdf"),
    ],
)
def test_a_paper_lands_in_the_tray_under_the_type_its_bytes_show(
    browse, world: World, content, name, media_type
):
    page = browse.follow(send(browse, content, name)).text
    assert "Classer ce papier" in page
    (document,) = documents(world)
    assert (document.media_type, document.size, document.kind) == (
        media_type,
        len(content),
        DocumentKind.UNFILED,
    )
    assert document.added_by == world.lune.account_id
    assert "1 papier" in browse.get("documents.tray").text


def test_several_are_sent_at_once_with_a_photo_just_taken(browse, world: World):
    sent = {"photo": upload(JPEG, "image.jpg"), "files": [upload(PDF, "a.pdf"), upload(PNG, "b.png")]}
    assert "3 papiers à classer" in browse.follow(browse.post("documents.create", sent)).text
    assert len(documents(world)) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "logo.svg"),
        (HTML, "page.html"),
        (ZIP, "tout.zip"),
        (EXE, "facture.pdf"),
        (SVG, "photo.png"),
        (b"", "vide.pdf"),
    ],
)
def test_what_is_neither_pdf_nor_photo_is_refused_whatever_its_name(
    browse, world: World, settings, content, name
):
    before = kept_files(settings)
    page = send(browse, content, name, status=422).text
    assert name in page
    assert "est vide" in page or "n’est ni un PDF ni une photo" in page
    assert documents(world) == []
    assert kept_files(settings) == before


def test_one_bad_file_refuses_them_all_and_leaves_no_bytes(browse, world: World, settings):
    before = set(kept_files(settings))
    sent = {"files": [upload(PDF, "a.pdf"), upload(PNG, "b.png"), upload(ZIP, "c.zip")]}
    browse.post("documents.create", sent, status=422)
    assert documents(world) == []
    assert set(kept_files(settings)) == before


def test_sending_nothing_says_so(browse):
    assert "Choisissez une photo ou un PDF" in browse.post("documents.create", {}, status=422).text


def test_fifteen_megabytes_pass_and_more_is_told_its_limit(browse, world: World):
    assert send_heavy(browse, 15 * MEGABYTE).status_code == 303
    assert documents(world)[0].size == 15 * MEGABYTE
    for size, status in ((15 * MEGABYTE + 1, 422), (16 * MEGABYTE, 413)):
        answer = send_heavy(browse, size)
        assert answer.status_code == status
        assert "15\u00a0Mo" in answer.text.replace(" Mo", "\u00a0Mo")
    assert len(documents(world)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\windows.pdf",
        "/etc/passwd",
        "facture\u202efdp.exe",
        "a" * 300 + ".pdf",
        ".pdf",
        "\x00.pdf",
    ],
)
def test_a_name_is_only_something_to_show(browse, world: World, settings, name):
    browse.follow(send(browse, PDF, name))
    (document,) = documents(world)
    assert len(document.file_name) <= 130
    assert not set(document.file_name) & set("/\\\u202e\x00")
    assert document.file_key.startswith(f"{world.lune.id}/")
    path = (settings.data_dir / "files" / document.file_key).resolve()
    assert path.is_relative_to(settings.data_dir)
    answer = browse.get("documents.file", public_id=document.public_id)
    assert "\n" not in answer.headers["Content-Disposition"]


def test_a_file_goes_out_as_an_attachment_nobody_guesses_at(browse, world: World):
    send(browse, PNG, "scan été.png")
    (document,) = documents(world)
    answer = browse.get("documents.file", public_id=document.public_id)
    assert answer.data == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "scan%20%C3%A9t%C3%A9.png" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    seen = browse.get("documents.file", public_id=document.public_id, view=1)
    assert seen.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(("content", "name"), [(PDF, "a.pdf"), (HEIC, "a.heic")])
def test_only_a_photo_that_browsers_draw_is_shown_in_the_page(browse, world: World, content, name):
    page = browse.follow(send(browse, content, name)).text
    (document,) = documents(world)
    assert "<img" not in page
    seen = browse.get("documents.file", public_id=document.public_id, view=1)
    assert seen.headers["Content-Disposition"].startswith("attachment")


def test_a_paper_is_filed_and_kept_as_its_kind_asks(browse, world: World):
    send(browse, PDF, "AEM_octobre.pdf")
    (document,) = documents(world)
    assert document.title == "AEM octobre"
    sent = {"kind": "aem", "title": "AEM d’octobre, Brique Rouge", "dated_on": "2026-10-31", "owner": "mine"}
    page = browse.follow(browse.post("documents.filing", sent, public_id=document.public_id)).text
    assert "Papier classé" in page
    assert "AEM d’octobre, Brique Rouge" in page
    assert "Rien à classer" in page
    (filed,) = documents(world)
    assert (filed.kind, filed.retention, filed.is_mine) == ("aem", Retention.LIFE, True)
    assert filed.is_filed


@pytest.mark.parametrize(
    ("kind", "owner", "retention"),
    [
        ("payslip", "mine", Retention.LIFE),
        ("receipt", "mine", Retention.TEN_YEARS),
        ("other", "mine", Retention.FREE),
        ("receipt", "production", Retention.PRODUCTION),
    ],
)
def test_how_long_follows_from_what_and_whose(browse, world: World, kind, owner, retention):
    send(browse)
    (document,) = documents(world)
    browse.post(
        "documents.filing", {"kind": kind, "title": "x", "owner": owner}, public_id=document.public_id
    )
    assert documents(world)[0].retention == retention


def test_filing_asks_what_it_is_and_a_day_that_has_come(browse, world: World):
    send(browse)
    (document,) = documents(world)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    sent = {"kind": "", "title": "", "dated_on": tomorrow, "owner": "mine"}
    page = browse.post("documents.filing", sent, status=422, public_id=document.public_id).text
    assert "Choisissez ce qu’est ce papier" in page
    assert "pas encore arrivée" in page
    browse.post(
        "documents.filing",
        {**sent, "kind": "unfiled", "title": "x"},
        status=422,
        public_id=document.public_id,
    )
    assert not documents(world)[0].is_filed


def test_filed_papers_are_found_by_word_and_kind(browse, world: World):
    for title, kind in (("Bulletin été", "payslip"), ("Contrat des Marées", "contract")):
        send(browse)
        document = next(d for d in documents(world) if not d.is_filed)
        browse.post(
            "documents.filing", {"kind": kind, "title": title, "owner": "mine"}, public_id=document.public_id
        )
    assert "Bulletin été" in browse.get("documents.tray", q="ete bull").text
    assert "Contrat des Marées" not in browse.get("documents.tray", q="ete").text
    part = browse.get("documents.tray", kind="contract", headers=HTMX).text
    assert "<html" not in part
    assert "Contrat des Marées" in part
    assert "Bulletin été" not in part
    assert "Aucun papier" in browse.get("documents.tray", q="introuvable").text


def test_a_thrown_paper_leaves_the_lists_keeps_its_bytes_and_comes_back(browse, world: World, app):
    send(browse)
    (document,) = documents(world)
    page = browse.follow(browse.post("documents.delete", public_id=document.public_id)).text
    assert browse.url("documents.restore", public_id=document.public_id) in page
    assert "Rien à classer" in page
    browse.get("documents.show", status=404, public_id=document.public_id)
    browse.get("documents.file", status=404, public_id=document.public_id)
    with app.app_context():
        assert b"".join(files.store().open(document.file_key)) == PDF
    browse.post("documents.restore", public_id=document.public_id)
    assert browse.get("documents.file", public_id=document.public_id).data == PDF


def test_the_tray_costs_the_same_with_many_papers(browse, world: World, statements):
    send(browse)
    statements.clear()
    browse.get("documents.tray")
    few = len(statements)
    for _number in range(4):
        send(browse)
    send(browse)
    last = documents(world)[-1]
    browse.post(
        "documents.filing", {"kind": "aem", "title": "AEM", "owner": "mine"}, public_id=last.public_id
    )
    statements.clear()
    browse.get("documents.tray")
    assert len(statements) == few <= 4


def test_the_other_workspace_sees_changes_and_downloads_nothing(browse, other, world: World):
    send(browse, PDF, "contrat secret.pdf")
    (document,) = documents(world)
    assert "contrat secret" not in other.get("documents.tray").text
    for place in ("soleil", "lune"):
        for endpoint in ("show", "file"):
            other.get(f"documents.{endpoint}", status=404, public_id=document.public_id, workspace=place)
        for endpoint in ("filing", "delete", "restore"):
            sent = {"kind": "aem", "title": "x", "owner": "mine"}
            other.post(
                f"documents.{endpoint}", sent, status=404, public_id=document.public_id, workspace=place
            )
    assert documents(world, world.soleil) == []
    assert not documents(world)[0].is_filed


def test_a_viewer_reads_and_downloads_and_is_offered_nothing_to_write(app, browse, world: World):
    send(browse)
    (document,) = documents(world)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    for page in (
        viewer.get("documents.tray").text,
        viewer.get("documents.show", public_id=document.public_id).text,
    ):
        assert viewer.url("documents.new") not in page
        assert viewer.url("documents.delete", public_id=document.public_id) not in page
        assert 'method="post"' not in page.split("<main")[1].split("</main>")[0]
    assert viewer.get("documents.file", public_id=document.public_id).data == PDF
    viewer.get("documents.new", status=403)
    viewer.post("documents.create", {"files": (BytesIO(PDF), "a.pdf")}, status=403)
    for endpoint in ("filing", "delete", "restore"):
        viewer.post(f"documents.{endpoint}", {}, status=403, public_id=document.public_id)


def test_a_file_asks_to_be_signed_in(browse, stranger, world: World):
    send(browse)
    (document,) = documents(world)
    answer = stranger.client.get(
        stranger.url("documents.file", workspace="lune", public_id=document.public_id)
    )
    assert answer.status_code == 303
