"""One unit of work a request: under 400 it is kept, from 400 up nothing happened, mails included."""

import re

import pytest
from flask import abort

from tests.browse import Browser
from tests.conftest import _Placeholder
from tests.make import World
from webapp.app import create_app
from webapp.contacts.models import Contact, Kind
from webapp.core import mail
from webapp.core.access import access, public
from webapp.core.db import Database, db
from webapp.core.web import see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


@pytest.fixture(scope="module")
def _own(settings):
    """An app with a few views that do what views may do wrong."""
    app = create_app(settings, bind=_Placeholder())
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)

    @app.post("/w/<workspace>/try/<ending>")
    @access(Permission.CONTACTS_WRITE)
    def attempt(ending: str):
        contact = Contact(kind=Kind.COMPANY, name="Essai")
        db().add(contact)
        db().flush()
        mail.deliver.later(workspace_id=None, to="a@exemple.fr", subject="s", body="b")
        match ending:
            case "422":
                return "wrong", 422
            case "abort":
                abort(409)
            case "refused":
                raise Refused(sentence("Ce n’est pas possible, parce que %(why)s.", why="<b>"))
            case "broken":
                raise ZeroDivisionError
        return see_other(f"/made/{contact.public_id}")

    @app.get("/w/<workspace>/writes")
    @access(Permission.CONTACTS_READ)
    def writes():
        db().add(Contact(kind=Kind.COMPANY, name="Essai"))
        db().flush()
        return "never"

    @app.get("/lazy")
    @public
    def lazy():
        return "hello"

    return app


@pytest.fixture
def own(_own, connection):
    _own.extensions["database"] = Database(bind=connection)
    return _own


@pytest.fixture
def own_world(own):
    return World(own)


@pytest.fixture
def client(own, own_world):
    return Browser(own, own_world.lune).client


def stored(peek) -> tuple[int, int]:
    return peek("SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM procrastinate_jobs)")[0]


def test_what_went_well_is_kept_with_its_mail(client, peek):
    assert client.post("/w/lune/try/well").status_code == 303
    assert stored(peek) == (1, 1)


@pytest.mark.parametrize(
    ("ending", "status"), [("422", 422), ("abort", 409), ("refused", 422), ("broken", 500)]
)
def test_what_went_wrong_left_nothing_and_no_mail(client, peek, ending, status):
    assert client.post(f"/w/lune/try/{ending}").status_code == status
    assert stored(peek) == (0, 0)


def test_a_good_one_after_a_bad_one_is_kept(client, peek):
    statuses = [
        client.post(f"/w/lune/try/{ending}").status_code for ending in ("well", "broken", "422", "well")
    ]
    assert statuses == [303, 500, 422, 303]
    assert stored(peek) == (2, 2)


def test_a_refusal_is_a_sentence_for_the_person_and_is_escaped(client):
    page = client.post("/w/lune/try/refused").text
    assert "Ce n’est pas possible, parce que &lt;b&gt;." in page


def test_a_fault_gives_a_reference_and_tells_nothing_else(client):
    page = client.post("/w/lune/try/broken").text
    assert "ZeroDivision" not in page
    assert re.search(r"Référence\s:\s[0-9a-f]{12}", page)
    assert "Le problème vient de nous." in page
    assert "Rien n’a été enregistré." in page


@pytest.mark.parametrize(
    ("referrer", "link"),
    [
        ("http://localhost/lazy?a=1", 'href="/lazy?a=1"'),
        ("http://localhost/w/lune/try/refused", ""),  # nothing to read there
        ("http://evil.example/lazy", ""),
        ("http://localhost//evil.example/", ""),
        ("", ""),
    ],
)
def test_a_refusal_leads_back_to_the_page_one_was_on(client, referrer, link):
    page = client.post("/w/lune/try/refused", headers={"Referer": referrer}).text
    assert "Rien n’a été enregistré." in page
    assert (">Retour<" in page.replace("</svg>", ">")) is bool(link)
    assert link in page


def test_a_part_is_told_the_same_in_less_room(client):
    part = client.post(
        "/w/lune/try/refused", headers={"HX-Request": "true", "HX-Request-Type": "partial"}
    ).text
    assert part.startswith('<div class="banner danger" role="alert">')
    assert "<h1" not in part


def test_a_get_that_writes_fails(client, peek):
    assert client.get("/w/lune/writes").status_code == 500
    assert stored(peek) == (0, 0)


def test_the_same_form_sent_again_acts_once_and_gets_the_same_answer(client, peek):
    first, again = (client.post("/w/lune/try/well", data={"once": "k1"}) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert stored(peek) == (1, 1)
    client.post("/w/lune/try/well", data={"once": "k2"})
    assert stored(peek) == (2, 2)


def test_the_same_key_with_something_else_in_the_form_is_another_thing_to_do(client, peek):
    """Somebody went back, changed what they had typed, and sent the form the browser had kept."""
    client.post("/w/lune/try/well", data={"once": "k1", "name": "Inès"})
    client.post("/w/lune/try/well", data={"once": "k1", "name": "Jonas"})
    assert stored(peek) == (2, 2)


def test_a_refused_form_may_be_sent_again_with_its_key(client, peek):
    assert client.post("/w/lune/try/422", data={"once": "k1"}).status_code == 422
    assert client.post("/w/lune/try/422", data={"once": "k1"}).status_code == 422
    assert stored(peek) == (0, 0)


def test_a_key_of_one_person_is_not_a_key_of_another(own, own_world, client, peek):
    client.post("/w/lune/try/well", data={"once": "k1"})
    other = Browser(own, own_world.soleil)
    other.client.post("/w/soleil/try/well", data={"once": "k1"})
    assert stored(peek) == (2, 2)


def test_htmx_parts_are_sent_on_instead_of_redirected(client):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    response = client.post("/w/lune/try/well", headers=headers)
    assert (response.status_code, response.headers["HX-Location"][:6]) == (200, "/made/")
    boosted = client.post("/w/lune/try/well", headers={**headers, "HX-Request-Type": "full"})
    assert boosted.status_code == 303


def test_a_large_body_is_refused_with_a_sentence(client):
    with client.application.test_request_context():
        limit = client.application.config["MAX_CONTENT_LENGTH"]
    response = client.post("/w/lune/try/well", data={"x": "a" * (limit + 1)})
    assert response.status_code == 413
    assert "15" in response.text


def test_a_page_for_nobody_opens_no_session(own, statements):
    assert own.test_client().get("/lazy").text == "hello"
    assert statements == []
