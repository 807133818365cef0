"""What somebody of the workspace, of the crew or of nowhere tries with a call sheet."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets.make import approve, build, link_of, receipts, save, send, show, typed
from webapp.contacts.models import Contact
from webapp.core import clock, links, throttle
from webapp.core.access import Door, mark_of
from webapp.domain.permissions import Role
from webapp.productions.callsheets import sending
from webapp.productions.callsheets.models import CallSheet, Version

MARKUP = '"><script>alert(1)</script>\r\nBcc: evil@exemple.fr'


@pytest.fixture
def sent(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    send(world, browse, at)
    return shot, at


def mails(peek) -> list[dict]:
    found = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver' ORDER BY id")
    return [row[0] for row in found]


def last_version(world: World) -> Version:
    with world.inside(world.lune) as session:
        return session.scalars(select(Version).order_by(Version.number.desc())).first()


@pytest.mark.parametrize(
    "key", ["elsewhere", "x" * 500, MARKUP], ids=["another production", "long", "markup"]
)
def test_a_key_written_in_the_form_is_nobody_of_this_crew(world: World, browse: Browser, key: str):
    shot = show(world, world.lune)
    stranger = show(world, world.lune, title="Nuit blanche", on=shot.on + timedelta(days=1)).nadia
    at = build(browse, shot)
    save(browse, at, "cast", cast__0__key=stranger.public_id if key == "elsewhere" else key)
    (one,) = last_version(world).sheet.cast
    assert (one.name, one.key) == ("Lise Aubertin", "")
    save(browse, at, "cast", cast__0__is_called="y")


def test_the_key_of_somebody_of_the_crew_comes_back(world: World, browse: Browser):
    shot = show(world, world.lune)
    at = build(browse, shot)
    save(browse, at, "cast")
    assert [one.key for one in last_version(world).sheet.cast] == [shot.lise.public_id]


@pytest.mark.parametrize(
    ("section", "line"),
    [("", "extras__0__label"), ("", "heads__0__name"), ("cast", "cast__0__name"), ("scenes", "scenes__0__number"), ("crew", "crew__0__name")],
)  # fmt: skip
def test_a_line_of_signs_that_nobody_sees_is_no_line(world: World, browse: Browser, section: str, line: str):
    shot = show(world, world.lune)
    at = build(browse, shot)
    form = typed(browse, at, section) | {line.replace("__", "-"): "\u202e\x01\u200b"}
    endpoint, more = ("save_section", {"section": section}) if section else ("save", {})
    answer = browse.client.post(browse.url(f"callsheets.{endpoint}", **at, **more), data=form)
    assert answer.status_code in (303, 422)


def test_a_day_of_another_production_is_not_composed_here(world: World, browse: Browser):
    shot, elsewhere = show(world, world.lune), show(world, world.lune, title="Nuit blanche")
    browse.post("callsheets.build", {"day": elsewhere.day}, status=404, **shot.at)


def test_nobody_writes_to_the_world_through_call_sheets(world: World, browse: Browser, monkeypatch, peek):
    shot = show(world, world.lune)
    at = build(browse, shot)
    approve(browse, at)
    monkeypatch.setattr(sending, "MAILS", throttle.Limit("few", 2, per_minutes=60))
    keys = [shot.lise.public_id, shot.nadia.public_id, shot.paul.public_id]
    browse.post("callsheets.send", {"to": keys}, status=429, **at)
    assert last_version(world).is_draft
    monkeypatch.setattr(sending, "MAILS", throttle.Limit("enough", 100, per_minutes=60))
    send(world, browse, at)
    before = len(mails(peek))
    monkeypatch.setattr(sending, "REMINDED", throttle.Limit("reminded", 1, per_minutes=60))
    browse.post("callsheets.remind", **at)
    browse.post("callsheets.remind", status=429, **at)
    assert len(mails(peek)) == before + 3


def test_one_address_is_not_written_to_again_and_again(world: World, browse: Browser, sent, monkeypatch):
    _shot, at = sent
    monkeypatch.setattr(sending, "RESENT", throttle.Limit("again", 1, per_minutes=60))
    receipt = receipts(world, world.lune)["Paul"].public_id
    browse.post("callsheets.resend", {"email": "victime@exemple.fr"}, receipt=receipt, **at)
    browse.post("callsheets.resend", {"email": "victime@exemple.fr"}, receipt=receipt, status=429, **at)


def test_an_address_put_right_closes_the_link_of_the_wrong_one(world: World, browse: Browser, sent, stranger):
    _shot, at = sent
    former = link_of(world, world.lune, "Paul")
    with world.inside(world.lune) as session:
        wrong = Contact.email == "paul@exemple.fr"
        session.execute(update(Contact).where(wrong).values(email="p.esteban@exemple.fr"))
    browse.post("callsheets.next_version", **at)
    browse.post("callsheets.save", {**typed(browse, at), "call": "07:45"}, **at)
    approve(browse, at)
    send(world, browse, at)
    assert stranger.client.get(former).status_code == 404
    assert stranger.client.get(link_of(world, world.lune, "Paul")).status_code == 200
    assert receipts(world, world.lune)["Paul"].email == "p.esteban@exemple.fr"


def test_public_pages_are_quiet_and_let_nothing_run(app, world: World, sent, stranger):
    own = link_of(world, world.lune, "Nadia")
    with world.inside(world.lune) as session, app.test_request_context():
        group = f"/fds/group/{links.token_of(session.scalars(select(CallSheet)).one().group_link_id)}"
    for path in (own, f"{own}/paper", group, f"{group}/paper"):
        answer = stranger.client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "<script" not in answer.text if answer.mimetype == "text/html" else True
    doors = [rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/fds/")]
    assert len(doors) == 6
    assert {mark_of(app.view_functions[endpoint]) for endpoint in doors} == {Door.LINK}


def test_a_link_closes_with_its_production_and_its_erasure(world: World, browse: Browser, sent, stranger):
    shot, _at = sent
    own = link_of(world, world.lune, "Nadia")
    browse.post("productions.delete", {"confirmed": "y"}, public_id=shot.production.public_id)
    closed = [stranger.client.get(own), stranger.client.get(f"{own}/paper")]
    closed.append(stranger.client.post(own, data={"does": "confirm"}))
    assert [page.status_code for page in closed] == [404, 404, 404]


def test_names_that_are_markup_or_headers_stay_names(world: World, browse: Browser, peek, stranger):
    shot = show(world, world.lune, title=MARKUP)
    with world.inside(world.lune) as session:
        hostile = {"name": MARKUP, "email": "nadia@exemple.fr"}
        session.execute(update(Contact).where(Contact.name == "Nadia Belkacem").values(**hostile))
    at = build(browse, shot)
    save(browse, at, notes=MARKUP, weather_morning=MARKUP)
    approve(browse, at)
    send(world, browse, at)
    own = link_of(world, world.lune, MARKUP.split()[0])
    pages = [browse.get("callsheets.show", **at).text, stranger.client.get(own).text]
    assert all("<script>alert" not in page for page in pages)
    assert browse.get("callsheets.paper", **at).data.startswith(b"%PDF")
    assert all("\n" not in mail["subject"] and "\r" not in mail["subject"] for mail in mails(peek))


def test_a_viewer_opens_no_phone_that_was_not_ticked_and_writes_nothing(app, world: World, sent):
    _shot, at = sent
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    assert viewer.get("callsheets.paper", **at).data.startswith(b"%PDF")
    for endpoint in ("send", "cancel", "remind", "renew_link", "delete", "next_version"):
        viewer.post(f"callsheets.{endpoint}", status=403, **at)


def test_answers_are_bounded_and_the_date_of_links_is_theirs(world: World, sent, stranger, monkeypatch):
    own = link_of(world, world.lune, "Nadia")
    statuses = [
        stranger.client.post(own, data={"does": "worry", "worry": f"{n}" * 900}).status_code for n in range(8)
    ]
    assert set(statuses) == {303, 422}
    with world.inside(world.lune) as session:
        until = session.scalars(select(links.Link).where(links.Link.purpose == sending.OWN)).first()
        assert until.expires_at < clock.now() + timedelta(days=10)
