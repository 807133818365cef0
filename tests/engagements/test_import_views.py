"""The import in the browser: a file sent, its columns, its lines, one confirmation, and back."""

import io

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.browse import Browser, check_page
from tests.engagements.make import added
from tests.engagements.spreadsheets import HEADER, SAMPLE, csv, line
from webapp.contacts.models import Contact
from webapp.domain.permissions import Role
from webapp.engagements.imports.layouts import MODEL
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
    assert "0 ligne prête sur 20" in page.text
    browse.post("engagements.import_confirm", public_id=id_of(sent(browse, SAMPLE)), status=422)
    assert stored(world) == 20


def test_the_form_sent_twice_adds_once(browse, world):
    public_id = id_of(sent(browse, SAMPLE))
    browse.post("engagements.import_confirm", {"once": "k1"}, public_id=public_id)
    browse.post("engagements.import_confirm", {"once": "k1"}, public_id=public_id)
    browse.post("engagements.import_confirm", {"once": "k2"}, public_id=public_id)
    assert stored(world) == 20


def test_only_the_ready_lines_come_in_and_the_wrong_ones_go_out_with_their_reason(browse, world):
    public_id = imported(browse, csv(line(), line(Heures="4O", Employeur="'=Ciné"), line(Fin="")))
    assert stored(world) == 1
    response = browse.get("engagements.import_rejects", public_id=public_id)
    assert response.headers["Content-Disposition"] == 'attachment; filename="raccord-lignes-a-corriger.csv"'
    text = response.data.decode("utf-8-sig")
    rows = [row.split(";") for row in text.splitlines()]
    assert rows[0] == [*HEADER.split(";"), "Raison"]
    assert len(rows) == 3
    assert rows[1][2] == "'=Ciné"
    assert rows[1][-1].startswith("Heures\u00a0: ")
    assert rows[2][-1] == "Fin\u00a0: à remplir."


def test_the_lines_put_right_come_in_from_their_own_file(browse, world):
    public_id = imported(browse, csv(line(), line(Heures="4O", Brut="900")))
    rejects = browse.get("engagements.import_rejects", public_id=public_id).data.replace(b"4O", b"40", 1)
    imported(browse, rejects)
    assert stored(world) == 2


def test_the_counts_lead_to_their_lines(browse):
    content = csv(line(), line(), line(Brut="900"), line(Heures="4O", Production="La Grande Lessive"))
    public_id = id_of(sent(browse, content))
    for show, count in (("", 4), ("ready", 2), ("repeated", 1), ("wrong", 1), ("known", 0), ("nonsense", 4)):
        page = browse.get("engagements.import_preview", public_id=public_id, show=show)
        assert page.text.count('<tr role="row"') - (1 if count else 0) == count
    wrong = browse.get("engagements.import_preview", public_id=public_id, show="wrong")
    assert "La Grande Lessive" in wrong.text


def test_lines_are_shown_fifty_at_a_time(browse):
    public_id = id_of(sent(browse, csv(*[line(Brut=str(n)) for n in range(120)])))
    for page, rows in ((1, 50), (3, 20), (99, 20), (-4, 50)):
        shown = browse.get("engagements.import_preview", public_id=public_id, page=page)
        assert shown.text.count('<tr role="row"') == rows + 1
    assert "Page 3 sur 3" in browse.get("engagements.import_preview", public_id=public_id, page=3).text


def test_the_repeated_lines_come_in_when_ticked(browse, world):
    content = csv(line(), line())
    assert "Importer aussi les lignes répétées" in browse.follow(sent(browse, content)).text
    imported(browse, content, repeated="y")
    assert stored(world) == 2


def test_each_line_says_its_number_for_another_to_refer_to(browse):
    page = browse.follow(sent(browse, csv(line(Brut="1"), line(), line(Brut="2"), line())))
    assert "La même que la ligne 3." in page.text
    assert '<span class="word">Ligne </span>3</td>' in page.text


def test_a_clash_is_told_and_stops_nothing(browse, world):
    added(world, world.lune, contract_job="Scripte")
    kept = sent(
        browse, csv(line(), line(Employeur="Brique Rouge", Début="05/11/2026", Quantité="8", Heures="8"))
    )
    page = browse.follow(kept)
    assert "Scripte" in page.text
    assert "2 lignes prêtes sur 2" in page.text
    browse.post("engagements.import_confirm", public_id=id_of(kept))
    assert stored(world) == 3


def test_a_technical_job_in_cachets_is_told(browse):
    page = browse.follow(sent(browse, csv(line(Unité="cachet", Quantité="2", Heures="24"))))
    assert "Emploi technique payé en cachet" in page.text


def test_a_known_line_leads_to_its_engagement(browse, world):
    engagement = added(world, world.lune)
    page = browse.follow(sent(browse, csv(line(Production=""))))
    assert browse.url("engagements.show", public_id=engagement.public_id) in page.text


def test_columns_with_names_of_their_own_are_chosen_once(browse, world):
    content = csv(
        "02/11/2026;06/11/2026;Ponant;Scripte;40;retour camion",
        header="Quand;Jusque;Pour qui;Quoi;Combien;Remarque",
    )
    kept = sent(browse, content)
    assert kept.headers["Location"].endswith("/columns")
    page = browse.follow(kept)
    assert "retour camion" in page.text
    public_id = id_of(kept)
    chosen = dict(
        zip(("c0", "c1", "c2", "c3", "c4"), ("start", "end", "employer", "job", "hours"), strict=True)
    )
    twice = browse.post(
        "engagements.import_choose", {**chosen, "c5": "hours"}, public_id=public_id, status=422
    )
    assert "est choisi pour deux colonnes" in twice.text
    preview = browse.follow(
        browse.post("engagements.import_choose", {**chosen, "c5": "nonsense"}, public_id=public_id)
    )
    assert "1 ligne prête sur 1" in preview.text
    browse.post("engagements.import_confirm", public_id=public_id)
    assert stored(world) == 1


def test_a_preview_without_its_columns_leads_back_to_them(browse):
    public_id = id_of(sent(browse, csv(line(), header=HEADER.replace("Emploi", "Quoi"))))
    response = browse.get("engagements.import_preview", public_id=public_id, status=303)
    assert response.headers["Location"].endswith("/columns")


def test_the_columns_of_an_import_confirmed_no_longer_change(browse, world):
    public_id = imported(browse, csv(line(), line(Heures="4O")))
    rejects = browse.get("engagements.import_rejects", public_id=public_id).text
    fields = ["start", "end", "employer", "job", "production", "unit", "quantity", "hours"]
    chosen = {f"c{n}": key for n, key in enumerate(fields)}
    page = browse.post("engagements.import_choose", chosen, public_id=public_id, status=409)
    assert "Cet import est terminé\u00a0: ses colonnes ne changent plus." in page.text
    assert browse.get("engagements.import_rejects", public_id=public_id).text == rejects
    shown = browse.follow(browse.get("engagements.import_columns", public_id=public_id, status=303))
    assert "1 engagement ajouté" in shown.text
    browse.post("engagements.import_undo", public_id=public_id)
    browse.post("engagements.import_choose", chosen, public_id=public_id, status=409)


def test_an_import_is_undone_from_its_page(browse, world):
    public_id = imported(browse, SAMPLE)
    browse.follow(browse.post("engagements.import_undo", public_id=public_id))
    assert stored(world) == 0
    assert "Import annulé" in browse.get("engagements.import_preview", public_id=public_id).text
    browse.post("engagements.import_undo", public_id=public_id, status=422)
    assert "20 lignes prêtes sur 20" in browse.follow(sent(browse, SAMPLE)).text


def test_the_page_after_an_import_leads_to_the_hours(browse):
    page = browse.get("engagements.import_preview", public_id=imported(browse, SAMPLE))
    assert browse.url("rights.show") in page.text
    assert "1\u202f134" in page.text


def test_the_model_has_the_columns_that_are_read(browse):
    response = browse.get("engagements.import_model")
    assert response.data.decode("utf-8-sig").strip() == ";".join(column.title for column in MODEL)


@pytest.mark.parametrize(
    ("endpoint", "method"),
    [
        ("import_preview", "get"),
        ("import_columns", "get"),
        ("import_choose", "post"),
        ("import_confirm", "post"),
        ("import_undo", "post"),
        ("import_rejects", "get"),
    ],
)
def test_the_import_of_another_workspace_is_not_found(browse, other, world, endpoint, method):
    public_id = id_of(sent(browse, SAMPLE))
    getattr(other, method)(f"engagements.{endpoint}", public_id=public_id, status=404)
    browse.get("engagements.import_preview", public_id=public_id)
    assert stored(world) == 0


def test_a_viewer_may_not_import(app, browse, world):
    public_id = id_of(sent(browse, SAMPLE))
    viewer = Browser(app, world.member(world.lune, "lea@exemple.fr", Role.VIEWER))
    viewer.get("engagements.import_new", status=403)
    viewer.get("engagements.import_preview", public_id=public_id, status=403)
    viewer.post("engagements.import_new", status=403)
    viewer.post("engagements.import_confirm", public_id=public_id, status=403)
    viewer.post("engagements.import_undo", public_id=public_id, status=403)
    assert stored(world) == 0


def test_nobody_imports_without_signing_in(stranger, browse, world):
    public_id = id_of(sent(browse, SAMPLE))
    response = stranger.client.get(f"/w/lune/engagements/import/{public_id}")
    assert response.status_code == 303
    assert "/sign-in" in response.headers["Location"]


def test_the_preview_costs_four_statements_however_many_lines(browse, world, statements):
    imported(browse, SAMPLE)
    counts = []
    for many in (1, 40):
        public_id = id_of(sent(browse, csv(*[line(Brut=str(n)) for n in range(many)])))
        statements.clear()
        browse.get("engagements.import_preview", public_id=public_id)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4
