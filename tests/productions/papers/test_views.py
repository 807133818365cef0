from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from werkzeug.datastructures import FileStorage

from tests.browse import HTMX, Browser
from tests.documents.files import EXE, HTML, JPEG, PDF, SVG, upload
from tests.make import Place, World
from tests.productions.papers.make import paper
from tests.zips import DOCM, DOCX, FDX, XLSX, bomb, names_in, read_in, zip_of
from webapp.core import archives, clock
from webapp.core.tenancy import new_id
from webapp.documents.actions import add_document
from webapp.documents.models import Document, DocumentKind, Retention
from webapp.domain.permissions import Role
from webapp.productions.models import Production
from webapp.productions.papers.models import PaperKind, ProductionDrop, ProductionPaper


@pytest.fixture
def show(world: World) -> Production:
    return world.production(world.lune)


def held(world: World, place: Place | None = None) -> list[tuple[ProductionPaper, Document]]:
    with world.inside(place or world.lune) as session:
        rows = session.execute(
            select(ProductionPaper, Document)
            .join(Document, Document.id == ProductionPaper.document_id)
            .order_by(ProductionPaper.id)
        )
        return [(row[0], row[1]) for row in rows]


def drop(browse: Browser, show: Production, *files: tuple[BytesIO, str], **options):
    sent = {"files": list(files)} if files else {}
    return browse.post("papers.create", sent, production=show.public_id, **options)


def kept_files(settings) -> set[Path]:
    return {path for path in (settings.data_dir / "files").rglob("*") if path.is_file()}


def typed(**values: str) -> dict[str, str]:
    return {"title": "Plan de travail", "kind": "schedule", **values}


def test_an_empty_tab_says_what_to_do(browse, show):
    page = browse.get("papers.index", production=show.public_id).text
    assert "Pas encore de document" in page
    assert browse.url("papers.new", production=show.public_id) in page


def test_many_are_dropped_at_once_and_their_kind_is_guessed_then_corrected(browse, world, show):
    answer = drop(
        browse, show,
        upload(PDF, "PDT_v6.pdf"), upload(JPEG, "photo.jpg"), upload(DOCX, "Contrat Lise.docx"),
        upload(XLSX, "devis.xlsx"), upload(FDX, "Marées.fdx"),
    )  # fmt: skip
    page = browse.follow(answer).text
    assert "5 documents déposés" in page
    kinds = [(p.kind, p.version, p.is_confidential) for p, _document in held(world)]
    assert kinds == [
        ("schedule", "6", False),
        ("other", None, False),
        ("contract", None, True),
        ("budget", None, False),
        ("script", None, True),
    ]
    assert all(
        (d.is_mine, d.retention, d.kind) == (False, Retention.PRODUCTION, DocumentKind.PRODUCTION)
        for _paper, d in held(world)
    )
    (_first, (photo, _document), *_rest) = held(world)
    sent = {}
    for number, (p, document) in enumerate(held(world)):
        is_photo = p.id == photo.id
        sent |= {
            f"papers-{number}-paper": p.public_id,
            f"papers-{number}-title": "Autorisation du quai" if is_photo else document.title,
            f"papers-{number}-kind": "permit" if is_photo else p.kind,
        }
    page = browse.follow(browse.client.post(answer.headers["Location"], data=sent)).text
    assert "Autorisation du quai" in page
    assert held(world)[1][0].kind == PaperKind.PERMIT


def test_a_line_without_a_title_is_told_and_nothing_typed_is_lost(browse, world, show):
    answer = drop(browse, show, upload(PDF, "a.pdf"), upload(PDF, "b.pdf"))
    (first, _), (second, _) = held(world)
    sent = {
        "papers-0-paper": first.public_id, "papers-0-title": "", "papers-0-kind": "report",
        "papers-1-paper": second.public_id, "papers-1-title": "Gardé", "papers-1-kind": "report",
    }  # fmt: skip
    refused = browse.client.post(answer.headers["Location"], data=sent)
    assert refused.status_code == 422
    assert "À remplir" in refused.text
    assert 'value="Gardé"' in refused.text
    assert [d.title for _paper, d in held(world)] == ["a", "b"]


def test_a_zip_is_opened_the_good_kept_and_each_refusal_told(browse, world, show):
    content = zip_of(
        {
            "Marées/Contrats/Contrat Lise.pdf": PDF,
            "Marées/../../../etc/Assurance.pdf": PDF,
            "Marées/page.html": HTML,
            "Marées/vide.pdf": b"",
            "Marées/dedans.zip": zip_of({"a.pdf": PDF}),
            "Marées/macros.docm": DOCM,
            "__MACOSX/._Contrat Lise.pdf": b"x",
        }
    )
    page = browse.follow(drop(browse, show, upload(content, "Marées.zip"))).text
    assert [(p.kind, d.file_name) for p, d in held(world)] == [
        ("contract", "Contrat Lise.pdf"),
        ("insurance", "Assurance.pdf"),
    ]
    assert "4 fichiers refusés" in page
    for said in (
        "page.html\u00a0» n’est pas d’un type accepté", "vide.pdf\u00a0» est vide", "dedans.zip\u00a0» est une archive",
        "macros.docm\u00a0» contient des macros",
    ):  # fmt: skip
        assert said in page


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (EXE, "a.pdf", "n’est pas d’un type accepté"),
        (SVG, "a.svg", "n’est pas d’un type accepté"),
        (b"PK\x03\x04 nothing", "a.zip", "n’est pas un ZIP lisible"),
        (zip_of({"__MACOSX/._a": b"x"}), "a.zip", "ne contient aucun fichier"),
        (bomb(), "a.zip", "compressé de façon anormale"),
        (zip_of({"a.pdf": PDF}), "a.docx", "est une archive"),
    ],
)
def test_when_none_is_good_the_form_says_why_and_nothing_is_kept(
    browse, world, show, settings, content, name, said
):
    before = kept_files(settings)
    assert said in drop(browse, show, upload(content, name), status=422).text
    assert held(world) == []
    assert kept_files(settings) == before
    with world.inside(world.lune) as session:
        assert session.scalars(select(ProductionDrop)).all() == []


def test_small_archives_do_not_unfold_together_into_more_than_one_may(browse, world, show, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", len(PDF) * 3)
    squeezed = [upload(zip_of({"a.pdf": PDF, "b.pdf": PDF}), f"{n}.zip") for n in range(3)]
    page = browse.follow(drop(browse, show, *squeezed)).text
    assert len(held(world)) == 3
    assert "3 fichiers refusés" in page and "trop lourd" in page


def test_dropping_nothing_says_so(browse, show):
    assert "Choisissez des fichiers" in drop(browse, show, status=422).text


def test_a_form_heavier_than_all_is_told_its_own_limit(browse, show):
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    answer = browse.client.post(
        browse.url("papers.create", production=show.public_id),
        data=body + b"x" * (61 << 20),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "60 Mo" in answer.text


def test_a_double_click_drops_once(browse, world, show):
    for _ in range(2):
        sent = {"files": [upload(PDF, "a.pdf")], "once": "the same key"}
        browse.post("papers.create", sent, production=show.public_id)
    assert len(held(world)) == 1


def test_an_office_file_always_goes_out_as_an_attachment(browse, world, show):
    drop(browse, show, upload(DOCX, "contrat.docx"), upload(PDF, "pdt.pdf"))
    (docx, _), (pdf, _) = held(world)
    at = {"production": show.public_id}
    answer = browse.get("papers.file", view=1, document_id=docx.public_id, **at)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == DOCX
    assert "Ouvrir</a>" not in browse.get("papers.show", document_id=docx.public_id, **at).text
    seen = browse.get("papers.file", view=1, document_id=pdf.public_id, **at)
    assert seen.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    kept = browse.get("papers.file", document_id=pdf.public_id, **at)
    assert kept.headers["Content-Disposition"].startswith("attachment")


def test_what_ends_soon_comes_first_and_is_listed_apart(browse, world, show):
    today = clock.today()
    for title, until in (
        ("Loin", today + timedelta(days=200)), ("Passé", today - timedelta(days=1)), ("Bientôt", today + timedelta(days=5)),
    ):  # fmt: skip
        paper(world, world.lune, show, title, kind=PaperKind.PERMIT, valid_until_on=until)
    page = browse.get("papers.index", production=show.public_id).text
    assert "2 à renouveler" in page
    table = page[page.index("<tbody") :]
    assert table.index("Passé") < table.index("Bientôt") < table.index("Loin")
    ending = browse.get("papers.index", production=show.public_id, standing="ending", headers=HTMX).text
    assert "<html" not in ending
    assert "Passé" in ending and "Loin" not in ending


def test_documents_are_found_by_word_origin_and_kind(browse, world, show):
    paper(world, world.lune, show, "Autorisation du quai", kind=PaperKind.PERMIT, issuer="Ville de Brest")
    paper(world, world.lune, show, "Devis cantine", kind=PaperKind.BUDGET)
    at = {"production": show.public_id}
    for query in ({"q": "quai"}, {"q": "brest"}, {"kind": "permit"}):
        page = browse.get("papers.index", **at, **query).text
        assert "Autorisation du quai" in page and "Devis cantine" not in page
    assert "Aucun document ne correspond" in browse.get("papers.index", q="introuvable", **at).text


def test_a_document_is_changed_and_bad_input_loses_nothing(browse, world, show):
    made = paper(world, world.lune, show)
    at = {"production": show.public_id, "document_id": made.public_id}
    sent = typed(
        title="PDT", issuer="Mise en scène", version="6", dated_on="2026-11-19",
        valid_until_on="2026-11-01", is_confidential="y",
    )  # fmt: skip
    page = browse.post("papers.update", sent, status=422, **at).text
    assert "La fin de validité est avant la date" in page
    assert 'value="Mise en scène"' in page
    sent["valid_until_on"] = "2027-01-31"
    page = browse.follow(browse.post("papers.update", sent, **at)).text
    assert "Document enregistré" in page and "Confidentiel" in page
    ((kept, document),) = held(world)
    assert (kept.version, kept.valid_until_on, document.title) == ("6", date(2027, 1, 31), "PDT")


def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(browse, world, show):
    old = paper(world, world.lune, show, version="5", valid_until_on=date(2026, 12, 31))
    at = {"production": show.public_id, "document_id": old.public_id}
    page = browse.get("papers.new_version", **at).text
    assert 'value="6"' in page
    assert (
        "Choisissez le fichier"
        in browse.post("papers.add_version", typed(version="6"), status=422, **at).text
    )
    bad = typed(version="6", file=upload(HTML, "a.html"))
    assert "n’est pas d’un type accepté" in browse.post("papers.add_version", bad, status=422, **at).text
    answer = browse.post("papers.add_version", typed(version="6", file=upload(PDF, "v6.pdf")), **at)
    assert "En vigueur" in browse.follow(answer).text
    assert "Remplacée" in browse.get("papers.show", **at).text
    current = browse.get("papers.index", production=show.public_id).text
    assert 'En vigueur <span class="num">1</span>' in current
    again = browse.post("papers.add_version", typed(file=upload(PDF, "v7.pdf")), status=422, **at).text
    assert "déjà été remplacé" in again
    # The newer one thrown away, the older is in force again.
    newer = held(world)[1][0]
    browse.post("papers.delete", production=show.public_id, document_id=newer.public_id)
    assert "En vigueur" in browse.get("papers.show", **at).text


def test_archived_and_deleted_ones_leave_the_list_and_come_back(browse, world, show):
    made = paper(world, world.lune, show)
    at = {"production": show.public_id, "document_id": made.public_id}
    page = browse.follow(browse.post("papers.archive", **at)).text
    assert browse.url("papers.unarchive", **at) in page
    assert "Pas encore de document" in page
    assert (
        "Plan de travail" in browse.get("papers.index", production=show.public_id, standing="archived").text
    )
    browse.post("papers.unarchive", **at)
    page = browse.follow(browse.post("papers.delete", **at)).text
    assert browse.url("papers.restore", **at) in page
    browse.get("papers.show", status=404, **at)
    browse.get("papers.file", status=404, **at)
    browse.post("papers.restore", **at)
    assert browse.get("papers.file", **at).data.startswith(PDF)


def test_the_zip_holds_a_tree_by_kind_with_old_versions_apart(browse, world, show):
    old = paper(world, world.lune, show, version="5")
    paper(world, world.lune, show, version="6", replaces_id=old.id)
    paper(world, world.lune, show, "Contrat : Lise", kind=PaperKind.CONTRACT, is_confidential=True)
    paper(world, world.lune, show, "Contrat : Lise", kind=PaperKind.CONTRACT)
    answer = browse.get("papers.zip_file", production=show.public_id)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert sorted(names_in(answer.data)) == [
        "Contrats/2026-11-19 Contrat Lise (2).pdf",
        "Contrats/2026-11-19 Contrat Lise.pdf",
        "Plans de travail/2026-11-19 Plan de travail, version 6.pdf",
        "Plans de travail/Anciennes versions/2026-11-19 Plan de travail, version 5.pdf",
    ]
    found = read_in(answer.data, "Plans de travail/2026-11-19 Plan de travail, version 6.pdf")
    assert found == PDF + b"Plan de travail"


def test_a_zip_of_nothing_is_refused_with_a_sentence(browse, show):
    answer = browse.client.get(browse.url("papers.zip_file", production=show.public_id))
    assert answer.status_code == 422
    assert "Pas encore de document" in answer.text


def test_papers_of_the_tray_become_the_production_s(browse, world, show):
    with world.inside(world.lune):
        for name in ("Autorisation mairie.pdf", "Scan 0043.pdf", "reste.pdf"):
            add_document(FileStorage(BytesIO(PDF), name), by=world.lune.account_id)
    at = {"production": show.public_id}
    page = browse.get("papers.tray", **at).text
    assert "Autorisation mairie" in page
    with world.inside(world.lune) as session:
        ids = {d.file_name: d.public_id for d in session.scalars(select(Document))}
    assert "Cochez au moins un papier" in browse.post("papers.take", {}, status=422, **at).text
    first, second = ids["Autorisation mairie.pdf"], ids["Scan 0043.pdf"]
    sent = {"chosen": [first, second], f"kind-{first}": "permit", f"kind-{second}": "report"}
    page = browse.follow(browse.post("papers.take", sent, **at)).text
    assert "2 documents rangés" in page
    assert {(p.kind, d.is_mine) for p, d in held(world)} == {("permit", False), ("report", False)}
    assert "1 papier" in browse.get("documents.tray").text
    browse.get("documents.show", status=404, public_id=first)
    assert "classé ou jeté entre-temps" in browse.post("papers.take", sent, status=422, **at).text


def test_a_paper_of_the_tray_is_led_to_a_production(browse, world, show):
    with world.inside(world.lune):
        waiting = add_document(FileStorage(BytesIO(PDF), "a.pdf"), by=world.lune.account_id)
    link = browse.url("papers.choose_production", document=waiting.public_id)
    assert link in browse.get("documents.show", public_id=waiting.public_id).text
    page = browse.get("papers.choose_production", document=waiting.public_id).text
    into = browse.url("papers.tray", production=show.public_id, document=waiting.public_id)
    assert into in page
    page = browse.get("papers.tray", production=show.public_id, document=waiting.public_id).text
    assert f'value="{waiting.public_id}" id="chosen" checked' in page


def test_a_viewer_reads_what_is_not_confidential_and_writes_nothing(app, world, show):
    seen = paper(world, world.lune, show, "Plan visible")
    secret = paper(world, world.lune, show, "Contrat caché", kind=PaperKind.CONTRACT, is_confidential=True)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    at = {"production": show.public_id}
    page = viewer.get("papers.index", **at).text
    assert "Plan visible" in page and "Contrat caché" not in page
    assert 'method="post"' not in page.split("<main")[1].split("</main>")[0]
    viewer.get("papers.show", document_id=seen.public_id, **at)
    for endpoint in ("show", "file"):
        viewer.get(f"papers.{endpoint}", status=404, document_id=secret.public_id, **at)
    assert len(names_in(viewer.get("papers.zip_file", **at).data)) == 1
    for endpoint in ("update", "archive", "delete", "restore", "add_version"):
        viewer.post(f"papers.{endpoint}", status=403, document_id=seen.public_id, **at)


def test_the_other_workspace_and_the_other_production_find_nothing(browse, other, world, show):
    made = paper(world, world.lune, show)
    second = world.production(world.lune, "Nuit blanche")
    theirs = world.production(world.soleil, "Soleil noir")
    for browser, production in ((other, show), (other, theirs), (browse, second)):
        at = {"production": production.public_id, "document_id": made.public_id}
        for endpoint in ("show", "file", "new_version"):
            browser.get(f"papers.{endpoint}", status=404, **at)
        for endpoint in ("update", "archive", "unarchive", "delete", "restore", "add_version"):
            browser.post(f"papers.{endpoint}", typed(), status=404, **at)
    with world.inside(world.soleil):
        waiting = add_document(FileStorage(BytesIO(PDF), "a.pdf"), by=world.soleil.account_id)
    sent = {"chosen": [waiting.public_id]}
    browse.post("papers.take", sent, status=422, production=show.public_id)
    assert held(world, world.soleil) == []
    assert held(world)[0][0].archived_at is None


def test_a_production_s_documents_are_not_among_one_s_own(browse, world, show):
    made = paper(world, world.lune, show, "Plan confidentiel")
    _paper, document = held(world)[0]
    assert "Plan confidentiel" not in browse.get("documents.tray").text
    browse.get("documents.show", status=404, public_id=document.public_id)
    browse.get("documents.file", status=404, public_id=document.public_id)
    assert made.document_id == document.id


def test_two_hundred_documents_cost_four_statements(browse, world, show, statements):
    at = clock.now()
    with world.inside(world.lune) as session:
        documents = [
            {
                "workspace_id": world.lune.id, "id": new_id(), "public_id": f"x{k:011d}", "kind": "production",
                "title": f"Document {k}", "folded": f"document {k}", "file_key": f"k{k}", "file_name": "a.pdf",
                "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "is_mine": False,
                "retention": "production", "created_at": at, "filed_at": at,
            }
            for k in range(200)
        ]  # fmt: skip
        papers = [
            {
                "workspace_id": world.lune.id, "id": new_id(), "public_id": f"y{k:011d}", "production_id": show.id,
                "document_id": document["id"], "kind": "other", "is_confidential": False, "created_at": at,
            }
            for k, document in enumerate(documents)
        ]  # fmt: skip
        session.connection().execute(insert(Document.__table__), documents)
        session.connection().execute(insert(ProductionPaper.__table__), papers)
    statements.clear()
    page = browse.get("papers.index", production=show.public_id).text
    assert len(statements) <= 4
    assert page.count('<tr role="row">') == 51
    for endpoint, values in (("new", {}), ("show", {"document_id": "y00000000004"}), ("tray", {})):
        statements.clear()
        browse.get(f"papers.{endpoint}", production=show.public_id, **values)
        assert len(statements) <= 4, endpoint
