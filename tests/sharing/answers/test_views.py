"""A date or a document confirmed or asked about through a link, and nothing else."""

import re
from datetime import date

import pytest

from tests.browse import HTMX
from tests.make import World
from tests.sharing.answers.make import replied
from webapp.core import clock
from webapp.sharing import actions
from webapp.sharing.actions import note_visit
from webapp.sharing.answers import actions as answering
from webapp.sharing.answers import views
from webapp.sharing.queries import share_or_404

DAY = date(2027, 2, 17)


@pytest.fixture
def link(world: World):
    """A day to come behind a link, the same in the other workspace: `link(path)` is an address of it."""
    production, theirs = world.production(world.lune), world.production(world.soleil, "Soleil")
    day = world.day(world.lune, production, DAY)
    foreign = world.day(world.soleil, theirs, DAY)
    token, share = world.share(world.lune, production, email="marc@exemple.fr")
    return Link(token, share, production, day, theirs, foreign)


class Link:
    def __init__(self, token, share, production, day, theirs, foreign):
        self.token, self.share, self.production, self.day = token, share, production, day
        self.theirs, self.foreign = theirs, foreign

    @property
    def page(self) -> str:
        return f"/s/{self.token}"

    def about(self, section="planning", production=None, day=None) -> str:
        return f"{self.page}/answers/{section}/{(production or self.production).public_id}/{(day or self.day).public_id}"


REPLIES = "SELECT kind, name, words, label FROM share_replies ORDER BY replied_at, id"


def confirmed(stranger, link, name="Marc Delcourt", **said):
    return stranger.client.post(link.about(), data={"kind": "confirmed", "name": name, **said})


def test_a_date_is_confirmed_signed_and_shown_so_to_whoever_opens_the_link_next(stranger, other, link, peek):
    page = stranger.client.get(link.page).text
    assert "Confirmé par" not in page
    assert link.about() in page
    form = stranger.client.get(link.about())
    assert "Confirmer</button>" in form.text and "Envoyer la question" not in form.text
    assert 'value="Marc Delcourt"' in form.text, "of the recipient, until somebody signs otherwise"
    answer = confirmed(stranger, link, "Sophie Ansel")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{link.page}#answer-")
    assert peek(REPLIES) == [("confirmed", "Sophie Ansel", None, "J1, mercredi 17 février")]
    again = other.client.get(link.page).text
    assert f"Confirmé par Sophie Ansel le {clock.today().day}" in again
    assert "Sophie Ansel" in stranger.client.get(link.about()).text, "remembered for the next one"
    assert 'name="name" value="Sophie Ansel"' not in again, "on that device alone"


def test_twice_is_once_and_another_name_signs_too(stranger, link, peek):
    for name in ("Marc Delcourt", "marc  delcourt", "Sophie Ansel"):
        confirmed(stranger, link, name)
    assert [row[1] for row in peek(REPLIES)] == ["Marc Delcourt", "Sophie Ansel"]
    confirmed(stranger, link, words="Et le 18 ?")
    for _click in range(2):
        stranger.client.post(
            link.about(), data={"kind": "question", "name": "Marc Delcourt", "words": "À quelle heure ?"}
        )
    assert [row[:3] for row in peek(REPLIES)][2:] == [
        ("question", "Marc Delcourt", "Et le 18 ?"),
        ("question", "Marc Delcourt", "À quelle heure ?"),
    ]


def test_what_was_confirmed_and_changed_since_is_to_confirm_again(stranger, link, world, peek):
    confirmed(stranger, link)
    english = stranger.client.get(f"{link.page}?langue=en", headers={"Accept-Language": "en"}).text
    assert "changé depuis" not in english
    with world.inside(world.lune) as session:
        session.merge(link.day).on = date(2027, 2, 18)
    page = stranger.client.get(link.page).text
    assert "changé depuis" in page
    confirmed(stranger, link)
    assert "changé depuis" not in stranger.client.get(link.page).text
    assert [row[3] for row in peek(REPLIES)] == ["J1, mercredi 17 février", "J1, jeudi 18 février"]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"kind": "confirmed", "name": ""}, "Écrivez votre nom."),
        ({"kind": "question", "name": "Marc", "words": " "}, "Écrivez votre question."),
        ({"kind": "question", "name": "", "words": "Pourquoi si tôt ?"}, "Écrivez votre nom."),
        ({"name": "voir http://exemple.fr", "words": "Oui"}, "adresse de page"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(stranger, link, peek, said, missing):
    for headers in ({}, HTMX):
        answer = stranger.client.post(link.about(), data=said, headers=headers)
        assert answer.status_code == 422
        assert missing in answer.text
        assert all(text in answer.text for text in (said["name"], said.get("words", "").strip()))
        assert ("<html" in answer.text) is (headers is not HTMX)
    assert peek(REPLIES) == []


def test_with_scripts_the_row_alone_comes_back(stranger, link):
    form = stranger.client.get(link.about(), headers=HTMX, query_string={"kind": "question"})
    assert "Envoyer la question" in form.text and "<html" not in form.text
    row = stranger.client.post(link.about(), data={"kind": "confirmed", "name": "Marc"}, headers=HTMX)
    assert row.status_code == 200
    assert "Confirmé par Marc le" in row.text and "<html" not in row.text
    asked = {"kind": "question", "name": "Marc", "words": "Et le parking ?"}
    row = stranger.client.post(link.about(), data=asked, headers=HTMX)
    assert "Question envoyée" in row.text and "Confirmé par Marc le" in row.text
    root = re.search(r'id="(answer-[^"]+)"', row.text)[1]
    assert f'id="{root}"' in stranger.client.get(link.page).text


def test_only_what_the_link_shows_can_be_answered(stranger, link, world, peek):
    past = world.day(world.lune, link.production, date(2026, 11, 2))
    aside = world.production(world.lune, "Autre film")
    beside = world.day(world.lune, aside, DAY)
    refused, _share = world.share(world.lune, link.production, grants=("page",))
    wrong = [
        link.about(production=link.theirs, day=link.foreign),
        link.about(day=link.foreign),
        link.about(production=aside, day=beside),
        link.about(day=past),
        link.about(section="crew"),
        link.about().replace(link.token, refused),
    ]
    for address in wrong:
        for asked in (stranger.client.get(address), stranger.client.post(address, data={"name": "Marc"})):
            assert asked.status_code == 404, address
    assert peek(REPLIES) == []


def test_a_link_that_closed_meanwhile_takes_no_answer(stranger, link, world, peek):
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(link.share.public_id))
    answer = confirmed(stranger, link)
    assert answer.status_code == 404
    assert answer.data == stranger.client.get("/s/unknown").data
    assert peek(REPLIES) == []


def test_answers_are_counted(stranger, link, monkeypatch):
    monkeypatch.setattr(views, "QUESTIONS", views.throttle.Limit("few", 2, per_minutes=60))
    asked = [
        stranger.client.post(link.about(), data={"kind": "question", "name": "Marc", "words": f"{n} ?"})
        for n in range(3)
    ]
    assert [one.status_code for one in asked] == [303, 303, 429]


def test_a_page_does_not_fill_with_names(stranger, link, monkeypatch, peek):
    monkeypatch.setattr(answering, "SIGNING", 2)
    signed = [confirmed(stranger, link, name).status_code for name in ("Marc", "Sophie", "Paul", "marc")]
    assert signed == [303, 303, 429, 303]
    assert len(peek(REPLIES)) == 2


def test_another_link_to_the_same_production_says_nothing_of_it(stranger, link, world):
    confirmed(stranger, link, "Sophie Ansel")
    token, _share = world.share(world.lune, link.production)
    page = stranger.client.get(f"/s/{token}").text
    assert "Confirmé par" not in page
    assert "Sophie Ansel" not in page, "nobody signs with the name of another recipient"


def test_the_page_still_costs_four_statements(stranger, link, statements):
    confirmed(stranger, link)
    statements.clear()
    stranger.client.get(link.page, headers={"User-Agent": "Mozilla/5.0 (iPhone) Mobile"})
    assert len(statements) <= 4


def test_the_page_of_a_link_tells_what_came_by_it_and_how_it_was_opened(
    browse, other, world, link, peek, statements
):
    share = link.share
    page = browse.get("sharing.show", share_id=share.public_id).text
    assert "Reçu par ce lien" not in page and "Pas encore ouvert par une personne" in page
    for number in range(3):
        replied(world, world.lune, share, link.production, subject=str(number), label=f"J{number}")
    note_visit.now(
        workspace_id=str(world.lune.id), share=str(share.id), seen_at=clock.now().isoformat(), device="phone", what="page"
    )  # fmt: skip
    statements.clear()
    page = browse.get("sharing.show", share_id=share.public_id).text.replace("\u00a0", " ")
    assert len(statements) <= 4
    for said in (
        "Reçu par ce lien",
        "Marc Delcourt confirme",
        "Vu 1 fois",
        "1 téléphone",
        "1 ouverture en 14 jours",
    ):
        assert said in page, said
    statements.clear()
    listed = browse.get("sharing.index").text
    assert len(statements) <= 4
    assert "Reçu par vos liens" in listed and "Tout est fait" not in listed
    assert "Reçu par vos liens" not in other.get("sharing.index").text


def test_all_of_a_link_is_done_at_once_and_taken_back(browse, other, world, link, peek):
    beside = world.share(world.lune, link.production)[1]
    for share, subject in ((link.share, "1"), (link.share, "2"), (beside, "1")):
        replied(world, world.lune, share, link.production, subject=subject)
    waiting = "SELECT count(*) FROM share_replies WHERE handled_at IS NULL"
    other.post("sharing.handle_all", share_id=link.share.public_id, status=404)
    page = browse.follow(browse.post("sharing.handle_all", share_id=link.share.public_id))
    assert "Tout est traité." in page.text and peek(waiting) == [(1,)]
    undo = re.search(r'action="([^"]+undo=20[^"]+)"', page.text)[1].replace("&amp;", "&")
    browse.client.post(undo)
    assert peek(waiting) == [(3,)]
    browse.post("sharing.handle_all", share_id=link.share.public_id, undo="hier")
    assert peek(waiting) == [(1,)]
