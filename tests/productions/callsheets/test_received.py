"""The sheet that somebody else made: its PDF, its figures, and the same life after."""

from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from tests.browse import Browser
from tests.documents.files import PNG
from tests.make import World
from tests.pdfs import locked, pdf_of
from tests.productions.callsheets.make import approve, pdf, receipts, save, send, show
from webapp.core import clock
from webapp.documents.models import Document
from webapp.productions.callsheets.models import CallSheet, Version

TYPED = {
    "number": "13", "of": "28", "unit": "1", "call": "13h00", "ready": "14h00", "meal": "18h30", "end": "23h30",
    "place": "Criée de Saint-Malo", "approved_by": "Aïcha Diallo", "approved_minute": "19h00",
}  # fmt: skip


def dropped(browse: Browser, at: dict[str, str], file=None) -> str:
    """The document of the PDF just dropped."""
    answer = browse.post("callsheets.keep", {"file": file or pdf()}, **at)
    return answer.headers["Location"].rsplit("/", 1)[1]


def received(world: World, browse: Browser, shot, **more: str) -> dict[str, str]:
    document = dropped(browse, shot.at)
    values = {**TYPED, "day": shot.on.isoformat(), **more}
    answer = browse.post("callsheets.receive", values, **shot.at, document=document)
    return {**shot.at, "sheet": answer.headers["Location"].split("/")[-2]}


def test_what_the_pdf_says_is_proposed_and_what_it_does_not_is_dashed(world: World, browse: Browser):
    shot = show(world, world.lune)
    document = dropped(browse, shot.at)
    page = browse.get("callsheets.figures", **shot.at, document=document).text
    assert 'value="13:00"' in page and 'value="23:30"' in page and 'value="2026-11-24"' in page
    assert 'value="Maison du père"' in page
    assert page.count("lu dans le PDF</p>") == 7
    assert page.count("missing") == 2  # who approves it, and when
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Document)).one()
        assert (kept.is_mine, kept.file_name) == (False, "FDS_J13_v1.pdf")


def test_a_sheet_is_sent_as_it_came_to_everyone_of_the_day(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = received(world, browse, shot)
    page = browse.get("callsheets.draft", **at).text
    assert "PDF reçu" in page and "Aïcha Diallo, le" in page and "à 19h00" in page
    send(world, browse, at)
    with world.inside(world.lune) as session:
        version = session.scalars(select(Version)).one()
        document = session.scalars(select(Document)).one()
        assert version.sheet.call == 780 and version.sheet.spots[0].hospital == "CH de Saint-Malo"
        assert version.sha256 == document.sha256
    assert set(receipts(world, world.lune)) == {"Lise", "Nadia", "Paul", "Sami"}
    paper = browse.client.get(browse.url("callsheets.paper", **at))
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")


def test_one_s_own_time_may_be_typed_beside_the_pdf(world: World, browse: Browser, peek):
    shot = show(world, world.lune)
    at = received(world, browse, shot)
    save(browse, at, "crew", **{f"t-{shot.nadia.public_id}": "11:30"})
    approve(browse, at)
    send(world, browse, at)
    jobs = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver'")
    sent = {row[0]["to"]: row[0] for row in jobs}
    assert "Convocation à 11h30" in sent["nadia@exemple.fr"]["body"]
    assert "Convocation à 13h00" in sent["paul@exemple.fr"]["body"]
    assert sent["paul@exemple.fr"]["attached"][0]["name"] == "FDS_J13_v1.pdf"


def test_the_next_pdf_of_the_day_is_its_second_version(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = received(world, browse, shot)
    send(world, browse, at)
    again = received(world, browse, shot, ready="15h00")
    assert again["sheet"] == at["sheet"]
    page = browse.get("callsheets.draft", **at).text
    assert "Ce que change la version 2" in page
    with world.inside(world.lune) as session:
        assert [v.number for v in session.scalars(select(Version).order_by(Version.number))] == [1, 2]


def test_another_pdf_before_it_is_sent_takes_the_place_of_the_first(world: World, browse: Browser):
    shot = show(world, world.lune)
    received(world, browse, shot)
    at = received(world, browse, shot, end="22h00")
    with world.inside(world.lune) as session:
        version = session.scalars(select(Version)).one()
        assert (version.number, version.sheet.end, version.approved_by) == (1, 1320, "Aïcha Diallo")
    assert browse.get("callsheets.draft", **at)


def test_a_bad_pdf_is_refused_with_a_sentence_and_nothing_is_kept(world: World, browse: Browser, app):
    shot = show(world, world.lune)
    app.config["UPLOAD_BYTES"] = 100_000
    tries = {
        "plus de 12 pages": (BytesIO(pdf_of(*["page"] * 300)), "long.pdf"),
        "protégé par un mot de passe": (BytesIO(locked(pdf_of("Feuille"))), "locked.pdf"),
        "il ne s’ouvre pas": (BytesIO(b"%PDF-1.4 rien"), "broken.pdf"),
        "Déposez un PDF": (BytesIO(PNG), "photo.png"),
        "trop lourd": (BytesIO(b"%PDF-1.4" + b"0" * 120_000), "heavy.pdf"),
        "Choisissez le PDF": None,
    }
    for sentence, file in tries.items():
        page = browse.post("callsheets.keep", {"file": file} if file else {}, status=422, **shot.at).text
        assert sentence in page, sentence
    app.config["UPLOAD_BYTES"] = app.config["SETTINGS"].upload_bytes
    with world.inside(world.lune) as session:
        assert session.scalars(select(Document)).all() == []


def test_a_pdf_that_is_an_image_is_typed_whole(world: World, browse: Browser):
    shot = show(world, world.lune)
    document = dropped(browse, shot.at, (BytesIO(pdf_of("")), "scan.pdf"))
    page = browse.get("callsheets.figures", **shot.at, document=document).text
    assert "Rien n’a pu être lu" in page
    assert page.count("à compléter") == 9


def test_what_is_typed_wrong_is_said_and_nothing_typed_is_lost(world: World, browse: Browser):
    shot = show(world, world.lune)
    document = dropped(browse, shot.at)
    page = browse.post(
        "callsheets.receive",
        {**TYPED, "day": (clock.today() + timedelta(days=900)).isoformat(), "call": "25h00", "place": ""},
        status=422, **shot.at, document=document,
    ).text  # fmt: skip
    assert "cette date est trop loin" in page
    assert "les heures vont de 0h00 à 23h59" in page and 'value="25h00"' in page
    assert "Indiquez le lieu." in page
    assert 'value="Aïcha Diallo"' in page
    with world.inside(world.lune) as session:
        assert session.scalars(select(CallSheet)).all() == []


def test_the_papers_of_another_workspace_are_nowhere(world: World, browse: Browser, other: Browser):
    mine, theirs = show(world, world.lune), show(world, world.soleil)
    document = dropped(other, theirs.at)
    browse.get("callsheets.figures", **mine.at, document=document, status=404)
    browse.post("callsheets.receive", TYPED, **mine.at, document=document, status=404)
    browse.get("callsheets.index", **theirs.at, status=404)
