"""What someone without an account opens and answers, and what the follow-up shows of it."""

import dataclasses
import socket
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from sqlalchemy import select

from tests.browse import Browser, check_page
from tests.core.test_mail import Refusing
from tests.make import World
from tests.productions.callsheets.make import approve, build, link_of, receipts, send, show, typed
from webapp.core import clock, links, mail
from webapp.productions.callsheets.answers.queries import short_name
from webapp.productions.callsheets.models import CallSheet

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1"}


@pytest.fixture
def sent(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    send(world, browse, at)
    return shot, at


def group_of(world: World) -> str:
    with world.inside(world.lune) as session:
        link_id = session.scalars(select(CallSheet)).one().group_link_id
        assert link_id
        return f"/fds/group/{links.token_of(link_id)}"


def test_it_shows_one_s_time_first_and_repeats_it_on_the_button(world, sent, stranger):
    page = stranger.client.get(link_of(world, world.lune, "Nadia"), headers=PHONE)
    check_page(page.text)
    assert page.status_code == 200
    assert "Nadia, votre journée du" in page.text and "Bien reçu, 7h15" in page.text
    assert "<title>Document partagé par Camille Roussel" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    for hidden in ("Lise", "Paul", "Sami", "exemple.fr"):
        assert hidden not in page.text


def test_opening_is_noted_once_and_only_for_a_person(world, sent, stranger, browse):
    _shot, at = sent
    link = link_of(world, world.lune, "Nadia")
    stranger.client.get(link, headers={"User-Agent": "WhatsApp/2.24"})
    stranger.client.head(link, headers=PHONE)
    stranger.client.get(link, headers={**PHONE, "Sec-Purpose": "prefetch"})
    assert receipts(world, world.lune)["Nadia"].opened_at is None
    stranger.client.get(link, headers=PHONE)
    first = receipts(world, world.lune)["Nadia"].opened_at
    assert first is not None
    stranger.client.get(link, headers=PHONE)
    assert receipts(world, world.lune)["Nadia"].opened_at == first
    assert "ouvert le " in browse.get("callsheets.show", **at, state="opened").text


def test_well_received_counts_once(world, sent, stranger, browse):
    _shot, at = sent
    link = link_of(world, world.lune, "Nadia")
    for _ in range(2):
        assert stranger.client.post(link, data={"does": "confirm"}).status_code == 303
    receipt = receipts(world, world.lune)["Nadia"]
    assert receipt.confirmed_at is not None and receipt.is_by_group is False
    assert "Bien reçu, merci." in stranger.client.get(link).text
    page = browse.get("callsheets.show", **at).text
    assert "<b>1</b><span>" in page and "confirmé le " in page


def test_a_worry_lands_on_the_page_of_those_who_follow(world, sent, stranger, browse):
    _shot, at = sent
    link = link_of(world, world.lune, "Paul")
    empty = stranger.client.post(link, data={"does": "worry", "worry": " "})
    assert empty.status_code == 422 and "Écrivez ce qui pose souci." in empty.text
    long = stranger.client.post(link, data={"does": "worry", "worry": "x" * 1001})
    assert long.status_code == 422 and "x" * 1001 in long.text
    for text in ("Train en retard", "<b>Second</b>"):
        assert stranger.client.post(link, data={"does": "worry", "worry": text}).status_code == 303
    page = browse.get("callsheets.show", **at).text
    assert "Train en retard" in page and "&lt;b&gt;Second" in page
    assert receipts(world, world.lune)["Paul"].confirmed_at is None


def test_the_group_names_people_by_first_name_and_initial_alone(world, sent, stranger):
    page = stranger.client.get(group_of(world), headers=PHONE).text
    check_page(page)
    assert "Nadia B." in page and "Lise A." in page and "Régie" in page
    for hidden in ("Belkacem", "Aubertin", "Régisseuse", "Chef opérateur", "exemple.fr", "612345678"):
        assert hidden not in page
    assert "checked" not in page
    found = stranger.client.get(f"{group_of(world)}?q=nad").text
    assert "Nadia B." in found and "Lise A." not in found


def test_a_name_is_picked_in_the_group_and_kept_on_the_phone_if_asked(world, sent, stranger, browse):
    _shot, at = sent
    path, who = group_of(world), receipts(world, world.lune)["Sami"].public_id
    none = stranger.client.post(path, data={"does": "confirm"})
    assert none.status_code == 422 and "Choisissez votre nom." in none.text
    wrong = stranger.client.post(path, data={"does": "confirm", "who": "000000000000"})
    assert wrong.status_code == 422 and "Choisissez dans la liste." in wrong.text
    answer = stranger.client.post(path, data={"does": "confirm", "who": who, "keep": "y"})
    assert answer.status_code == 303
    assert "Sami D., votre réponse est notée" in stranger.client.get(answer.headers["Location"]).text
    assert stranger.client.get(path).text.count(" checked") == 1
    receipt = receipts(world, world.lune)["Sami"]
    assert receipt.confirmed_at is not None and receipt.is_by_group is True
    assert "Répondu depuis le lien du groupe." in browse.get("callsheets.show", **at).text


def test_somebody_of_another_sheet_cannot_be_picked(world, sent, stranger, other):
    theirs = show(world, world.soleil, title="Nuit blanche")
    at = build(other, theirs)
    approve(other, at)
    send(world, other, at)
    their_receipt = receipts(world, world.soleil)["Nadia"].public_id
    answer = stranger.client.post(group_of(world), data={"does": "confirm", "who": their_receipt})
    assert answer.status_code == 422
    assert receipts(world, world.soleil)["Nadia"].confirmed_at is None


def test_two_people_of_the_same_initials_are_told_apart():
    assert short_name("Paul Esteban") == "Paul E."
    assert short_name("Paul Esteban", 2) == "Paul Es."
    assert short_name("Madonna") == "Madonna"


def test_unknown_renewed_and_ended_links_are_one_and_the_same_page(world, sent, stranger, browse):
    _shot, at = sent
    own, group = link_of(world, world.lune, "Nadia"), group_of(world)
    browse.post("callsheets.renew_link", {"confirmed": "y"}, **at)
    pages = [
        stranger.client.get("/fds/nothing"),
        stranger.client.get(group),
        stranger.client.get(f"{group}/paper"),
    ]
    crossed = stranger.client.get(own.replace("/fds/", "/fds/group/"))
    with time_machine.travel(clock.now() + timedelta(days=10)):
        late = [stranger.client.get(own), stranger.client.post(own, data={"does": "confirm"})]
    everyone = [*pages, crossed, *late]
    assert {page.status_code for page in everyone} == {404}
    assert len({page.text for page in everyone}) == 1
    assert stranger.client.get(group_of(world)).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=7)):
        assert stranger.client.get(own).status_code == 200


def test_a_link_of_the_first_version_shows_the_second_with_what_changed(world, sent, stranger, browse):
    _shot, at = sent
    link = link_of(world, world.lune, "Nadia")
    stranger.client.post(link, data={"does": "confirm"})
    browse.post("callsheets.next_version", **at)
    browse.post("callsheets.save", {**typed(browse, at), "call": "07:45", "ready": "09:00"}, **at)
    approve(browse, at)
    assert "Version 1" in stranger.client.get(link, headers=PHONE).text  # a draft is nobody's
    send(world, browse, at)
    page = stranger.client.get(link, headers=PHONE).text
    check_page(page)
    assert page.index("Ce qui change pour vous depuis la version 1") < page.index("Vos horaires")
    assert "7h15</del>" in page and "7h45</ins>" in page and "Bien reçu, 7h45" in page
    assert link_of(world, world.lune, "Nadia") == link


def test_the_pdf_of_a_link_is_the_frozen_one(world, sent, stranger, browse):
    _shot, at = sent
    own = stranger.client.get(f"{link_of(world, world.lune, 'Nadia')}/paper")
    assert own.mimetype == "application/pdf"
    assert own.data == stranger.client.get(f"{group_of(world)}/paper").data
    assert own.data == browse.client.get(browse.url("callsheets.paper", **at)).data


def test_a_link_of_one_workspace_sees_nothing_of_the_other(world, sent, stranger, other):
    theirs = show(world, world.soleil, title="Nuit blanche")
    at = build(other, theirs)
    approve(other, at)
    send(world, other, at)
    page = stranger.client.get(link_of(world, world.lune, "Nadia"), headers=PHONE).text
    assert "Les Marées" in page and "Nuit blanche" not in page
    other.get("callsheets.show", **sent[1], status=404)


def test_an_address_the_server_refuses_is_shown_put_right_and_served_again(
    world, browse, app, settings, peek
):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    send(world, browse, at)
    with refusing(app, settings, {"paul@exemple.fr": "550 5.1.1 Unknown"}) as server:
        run_mails(peek)
        assert {message["To"] for message in server.messages} == {"lise@exemple.fr", "nadia@exemple.fr"}
        page = browse.get("callsheets.show", **at).text
        assert page.count("Adresse refusée") == 1 and "5.1.1 Unknown" in page
        former = link_of(world, world.lune, "Paul")
        receipt = receipts(world, world.lune)["Paul"].public_id
        wrong = browse.post("callsheets.resend", {"email": "paul@@"}, status=422, receipt=receipt, **at).text
        assert 'value="paul@@"' in wrong and "n’est pas complète" in wrong
        done = {row[0] for row in peek("SELECT id FROM procrastinate_jobs")}
        browse.post("callsheets.resend", {"email": "p.esteban@exemple.fr"}, receipt=receipt, **at)
        run_mails(peek, but=done)
        assert "p.esteban@exemple.fr" in {message["To"] for message in server.messages}
    assert "Adresse refusée" not in browse.get("callsheets.show", **at).text
    stranger = Browser(app, None)
    assert stranger.client.get(former).status_code == 404  # it went to who knows whom
    assert stranger.client.get(link_of(world, world.lune, "Paul")).status_code == 200


def test_links_are_guessed_in_vain(world, sent, stranger):
    statuses = [stranger.client.get(f"/fds/{n}").status_code for n in range(40)]
    assert 429 in statuses


class refusing:
    """A real server of mails that refuses some addresses."""

    def __init__(self, app, settings, answers):
        self.app, self.settings, self.handler = app, settings, Refusing(answers)

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.controller = Controller(self.handler, hostname="127.0.0.1", port=port)
        self.controller.start()
        self.app.extensions["mail"] = dataclasses.replace(
            self.settings, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
        )
        return self.handler

    def __exit__(self, *_error):
        self.app.extensions["mail"] = self.settings
        self.controller.stop()


def run_mails(peek, but: frozenset[int] | set[int] = frozenset()) -> None:
    """What the worker does with the mails that wait."""
    rows = peek("SELECT id, args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver' ORDER BY id")
    for number, args in rows:
        if number not in but:
            mail.deliver.now(**args)
