"""The client's side: read, options, yes, no and a question, from a link that knows no account."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from tests.accounts.post import queued
from tests.browse import HTMX, Browser, check_page
from tests.invoicing.quotes import make
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.document import ClientKind, Line
from webapp.invoicing.models import BillingEvent, Happening, Quote, QuoteAnswer, QuoteState, QuoteVersion
from webapp.invoicing.quotes.answers import actions, queries

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"
PAUL = {"name": "Paul Guégan", "job": "Responsable culture", "agrees": "y", "does": "accept"}
FROM = {"REMOTE_ADDR": "203.0.113.7"}


class Phone:
    """Somebody who holds the link, without an account."""

    def __init__(self, browser: Browser, path: str):
        self.browser, self.path = browser, path

    def get(self, more: str = "", agent: str = AGENT):
        answer = self.browser.client.get(self.path + more, headers={"User-Agent": agent})
        if answer.mimetype == "text/html" and answer.status_code == 200:
            check_page(answer.text)
        return answer

    def post(self, data: dict, more: str = "", status: int = 303, **headers: str):
        answer = self.browser.client.post(
            self.path + more, data=data, headers={"User-Agent": AGENT, **headers}, environ_overrides=FROM
        )
        assert answer.status_code == status, answer.text
        return answer

    def shown(self) -> dict[str, str]:
        """What the page sends back with an answer."""
        page = self.get().text
        return {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in ("version", "total")}

    def accept(self, status: int = 303, **typed):
        return self.post({**self.shown(), **PAUL, **typed}, status=status)


@pytest.fixture
def phone(world: World, stranger: Browser) -> Phone:
    world.seller(world.lune, phone="+33639981003")
    made = make.sent(world, world.lune)
    return Phone(stranger, make.path_of(world, world.lune, made))


def answers(world: World) -> list[QuoteAnswer]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(QuoteAnswer)).all())


def state(world: World) -> str:
    with world.inside(world.lune) as session:
        return session.scalars(select(Quote.state)).one()


def happened(world: World) -> list[str]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(BillingEvent.kind).order_by(BillingEvent.at)).all())


def text(answer) -> str:
    """All that a page says, its spaces of one width."""
    bare = re.sub(r"<(script|style|template).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", bare)


def test_the_page_tells_what_is_offered_and_the_paper_is_the_bytes_sent(phone: Phone, world: World):
    page = text(phone.get())
    for said in (
        "Camille Roussel",
        "SIREN 732829320",
        "1 760,00 €",
        "4 jours × 320,00 €",
        "528,00 €",
        "1 232,00 €",
    ):
        assert said in page
    with world.inside(world.lune) as session:
        digest = session.scalars(select(QuoteVersion.pdf_sha256)).one()
    assert sha256(phone.get("/paper").data).hexdigest() == digest


def test_what_the_page_is_not_asked_to_tell_it_does_not(phone: Phone):
    assert "FR1420041010050500013M02606" not in phone.get().text
    assert make.BUYER not in phone.get().text


def test_accepting_keeps_who_when_where_and_which_bytes(phone: Phone, world: World, peek):
    assert phone.accept().headers["Location"] == phone.path
    (answer,) = answers(world)
    with world.inside(world.lune) as session:
        version = session.scalars(select(QuoteVersion)).one()
    assert (answer.is_accepted, answer.name, answer.job) == (True, "Paul Guégan", "Responsable culture")
    assert (answer.version_id, answer.pdf_sha256, answer.gross_cents) == (
        version.id,
        version.pdf_sha256,
        1_760_00,
    )
    assert (answer.address, answer.agent, answer.options) == ("203.0.113.7", AGENT, [])
    assert abs(clock.now() - answer.answered_at) < timedelta(minutes=1)
    assert state(world) == QuoteState.ACCEPTED
    page = text(phone.get())
    assert "Accepté par Paul Guégan" in page
    assert "Accepter, " not in page
    _sent, client, person = queued(peek)
    assert (client.to, person.to) == (make.BUYER, "camille@exemple.fr")
    assert answer.pdf_sha256 in client.body
    assert "/invoicing/quotes/" in person.body
    assert person.subject.endswith("accepté par Paul Guégan")


def test_a_copy_goes_where_the_one_who_signs_asks(phone: Phone, peek):
    phone.accept(email="paul@mairie.exemple")
    assert {mail.to for mail in queued(peek)} == {make.BUYER, "paul@mairie.exemple", "camille@exemple.fr"}


def test_a_name_and_the_tick_are_asked_for_and_nothing_typed_is_lost(phone: Phone, world: World):
    page = phone.accept(422, name="", agrees="").text
    assert "Écrivez votre nom." in page
    assert "Cochez cette case pour accepter." in page
    assert 'value="Responsable culture"' in page
    check_page(page)
    assert answers(world) == []


def test_an_option_is_counted_before_it_is_accepted(phone: Phone, world: World):
    shown = phone.shown()
    page = phone.post({**shown, **PAUL, "does": "count", "option": "2"}, status=422)
    assert "Accepter, 2 080,00 €" in text(page)
    assert 'value="Paul Guégan"' in page.text
    page = phone.post({**shown, **PAUL, "option": "2"}, status=422)
    assert "Avec ces options, le total est de 2 080,00 €" in text(page)
    assert answers(world) == []
    phone.post({**shown, **PAUL, "total": "208000", "option": "2"})
    (answer,) = answers(world)
    assert (answer.options, answer.gross_cents) == ([2], 2_080_00)


def test_a_toggle_answers_with_the_part_that_changes(phone: Phone):
    page = phone.post({**phone.shown(), "does": "count", "option": "2"}, status=422, **HTMX)
    assert "<html" not in page.text
    assert "2 080,00 €" in text(page)


def test_what_is_no_option_cannot_be_taken(phone: Phone, world: World):
    phone.accept(option=["0", "9", "x"])
    assert answers(world)[0].options == []


def test_two_taps_answer_once(phone: Phone, world: World, peek):
    shown = {**phone.shown(), **PAUL}
    phone.post(shown)
    phone.post({**shown, "name": "Quelqu’un d’autre"})
    assert [answer.name for answer in answers(world)] == ["Paul Guégan"]
    assert len(queued(peek)) == 3


def test_two_at_the_same_time_answer_once(phone: Phone, world: World):
    """The second read the page before the first wrote."""
    token = phone.path.split("/")[-1]
    with world.app.test_request_context():
        offer = queries.offer_of(token, clock.today())
    phone.accept()
    with world.inside(world.lune):
        assert not actions.accept(offer, actions.Who("Second"), ())
    assert len(answers(world)) == 1


def test_a_version_replaced_meanwhile_is_shown_and_not_accepted(phone: Phone, world: World):
    old = phone.shown()
    with world.inside(world.lune) as session:
        made = session.scalars(select(Quote)).one()
    make.change(world, world.lune, made, lines=(Line("Coordination", 900_00),))
    make.send(world, world.lune, made)
    page = phone.post({**old, **PAUL}, status=422)
    assert "Ce devis vient de changer" in text(page)
    assert "900,00 €" in text(page)
    assert answers(world) == []
    phone.post({**phone.shown(), **PAUL})
    assert answers(world)[0].gross_cents == 900_00


def test_a_version_accepted_then_changed_asks_a_new_agreement(phone: Phone, world: World):
    phone.accept()
    with world.inside(world.lune) as session:
        made = session.scalars(select(Quote)).one()
    make.change(world, world.lune, made, lines=(Line("Coordination", 900_00),))
    assert state(world) == QuoteState.ACCEPTED
    make.send(world, world.lune, made)
    assert state(world) == QuoteState.SENT
    assert "demande un nouvel accord" in text(phone.get())
    phone.accept()
    assert [answer.gross_cents for answer in answers(world)] == [1_760_00, 900_00]


def test_declining_tells_the_person_why(phone: Phone, world: World, peek):
    version = phone.shown()["version"]
    page = phone.post({"version": version, "words": "Trop cher"}, "/refusal", status=422)
    assert "Trop cher" in page.text
    phone.post({"version": version, "name": "Paul Guégan", "words": "Trop cher"}, "/refusal")
    (answer,) = answers(world)
    assert (answer.is_accepted, answer.words, state(world)) == (False, "Trop cher", QuoteState.DECLINED)
    assert "Refusé par Paul Guégan" in text(phone.get())
    assert "Trop cher" in queued(peek)[-1].body
    phone.post({"version": version, **PAUL, "total": "176000"})
    assert len(answers(world)) == 1


def test_a_question_reaches_the_person_and_is_kept(phone: Phone, world: World, peek):
    phone.post({"name": "Paul"}, "/question", status=422)
    asked = {"name": "Paul Guégan", "email": "paul@mairie.exemple", "words": "Et la TVA ?"}
    phone.post(asked, "/question")
    mail = queued(peek)[-1]
    assert (mail.to, "Et la TVA ?" in mail.body) == ("camille@exemple.fr", True)
    (args,) = peek("SELECT args->>'reply_to' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")[0]
    assert args == "paul@mairie.exemple"
    assert happened(world)[-1] == Happening.QUESTION
    assert state(world) == QuoteState.SENT


def test_questions_are_counted(phone: Phone):
    asked = {"name": "Paul", "email": "paul@mairie.exemple", "words": "Et la TVA ?"}
    for number in range(5):
        phone.post({**asked, "words": f"Question {number}"}, "/question")
    phone.post(asked, "/question", status=429)


def test_what_is_over_or_withdrawn_says_so_and_takes_no_answer(phone: Phone, world: World):
    shown = phone.shown()
    for change, said in (
        ({"state": QuoteState.WITHDRAWN}, "a retiré ce devis"),
        ({"state": QuoteState.SENT}, "Valable jusqu’au"),
    ):
        with world.inside(world.lune) as session:
            session.scalars(select(Quote)).one().state = change["state"]
        assert said in text(phone.get())
        if change["state"] == QuoteState.WITHDRAWN:
            phone.post({**shown, **PAUL})
            phone.post({**shown, **PAUL}, "/refusal")
            assert phone.get("/refusal").status_code == 303
    assert answers(world) == []


def test_after_its_last_day_it_is_read_and_not_accepted(world: World, stranger: Browser, monkeypatch):
    world.seller(world.lune)
    made = make.sent(world, world.lune, valid_until=clock.today())
    phone = Phone(stranger, make.path_of(world, world.lune, made))
    shown = phone.shown()
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert "ne peut plus être accepté" in text(phone.get())
    phone.post({**shown, **PAUL})
    assert answers(world) == []
    assert phone.get("/paper").status_code == 200


def test_it_is_seen_once_a_day_by_a_person_who_is_not_its_author(
    phone: Phone, world: World, browse: Browser, other: Browser
):
    phone.get(agent="WhatsApp/2")
    browse.client.get(phone.path, headers={"User-Agent": AGENT})
    assert happened(world) == [Happening.SENT]
    other.client.get(phone.path, headers={"User-Agent": AGENT})
    phone.get()
    phone.get()
    assert happened(world) == [Happening.SENT, Happening.VIEWED]


def test_a_link_of_one_workspace_tells_nothing_of_another(phone: Phone, world: World, stranger: Browser):
    world.seller(world.soleil, name="Dominique Vidal")
    client = world.client(world.soleil, "Maison Verte")
    made = make.sent(world, world.soleil, client, title="Autre chose")
    assert "Autre chose" not in phone.get().text
    assert "Autre chose" in stranger.client.get(make.path_of(world, world.soleil, made)).text
    assert stranger.client.get("/q/" + "x" * 43).status_code == 404


def test_the_page_speaks_the_language_of_the_client(world: World, stranger: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune, world.client(world.lune, language="en"))
    page = stranger.client.get(make.path_of(world, world.lune, made), headers={"Accept-Language": "fr"})
    assert '<html lang="en"' in page.text


def test_a_consumer_engages_nobody(world: World, stranger: Browser):
    world.seller(world.lune, mediator="Médiation de la consommation, 1 rue du Test, 75001 Paris")
    client = world.client(world.lune, "Anne Le Goff", kind=ClientKind.CONSUMER, siren=None)
    made = make.sent(world, world.lune, client)
    page = text(stranger.client.get(make.path_of(world, world.lune, made)))
    assert "je peux engager" not in page
    assert "Bon pour accord." in page


def test_markup_typed_by_either_side_is_text(world: World, browse: Browser, stranger: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune, None, Line("<script>x", 10_00), title="<b hx-get=/x>")
    phone = Phone(stranger, make.path_of(world, world.lune, made))
    phone.accept(name="<script>alert(1)</script>")
    for page in (phone.get().text, browse.get("quotes.show", quote_id=made.public_id).text):
        assert "<script>x" not in page
        assert "<script>alert" not in page
        assert "<b hx-get" not in page
        assert "&lt;script&gt;" in page
