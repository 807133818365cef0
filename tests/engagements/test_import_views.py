"""The import in the browser: a file sent, its columns, its lines, one confirmation, and back."""

import io

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.browse import check_page
from tests.engagements.spreadsheets import SAMPLE
from webapp.contacts.models import Contact
from webapp.engagements.models import Engagement, Paper, PaperKind, State


def sent(browse, content, name="contrats.csv", *, status=303):
    """The file sent as a browser sends it; the test client would leave heavy ones open on the disk."""
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(content), name, "file")})
    response = browse.client.post(
        browse.url("engagements.import_new"),
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
    )
    assert response.status_code == status, browse.sentences(response)
    if status >= 400:
        check_page(response.text)
    return response


def id_of(response):
    return response.headers["Location"].removesuffix("/columns").rsplit("/", 1)[-1]


def imported(browse, content, **asked):
    """A file sent and confirmed; the id of its import."""
    public_id = id_of(sent(browse, content))
    browse.post("engagements.import_confirm", asked, public_id=public_id)
    return public_id


def stored(world):
    with world.inside(world.lune) as session:
        return session.scalar(
            select(func.count()).select_from(Engagement).where(Engagement.deleted_at.is_(None))
        )


def test_the_first_step_asks_for_a_file(browse):
    page = browse.get("engagements.import_new")
    assert "Choisir un fichier CSV ou Excel" in page.text


def test_no_file_is_said(browse):
    assert "Choisissez un fichier." in browse.post("engagements.import_new", {}, status=422).text


def test_the_sample_is_twenty_ready_lines(browse, world):
    page = browse.follow(sent(browse, SAMPLE, "engagements-2026.csv"))
    assert "20 lignes prêtes sur 20" in page.text
    assert "Importer 20 lignes" in page.text
    assert stored(world) == 0


def test_one_confirmation_adds_every_ready_line(browse, world):
    public_id = imported(browse, SAMPLE)
    assert "20 engagements ajoutés" in browse.get("engagements.import_preview", public_id=public_id).text
    assert stored(world) == 20
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 7
        states = dict(
            session.execute(select(Engagement.state, func.count()).group_by(Engagement.state)).all()
        )
        assert states == {State.CONFIRMED: 19, State.OPTION: 1}
        aem = select(Paper.state, func.count()).where(Paper.kind == PaperKind.AEM).group_by(Paper.state)
        assert dict(session.execute(aem).all()) == {"received": 15, "expected": 3}


def test_the_same_file_again_adds_nothing(browse, world):
    imported(browse, SAMPLE)
    page = browse.follow(sent(browse, SAMPLE))
    assert "0 lignes prêtes sur 20" in page.text
    browse.post("engagements.import_confirm", public_id=id_of(sent(browse, SAMPLE)), status=422)
    assert stored(world) == 20
