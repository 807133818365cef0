"""The address on the page of the tray, and the door of the mail provider."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import TooManyRequests

from tests.browse import Browser
from tests.documents.files import EXE, JPEG, PDF
from tests.documents.mails import mail, pdf
from tests.make import Place, World
from tests.zips import XLSX, zip_of
from webapp.core import files, kept_files, throttle
from webapp.documents.inbound import actions
from webapp.documents.inbound.models import InboundAddress, InboundMail
from webapp.documents.inbound.views import RECIPIENT, SIGNATURE, signature_of
from webapp.documents.models import Document
from webapp.domain.permissions import Role

DOMAIN, SECRET = "in.raccord.example", "a secret between two machines"


@pytest.fixture(autouse=True)
def _set_up(app, monkeypatch):
    settings = replace(app.config["SETTINGS"], inbound_domain=DOMAIN, inbound_secret=SECRET)
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def address_of(browse: Browser) -> str:
    browse.post("inbound.change")
    found = re.search(rf"[0-9a-z]+@{re.escape(DOMAIN)}", browse.get("documents.tray").text)
    assert found
    return found[0]


def hand_over(browse: Browser, to: str, raw: bytes, *, secret: str = SECRET, status: int = 202):
    headers = {RECIPIENT: to, SIGNATURE: f"sha256={signature_of(secret, to, raw)}"}
    answer = browse.client.post("/inbound/mail", data=raw, headers=headers, content_type="message/rfc822")
    assert answer.status_code == status
    return answer


def deferred(peek) -> list[dict[str, str]]:
    wanted = "SELECT args FROM procrastinate_jobs WHERE task_name = 'documents.inbound.actions.take_in' ORDER BY id"
    return [args for (args,) in peek(wanted)]


def work(peek) -> None:
    """What the worker does with the mails that came; it is run once for each."""
    for args in deferred(peek)[work.done :]:
        actions.take_in.now(**args)
        work.done += 1
    forgotten = "SELECT args FROM procrastinate_jobs WHERE task_name = 'core.kept_files.erase' ORDER BY id"
    for (args,) in peek(forgotten):
        kept_files.erase.now(**args)


@pytest.fixture(autouse=True)
def _nothing_done():
    work.done = 0


def documents(world: World, place: Place | None = None) -> list[Document]:
    with world.inside(place or world.lune) as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def number(world: World, model, place: Place) -> int:
    with world.inside(place) as session:
        return session.scalar(select(func.count()).select_from(model))


def test_without_a_domain_the_tray_does_not_speak_of_mail(app, browse, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], inbound_domain=""))
    assert "Par mail" not in browse.get("documents.tray").text


def test_an_address_is_asked_for_shown_and_kept(browse, world):
    assert "Créer mon adresse" in browse.get("documents.tray").text
    address = address_of(browse)
    assert len(address.split("@")[0]) == 20
    page = browse.get("documents.tray").text
    assert f'data-copy="{address}"' in page
    assert number(world, InboundAddress, world.soleil) == 0


def test_changing_it_is_asked_first_and_the_old_one_stops(browse, world, peek):
    old = address_of(browse)
    assert "Changer d’adresse" in browse.post("inbound.change", status=422).text
    browse.post("inbound.change", {"confirmed": "y"})
    new = re.search(rf"[0-9a-z]+@{re.escape(DOMAIN)}", browse.get("documents.tray").text)[0]
    assert new != old
    hand_over(browse, old, mail(pdf()).as_bytes())
    hand_over(browse, new, mail(pdf()).as_bytes())
    assert len(deferred(peek)) == 1


def test_a_mail_brings_its_papers_to_the_tray_of_its_workspace_alone(app, browse, other, world, peek):
    address = address_of(browse)
    address_of(other)
    raw = mail(pdf(), (XLSX, "devis.xlsx", "application/octet-stream"), subject="TR: octobre").as_bytes()
    answer = hand_over(browse, address.upper(), raw)
    assert documents(world) == []
    (args,) = deferred(peek)
    assert args["workspace_id"] == str(world.lune.id)
    work(peek)
    assert [(d.title, d.source, d.is_filed) for d in documents(world)] == [
        ("AEM octobre", "Maud Kervella", False),
        ("devis", "Maud Kervella", False),
    ]
    assert documents(world, world.soleil) == []
    page = browse.get("documents.tray").text
    assert "2 papiers" in page and "Maud Kervella" in page
    assert "Maud" not in other.get("documents.tray").text
    with app.app_context(), pytest.raises(FileNotFoundError):
        list(files.store().open(args["key"]))
    assert answer.data == b""


def test_the_same_mail_twice_brings_its_papers_once(browse, world, peek):
    address = address_of(browse)
    for _ in range(3):
        hand_over(browse, address, mail(pdf()).as_bytes())
    work(peek)
    assert len(documents(world)) == 1
    hand_over(browse, address, mail(pdf(), message_id="<2@exemple.fr>").as_bytes())
    work(peek)
    assert len(documents(world)) == 2


def test_the_same_mail_to_two_workspaces_comes_to_both(browse, other, world, peek):
    for browser in (browse, other):
        hand_over(browser, address_of(browser), mail(pdf()).as_bytes())
    work(peek)
    assert [len(documents(world, place)) for place in (world.lune, world.soleil)] == [1, 1]


def test_what_brought_nothing_is_told_in_a_line_that_goes_away(browse, other, world, peek):
    address = address_of(browse)
    hand_over(browse, address, mail(subject="Rien").as_bytes())
    bad = mail((EXE, "a.exe", "application/octet-stream"), (zip_of({"a": b"x"}), "b.zip", "application/zip"), pdf(),
               message_id="<2@exemple.fr>")  # fmt: skip
    hand_over(browse, address, bad.as_bytes())
    work(peek)
    page = browse.get("documents.tray").text
    assert "sans pièce jointe" in page and "2 pièces refusées" in page
    with world.inside(world.lune) as session:
        ids = list(session.scalars(select(InboundMail.public_id)))
    other.post("inbound.hide", status=404, mail_id=ids[0])
    for public_id in ids:
        browse.post("inbound.hide", mail_id=public_id)
    page = browse.get("documents.tray").text
    assert "sans pièce jointe" not in page and "refusées" not in page
    assert len(documents(world)) == 1


def test_an_unknown_address_is_answered_like_the_others(browse, peek):
    known = hand_over(browse, address_of(browse), mail(pdf()).as_bytes())
    for to in (f"nobody@{DOMAIN}", "x@elsewhere.example", "", f"@{DOMAIN}", f"{'x' * 70}@{DOMAIN}"):
        unknown = hand_over(browse, to, mail(pdf()).as_bytes())
        assert (unknown.status_code, unknown.data) == (known.status_code, known.data)
    assert len(deferred(peek)) == 1


def test_a_wrong_signature_is_refused_before_anything_is_looked_up(
    app, browse, peek, statements, monkeypatch
):
    address, raw = address_of(browse), mail(pdf()).as_bytes()
    statements.clear()
    hand_over(browse, address, raw, secret="another", status=400)
    for headers in ({}, {RECIPIENT: address}, {RECIPIENT: address, SIGNATURE: "é"}):
        assert browse.client.post("/inbound/mail", data=raw, headers=headers).status_code == 400
    moved = {RECIPIENT: address, SIGNATURE: signature_of(SECRET, f"other@{DOMAIN}", raw)}
    assert browse.client.post("/inbound/mail", data=raw, headers=moved).status_code == 400
    assert not any("resolve_link" in said for said in statements)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], inbound_secret=""))
    hand_over(browse, address, raw, secret="", status=400)
    assert deferred(peek) == []


def test_a_mail_heavier_than_servers_let_through_is_refused(browse, peek):
    address = address_of(browse)
    hand_over(browse, address, b"x" * (actions.MOST_BYTES + 1), status=413)
    hand_over(browse, address, mail(pdf(content=PDF + b"\0" * (14 << 20))).as_bytes())
    assert len(deferred(peek)) == 1


def test_it_needs_no_token_of_a_form(app, browse, peek):
    address = address_of(browse)
    app.config["WTF_CSRF_ENABLED"] = True
    hand_over(browse, address, mail(pdf()).as_bytes())
    assert len(deferred(peek)) == 1


def test_a_workspace_is_not_flooded(app, world, browse, monkeypatch):
    address_of(browse)
    monkeypatch.setattr(actions, "RECEIVED", throttle.Limit("inbound", 2, per_minutes=60))
    with world.inside(world.lune):
        actions.receive(world.lune.id, b"x")
        actions.receive(world.lune.id, b"x")
        with pytest.raises(TooManyRequests):
            actions.receive(world.lune.id, b"x")


def test_an_unreadable_mail_leaves_nothing(app, browse, world, peek, monkeypatch):
    def break_down(*_args, **_values):
        raise RecursionError

    hand_over(browse, address_of(browse), mail(pdf()).as_bytes())
    monkeypatch.setattr("webapp.documents.inbound.reading.message_from_bytes", break_down)
    work(peek)
    assert documents(world) == []
    (args,) = deferred(peek)
    with app.app_context(), pytest.raises(FileNotFoundError):
        list(files.store().open(args["key"]))


def test_the_tray_still_costs_four_statements(browse, peek, statements):
    address = address_of(browse)
    for n in range(3):
        hand_over(browse, address, mail(subject="Rien", message_id=f"<{n}@exemple.fr>").as_bytes())
    work(peek)
    statements.clear()
    browse.get("documents.tray")
    assert len(statements) <= 4


def test_a_viewer_sees_the_address_and_changes_nothing(app, browse, world):
    address = address_of(browse)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert address in viewer.get("documents.tray").text
    viewer.post("inbound.change", status=403)


def test_a_photo_by_mail_is_a_photo(browse, world, peek):
    hand_over(
        browse, address_of(browse), mail((JPEG, "IMG_1.jpg", "image/jpeg"), subject="Ticket").as_bytes()
    )
    work(peek)
    (document,) = documents(world)
    assert (document.media_type, document.title) == ("image/jpeg", "Ticket")


def test_a_mail_stays_whole_until_what_it_brought_is_committed(app, browse, peek):
    hand_over(browse, address_of(browse), mail(pdf()).as_bytes())
    (args,) = deferred(peek)
    actions.take_in.now(**args)
    with app.app_context():
        assert files.read(args["key"])
    assert [erased for (erased,) in peek("SELECT args ->> 'key' FROM procrastinate_jobs WHERE task_name = 'core.kept_files.erase'")] == [args["key"]]  # fmt: skip
