"""The fiche: asked by a link, filled in without an account, read by few, erased in time."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.accounts.post import queued
from tests.browse import Browser
from tests.make import World
from tests.productions.crew.make import HEALTH, PRIVATE, SECRETS, sent
from webapp.core import clock
from webapp.domain.permissions import Role

GIVEN = {**PRIVATE, "name": "Sandra Lenoir", "phone": "06 39 98 10 46", "shares_phone": "y", "consent": "y"}


@pytest.fixture
def member(world: World, show):
    return world.crew(
        world.lune, show, "Sandra Lenoir", contract_job="2e assistante caméra", start_on=date(2026, 11, 3), end_on=date(2026, 12, 11)
    )  # fmt: skip


@pytest.fixture
def token(browse: Browser, show, member) -> str:
    page = browse.client.post(browse.url("crew.ask_fiche", **of(show, member))).text
    return re.search(r"/fiche/([\w-]{43})", page)[1]


def of(show, member):
    return {"production": show.public_id, "member": member.public_id}


def test_the_page_tells_who_asks_for_what_and_until_when(stranger: Browser, world, token, member):
    answer = stranger.get("crew.fiche", token=token)
    text = stranger.sentences(answer)
    assert "numéro de sécurité sociale" in answer.text
    for said in (
        "Les Marées",
        "Demandée par Camille Roussel",
        "Sandra, votre fiche de renseignements",
        "2e assistante caméra",
        "Lu par la production et l’administration seulement",
    ):
        assert said in text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_page_shows_nothing_already_known_of_the_person(stranger: Browser, world, token, member):
    sent(world, world.lune, member)
    page = stranger.get("crew.fiche", token=token).text
    choices = ("Sans porc",)  # the words of a choice are there for everyone
    for known in (*SECRETS, "+33612345678", "612345678", "sandra@exemple.fr"):
        assert known in choices or known not in page
    diets = page[page.index('name="diet"') : page.index('name="allergies"')]
    assert "checked" not in diets
    assert "Fiche reçue le" in page


def test_a_fiche_sent_is_kept_sealed_and_shown_to_those_who_write(
    stranger, browse, world, show, member, token, peek
):
    stranger.post("crew.fiche", {**GIVEN, **HEALTH, "health_consent": "y"}, token=token)
    page = browse.get("crew.private", **of(show, member)).text
    for said in ("FR1420041010050500013M02606", "18/04/1993", "Arachide", "Sans porc", "Paule Lenoir"):
        assert said in page
    assert peek("SELECT answer, health_consented_at IS NOT NULL FROM private_sheets") == [("waiting", True)]
    for endpoint in ("crew.index", "crew.show", "crew.bible_page", "crew.credits"):
        values = of(show, member) if endpoint == "crew.show" else {"production": show.public_id}
        page = browse.get(endpoint, **values).text
        assert [secret for secret in SECRETS if secret in page] == []


def test_someone_who_only_reads_sees_no_private_page(app, world, show, member):
    sent(world, world.lune, member)
    reader = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    reader.get("crew.private", status=403, **of(show, member))
    page = reader.get("crew.show", **of(show, member)).text
    assert "Fiche privée" not in page


def test_the_phone_sent_changes_the_contact_once_accepted(stranger, browse, show, member, token, peek):
    stranger.post("crew.fiche", GIVEN, token=token)
    phone = "SELECT phone FROM contacts WHERE name = 'Sandra Lenoir'"
    assert peek(phone) == [("+33612345678",)]
    assert "06\u00a039\u00a098\u00a010\u00a046" in browse.get("crew.show", **of(show, member)).text
    browse.post("crew.answer_proposal", {"accepts": "y"}, **of(show, member))
    assert peek(phone) == [("+33639981046",)]
    assert peek("SELECT answer FROM private_sheets") == [("accepted",)]


def test_the_phone_sent_may_be_left_aside(stranger, browse, show, member, token, peek):
    stranger.post("crew.fiche", GIVEN, token=token)
    browse.post("crew.answer_proposal", {"accepts": "n"}, **of(show, member))
    assert peek("SELECT phone FROM contacts WHERE name = 'Sandra Lenoir'") == [("+33612345678",)]
    browse.post("crew.answer_proposal", {"accepts": "y"}, **of(show, member))
    assert peek("SELECT phone FROM contacts WHERE name = 'Sandra Lenoir'") == [("+33612345678",)]


def test_a_second_fiche_completes_the_first(stranger, browse, show, member, token):
    stranger.post("crew.fiche", GIVEN, token=token)
    stranger.post("crew.fiche", {"city": "Rennes", "consent": "y", "shares_phone": "y"}, token=token)
    page = browse.get("crew.private", **of(show, member)).text
    assert "Rennes" in page and "FR1420041010050500013M02606" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"bank": "FR14 2004 1010 0505 0001 3M02 607"}, "Cet IBAN n’existe pas"),
        ({"leave_number": "C 48 21"}, "Il manque des chiffres. Exemple\u00a0: C 482 137"),
        ({"diet": "no_pork"}, "Cochez cette case pour les transmettre"),
        ({"consent": ""}, "Sans votre accord, rien n’est envoyé."),
        ({"birth_on": "2090-01-01"}, "Cette date n’est pas encore arrivée."),
        ({"emergency_phone": "12"}, "trop court"),
        ({"postal_code": "123"}, "Un code postal français a 5 chiffres."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(stranger, token, peek, wrong, said):
    page = stranger.post("crew.fiche", {**GIVEN, **wrong}, token=token, status=422).text
    assert said in page
    assert "3 rue des Lilas" in page
    assert peek("SELECT count(*) FROM private_sheets") == [(0,)]


def test_health_is_kept_only_with_its_own_consent(stranger, token, peek):
    stranger.post("crew.fiche", GIVEN, token=token)
    assert peek("SELECT health, health_consented_at FROM private_sheets") == [(None, None)]


def test_the_person_takes_back_their_health_or_everything(stranger, token, peek):
    stranger.post("crew.fiche", {**GIVEN, **HEALTH, "health_consent": "y"}, token=token)
    stranger.post("crew.fiche", {"withdraw": "health"}, token=token)
    assert peek("SELECT health, filled ? 'diet', filled ? 'bank' FROM private_sheets") == [
        (None, False, True)
    ]
    stranger.post("crew.fiche", {"withdraw": "all"}, token=token)
    assert peek("SELECT count(*) FROM private_sheets") == [(0,)]


def test_a_closed_link_is_one_and_the_same_404(stranger, browse, world, show, member, token, peek):
    unknown = stranger.get("crew.fiche", token="x" * 43, status=404).text
    browse.post("crew.revoke_fiche", **of(show, member))
    assert stranger.get("crew.fiche", token=token, status=404).text == unknown
    again = re.search(
        r"/fiche/([\w-]{43})", browse.client.post(browse.url("crew.ask_fiche", **of(show, member))).text
    )[1]
    stranger.get("crew.fiche", token=again)
    with time_machine.travel(clock.now() + timedelta(days=21, minutes=1), tick=False):
        assert stranger.get("crew.fiche", token=again, status=404).text == unknown


def test_the_link_closes_with_the_person_s_place_in_the_crew(stranger, browse, show, member, token):
    browse.post("crew.remove", **of(show, member))
    stranger.get("crew.fiche", token=token, status=404)
    stranger.post("crew.fiche", GIVEN, token=token, status=404)


def test_another_link_s_token_opens_no_fiche(stranger, browse, peek):
    browse.post("workspaces.invite", {"email": "ines@exemple.fr", "role": "viewer"})
    stranger.get("crew.fiche", token=queued(peek)[-1].token, status=404)


def test_a_fiche_is_asked_by_mail_in_one_s_name(browse, stranger, show, member, peek):
    browse.post("crew.ask_fiche", {"via": "mail"}, **of(show, member))
    (mail,) = queued(peek)
    assert mail.to == "sandra@exemple.fr"
    assert "Camille Roussel" in mail.body and "Les Marées" in mail.subject
    assert "612345678" not in mail.body
    stranger.get("crew.fiche", token=mail.token)


def test_everyone_whose_fiche_has_not_come_is_asked_at_once(browse, world, show, member, peek):
    done = world.crew(world.lune, show, "Tom Lacaze")
    sent(world, world.lune, done)
    world.crew(world.lune, show, contact=world.person(world.lune, "Sans mail"))
    world.crew(world.lune, show, "Bénévole Benoît", contract_status="none")
    asked = browse.post("crew.ask_fiches", status=422, production=show.public_id)
    assert "Demander sa fiche à 1 personne" in asked.text
    assert queued(peek) == []
    browse.post("crew.ask_fiches", {"confirmed": "y"}, production=show.public_id)
    assert [mail.to for mail in queued(peek)] == ["sandra@exemple.fr"]


def test_a_fiche_is_erased_once_asked_twice(browse, world, show, member, peek):
    sent(world, world.lune, member)
    browse.post("crew.erase", status=422, **of(show, member))
    assert peek("SELECT count(*) FROM private_sheets") == [(1,)]
    browse.post("crew.erase", {"confirmed": "y"}, **of(show, member))
    assert peek("SELECT count(*) FROM private_sheets") == [(0,)]
    browse.get("crew.private", status=404, **of(show, member))


def test_a_sheet_that_another_key_sealed_is_said_unreadable(app, world, show, member, monkeypatch):
    sent(world, world.lune, member)
    monkeypatch.setitem(app.config, "SECRET_KEY", "another key, as long as the first one was")
    browse = Browser(app, world.lune)  # sessions are signed with that key too
    assert "Cette fiche ne se lit plus" in browse.get("crew.private", **of(show, member)).text


def test_who_keeps_their_mobile_out_of_the_bible_is_not_asked_to_say_it_again(
    stranger, world, show, member, token, peek
):
    stranger.post("crew.fiche", {**GIVEN, "shares_phone": ""}, token=token)
    shares = f"SELECT shares_phone FROM crew_members WHERE id = '{member.id}'"
    assert peek(shares) == [(False,)]
    page = stranger.get("crew.fiche", token=token).text
    box = page[page.index('name="shares_phone"') :].split(">")[0]
    assert "checked" not in box


def test_an_iban_refused_stays_as_it_was_typed(stranger, token):
    page = stranger.post("crew.fiche", {**GIVEN, "bank": "FR14 2004"}, token=token, status=422).text
    assert 'value="FR14 2004"' in page
