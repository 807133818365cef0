"""A quote answered through a link to its production: the rules of its own link, and the door of this one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.accounts.post import queued
from tests.browse import Browser
from tests.invoicing.quotes import make
from tests.invoicing.quotes.test_answers import AGENT, PAUL, Phone, answers, happened, state, text
from tests.make import World
from tests.sharing.planted import validated
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.invoices.document import Line
from webapp.invoicing.models import Happening, Quote, QuoteState
from webapp.invoicing.quotes.answers import actions as answering
from webapp.productions.models import Production
from webapp.sharing import actions
from webapp.sharing.codes import code_digest
from webapp.sharing.queries import share_or_404

GRANTS = ("quotes", "quotes.amounts", "quotes.accept")


class Through(Phone):
    """The page of one quote, under a link."""

    def __init__(self, browser: Browser, world: World, production: Production, made: Quote, *grants: str):
        self.token, self.share = world.share(world.lune, production, grants=grants or GRANTS, language="fr")
        super().__init__(browser, f"/s/{self.token}/quotes/{made.public_id}")


@pytest.fixture
def production(world: World) -> Production:
    found = world.production(world.lune, company_id=world.company(world.lune).id)
    world.add(world.lune, validated(found))
    world.seller(world.lune, phone="+33639981003")
    return found


@pytest.fixture
def made(world: World, production: Production) -> Quote:
    with world.inside(world.lune) as session:
        company = session.get_one(Contact, (world.lune.id, production.company_id))
    client = world.client(world.lune, "Films du Ponant", contact=company)
    return make.sent(world, world.lune, client, production_id=production.id)


@pytest.fixture
def phone(stranger: Browser, world: World, production: Production, made: Quote) -> Through:
    return Through(stranger, world, production, made)


def test_it_is_accepted_as_through_its_own_link(phone: Through, world: World, made: Quote, peek):
    shared = phone.browser.client.get(f"/s/{phone.token}")
    assert f'href="{phone.path}"' in shared.text and "Lire et accepter" in shared.text
    page = phone.get()
    assert f'href="/s/{phone.token}"' in page.text
    assert "/q/" not in page.text and "/files/" not in page.text
    assert "FR14" not in page.text and make.BUYER not in page.text
    phone.accept(422, name="", agrees="")
    counted = phone.post({**phone.shown(), **PAUL, "does": "count", "option": "2"}, status=422)
    assert "Accepter, 2 080,00 €" in text(counted)
    phone.post({**phone.shown(), **PAUL, "total": "208000", "option": "2"})
    (answer,) = answers(world)
    assert (answer.name, answer.options, answer.gross_cents, answer.address) == (
        "Paul Guégan", [2], 2_080_00, "203.0.113.7",
    )  # fmt: skip
    assert state(world) == QuoteState.ACCEPTED
    assert "Accepté par Paul Guégan" in text(phone.get())
    assert [mail.to for mail in queued(peek)] == [make.BUYER, make.BUYER, "camille@exemple.fr"]
    seen = phone.browser.client.get(f"/s/{phone.token}").text
    assert "Accepté" in seen and "Lire et accepter" not in seen and "2 080,00" in text_of(seen)


def text_of(page: str) -> str:
    return page.replace("\u202f", " ").replace("\xa0", " ")


def test_a_form_sent_twice_answers_and_asks_once(phone: Through, world: World, peek):
    shown = {**phone.shown(), **PAUL, "once": "a" * 22}
    first, second = phone.post(shown), phone.post(shown)
    assert first.headers["Location"] == second.headers["Location"] == phone.path
    assert len(answers(world)) == 1
    asked = {"name": "Paul", "email": "paul@mairie.exemple", "words": "Et la TVA ?", "once": "b" * 22}
    phone.post(asked, "/question")
    phone.post(asked, "/question")
    assert happened(world).count(Happening.QUESTION) == 1
    assert [mail.to for mail in queued(peek)] == [make.BUYER, make.BUYER, *2 * ["camille@exemple.fr"]]
    kept = peek("SELECT location FROM once")
    assert len(kept) == 2 and phone.token not in repr(kept)


def test_it_is_declined_with_a_reason(phone: Through, world: World):
    version = phone.shown()["version"]
    assert "Trop cher" in phone.post({"version": version, "words": "Trop cher"}, "/refusal", status=422).text
    phone.post({"version": version, "name": "Paul Guégan", "words": "Trop cher"}, "/refusal")
    assert [(one.is_accepted, one.words) for one in answers(world)] == [(False, "Trop cher")]
    assert phone.get("/refusal").status_code == 303


def test_a_version_sent_meanwhile_is_not_accepted_unread(phone: Through, world: World, made: Quote):
    old = phone.shown()
    make.change(world, world.lune, made, lines=(Line("Coordination", 900_00),))
    assert "1 760,00 €" in text(phone.get())  # what is typed since is nobody's
    make.hand(world, world.lune, made)
    page = phone.post({**old, **PAUL}, status=422)
    assert "Ce devis vient de changer" in text(page) and answers(world) == []


def test_revoked_it_closes_at_the_next_tap_and_nothing_is_written(phone: Through, world: World, stranger):
    shown = {**phone.shown(), **PAUL}
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(phone.share.public_id))
    gone = stranger.client.get("/s/inconnu").text
    for more in ("", "/refusal", "/question"):
        assert phone.get(more).text == gone
    assert phone.post(shown, status=404).text == gone
    assert phone.post({"version": "1", "name": "Paul"}, "/refusal", status=404).text == gone
    assert answers(world) == []


def closed(world: World, phone: Through) -> None:
    for more in ("", "/refusal", "/question"):
        assert phone.get(more).status_code == 404, more
    phone.post({"version": "1", "total": "176000", **PAUL}, status=404)
    phone.post({"version": "1", "name": "Paul"}, "/refusal", status=404)
    phone.post({"name": "P", "email": "p@x.exemple", "words": "?"}, "/question", status=404)
    assert answers(world) == [] and happened(world) == [Happening.SENT]


@pytest.mark.parametrize("missing", GRANTS)
def test_it_asks_for_each_of_its_parts(stranger, world, production, made, missing):
    grants = [part for part in (*GRANTS, "planning") if part != missing]
    closed(world, Through(stranger, world, production, made, *grants))


def test_it_waits_for_the_situation_to_be_validated(stranger, world, production, made):
    draft = validated(production)
    draft.at, draft.validated_at = clock.now() + timedelta(minutes=5), None
    world.add(world.lune, draft)
    phone = Through(stranger, world, production, made)
    closed(world, phone)
    page = text_of(stranger.client.get(f"/s/{phone.token}").text)
    assert f"/quotes/{made.public_id}" not in page and "1 760" not in page and "Devis" in page


def test_another_production_another_client_another_workspace_do_not_answer(stranger, world, production, made):
    aside = world.production(world.lune, "Autre film")
    elsewhere = make.sent(world, world.lune, world.client(world.lune), production_id=production.id)
    phone = Through(stranger, world, production, made)
    phone.path = f"/s/{phone.token}/quotes/{elsewhere.public_id}"
    assert phone.get().status_code == 404
    assert Through(stranger, world, aside, made).get().status_code == 404
    other = world.production(world.soleil)
    token, _share = world.share(world.soleil, other, grants=GRANTS)
    assert stranger.client.get(f"/s/{token}/quotes/{made.public_id}").status_code == 404


def test_its_opening_is_noted_once_a_day_and_the_page_takes_four_statements(
    phone: Through, world: World, browse: Browser, statements, peek
):
    statements.clear()
    phone.get()
    assert len(statements) + 1 == 4, statements  # the job is given to the driver itself
    phone.get(agent="WhatsApp/2")
    browse.client.get(phone.path, headers={"User-Agent": AGENT})
    jobs = peek("SELECT args FROM procrastinate_jobs WHERE task_name LIKE '%%note_reading' ORDER BY id")
    theirs, own = [{key: args[key] for key in ("quote", "version", "account")} for (args,) in jobs]
    assert (theirs["account"], own["account"]) == (None, str(world.lune.account_id))
    for noted, expected in ((own, 0), (theirs, 1), (theirs, 1)):
        answering.note_reading.now(workspace_id=str(world.lune.id), **noted)
        assert happened(world).count(Happening.VIEWED) == expected


def test_the_page_speaks_the_language_of_the_link(stranger, world, production, made):
    token, _share = world.share(world.lune, production, grants=GRANTS, language="en")
    page = stranger.client.get(f"/s/{token}/quotes/{made.public_id}").text
    assert '<html lang="en"' in page


def test_the_paper_is_offered_where_it_is_granted(stranger, world, production, made):
    phone = Through(stranger, world, production, made, *GRANTS, "quotes.file")
    with world.inside(world.lune) as session:
        key = session.scalars(select(Production.public_id).where(Production.id == production.id)).one()
    assert f'href="/s/{phone.token}/files/quotes/{key}/{made.public_id}"' in phone.get().text


def test_a_link_with_a_code_asks_for_it_here_too(stranger, world, production, made):
    phone = Through(stranger, world, production, made)
    with world.inside(world.lune):
        found = share_or_404(phone.share.public_id)
        found.code_digest = code_digest(found.id, "4821")
    there = f"/s/{phone.token}"
    for more in ("", "/refusal", "/question"):
        answer = phone.get(more)
        assert (answer.status_code, answer.headers["Location"]) == (303, there), more
    phone.post({"version": "1", "total": "176000", **PAUL})
    assert answers(world) == []
    stranger.client.post(f"{there}/code", data={"code": "4821"})
    phone.accept()
    assert len(answers(world)) == 1
