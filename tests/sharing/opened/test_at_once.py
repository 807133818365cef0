"""Links opened side by side on the real connections of both roles, which keep nothing of the link before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from tests.between import real_app
from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.core.databases import SHARE
from webapp.core.db import First
from webapp.core.links import digest_of
from webapp.sharing import actions
from webapp.sharing.models import Reply
from webapp.sharing.opened import views
from webapp.sharing.queries import share_or_404

AT_ONCE, TIMES = 6, 4
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile Safari/604.1"}
SETTINGS = (
    "SELECT current_user::text, current_setting('app.share', true), current_setting('app.workspace_id', true)"
)


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


class Linked:
    """A link to one production of a workspace, read and answered from a phone of its own each time."""

    def __init__(self, live, world, place, title, **values):
        self.live, self.place, self.title = live, place, title
        film = world.production(place, title)
        day = world.day(place, film, date(2027, 1, 4), notes=f"Note de {title}")
        self.token, self.share = world.share(place, film, **values)
        self.there = f"/s/{self.token}"
        self.answers = f"{self.there}/answers/planning/{film.public_id}/{day.public_id}"

    def read(self):
        return Browser(self.live, None).client.get(self.there, headers=PHONE)

    def confirm(self):
        signed = {"kind": "confirmed", "name": f"Marc, {self.title}"}
        return Browser(self.live, None).client.post(self.answers, data=signed)


def test_each_request_reads_through_its_own_link_and_writes_in_its_own_workspace(live, monkeypatch):
    world = World(live)
    ours, theirs = (
        Linked(live, world, world.lune, "Les Marées"),
        Linked(live, world, world.soleil, "Soleil noir"),
    )
    bare = Linked(live, world, world.lune, "Autre film", grants=())
    gone = Linked(live, world, world.soleil, "Perdu de vue")
    with world.inside(world.soleil):
        actions.revoke_share(share_or_404(gone.share.public_id))
    drawn = views.paper.pdf_of

    def broken(page):
        if page.title == "Les Marées":
            raise ZeroDivisionError
        return drawn(page)

    monkeypatch.setattr(views.paper, "pdf_of", broken)

    def ask(one):
        pages = [one.read(), one.confirm()]
        if one is ours:
            pages.append(Browser(live, None).client.get(f"{one.there}/pdf"))
            pages.append(Browser(live, world.lune).client.get("/w/lune/shares/"))
        return one, [(page.status_code, page.text) for page in pages]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = list(pool.map(ask, [ours, theirs, bare, gone] * TIMES))
    expected = {ours: [200, 303, 500, 200], theirs: [200, 303], bare: [200, 404], gone: [404, 404]}
    titles = {one.title for one in expected}
    for one, answers in asked:
        assert [status for status, _text in answers] == expected[one], one.title
        page = answers[0][1]
        assert {title for title in titles if title in page} == ({one.title} if one is not gone else set())
        assert ("4 janvier" in page) == (one in (ours, theirs)) and "Note de" not in page
    for one in (ours, theirs):
        with world.inside(one.place) as session:
            signed = session.execute(select(Reply.name, Reply.share_id)).all()
        assert [tuple(row) for row in signed] == [(f"Marc, {one.title}", one.share.id)]

    database = live.extensions["database"]
    sessions = [database.open(read_only=True, shared=True) for _connection in range(5)]
    for session in sessions:
        (kept,) = session.connection().exec_driver_sql(SETTINGS)
        assert tuple(kept) in {(SHARE, "", ""), (SHARE, None, None)}
        session.close()
    first = First("SELECT enter_share(%s, %s)", (digest_of(ours.token), clock.now()))
    entered = database.open(read_only=False, first=first, shared=True)
    assert entered.connection().exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
    entered.close()
