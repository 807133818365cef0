"""An answer is given again to who asked it, as long as nothing it tells has changed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.between import real_app
from tests.browse import Browser
from tests.make import World
from webapp.contacts.models import Contact, Kind
from webapp.core import again, clock
from webapp.domain.permissions import Role

MADE = "contacts.index"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _anew():
    again.forget()


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


@pytest.fixture
def asks(statements: list[str]):
    """How many statements a page asks."""

    def count(browser: Browser, **values: Any) -> int:
        statements.clear()
        browser.get(MADE, **values)
        return len(statements)

    return count


def test_the_second_time_only_the_door_is_asked(world: World, browse: Browser, asks):
    world.person(world.lune)
    browse.get(MADE)  # gives the browser its token
    first = browse.get(MADE)
    assert asks(browse) == 1
    again_ = browse.get(MADE)
    assert again_.text == first.text
    kept = {name: value for name, value in first.headers.items() if name != "X-Request-Id"}
    assert kept == {name: value for name, value in again_.headers.items() if name != "X-Request-Id"}


def test_it_is_as_short_for_a_phone(world: World, browse: Browser):
    small = {"Accept-Encoding": "gzip"}
    browse.get(MADE)
    pages = [browse.get(MADE, headers=small) for _ in range(2)]
    assert [page.headers["Content-Encoding"] for page in pages] == ["gzip", "gzip"]
    assert pages[0].data == pages[1].data
    assert "Content-Encoding" not in browse.get(MADE).headers


def test_what_was_written_shows_at_once(world: World, browse: Browser, other: Browser):
    for browser in (browse, other):
        browser.get(MADE), browser.get(MADE)
    world.person(world.lune, "Aïcha Diallo")
    assert "Aïcha Diallo" in browse.get(MADE).text
    assert "Aïcha Diallo" not in other.get(MADE).text
    browse.post("contacts.create", {"kind": "person", "name": "Paul Lefèvre"})
    said = browse.get(MADE).text
    assert "Contact ajouté" in said and "Paul Lefèvre" in said
    assert "Contact ajouté" not in browse.get(MADE).text, "a message is said once"
    assert "Contact ajouté" not in browse.get(MADE).text


def test_each_reader_gets_their_own(world: World, app, browse: Browser):
    world.person(world.lune)
    browse.get(MADE)
    assert browse.url("contacts.new") in browse.get(MADE).text
    reader = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    reader.get(MADE)
    assert browse.url("contacts.new") not in reader.get(MADE).text
    part = browse.get(MADE, headers=HTMX).text
    assert "<html" not in part and "<html" in browse.get(MADE).text
    assert browse.get(MADE, q="x").text != browse.get(MADE).text
    browse.post("accounts.preferences", {"language": "en", "theme": "dark", "time_zone": "Europe/Paris"})
    browse.get(MADE)
    page = browse.get(MADE).text
    assert 'lang="en"' in page and 'data-theme="dark"' in page


def test_who_may_no_longer_read_is_told_so(world: World, app, browse: Browser, as_superuser):
    reader = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    reader.get(MADE), reader.get(MADE)
    as_superuser(f"DELETE FROM memberships WHERE workspace_id = '{world.lune.id}' AND role = 'viewer'")
    reader.get(MADE, status=404)
    browse.get(MADE)


def test_another_day_is_another_page(browse: Browser, monkeypatch: pytest.MonkeyPatch, asks):
    browse.get(MADE), browse.get(MADE)
    assert asks(browse) == 1
    today = clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    assert asks(browse) > 1


def test_what_is_long_is_not_kept(browse: Browser, monkeypatch: pytest.MonkeyPatch, asks):
    """Whoever asks for a long page by a thousand addresses leaves the memory as it was."""
    size = len(browse.get(MADE).data)
    monkeypatch.setattr(again, "LARGEST", size - 1)
    browse.get(MADE)
    assert asks(browse) > 1
    monkeypatch.setattr(again, "LARGEST", 2 * size)
    browse.get(MADE)
    assert asks(browse) == 1


def test_it_is_as_empty_as_asked(world: World, browse: Browser):
    """Asked for its head first, a page is whole the next time."""
    world.person(world.lune)
    url = browse.url(MADE)
    browse.get(MADE)
    again.forget()
    assert not browse.client.head(url).data
    assert "Inès Kadri" in browse.get(MADE).text
    assert not browse.client.head(url).data


def test_two_people_of_one_browser(world: World, browse: Browser):
    """The second signs in where the first was, with a cookie the first could have kept."""
    world.person(world.lune)
    reader = world.member(world.lune, "lecture@exemple.fr", Role.VIEWER)
    browse.get(MADE), browse.get(MADE)
    with browse.client.session_transaction() as cookie:
        cookie["_user_id"] = reader.login_id
    said = browse.get(MADE).text
    assert browse.url("contacts.new") not in said and "Inès Kadri" in said
    with browse.client.session_transaction() as cookie:
        cookie["_user_id"] = world.soleil.login_id
    browse.get(MADE, status=404)
    with browse.client.session_transaction() as cookie:
        del cookie["_user_id"]
    assert "/sign-in" in browse.get(MADE, status=303).headers["Location"]


def test_another_connection_reads_what_was_committed(live: Flask):
    """What was kept while another transaction wrote is not shown after it."""
    world = World(live)
    browse = Browser(live, world.lune)
    browse.get(MADE)
    with ThreadPoolExecutor(1) as elsewhere, world.inside(world.lune) as session:
        contact = Contact(kind=Kind.PERSON, name="Aïcha Diallo")
        contact.refold()
        session.add(contact)
        session.flush()
        assert "Aïcha Diallo" not in elsewhere.submit(browse.get, MADE).result().text
    assert "Aïcha Diallo" in browse.get(MADE).text
