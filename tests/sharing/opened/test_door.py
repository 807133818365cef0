"""What opens a link, and what the role that reads for it can see of the database."""

from datetime import date, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from webapp.core import clock
from webapp.core.links import digest_of
from webapp.sharing import actions
from webapp.sharing.queries import share_or_404


def address(token):
    return f"/s/{token}"


@pytest.fixture
def shot(world):
    """A shooting day with a place, its token, and another production beside it in the same workspace."""
    shown, aside = world.production(world.lune), world.production(world.lune, "Autre film")
    spot = world.spot(world.lune)
    world.day(world.lune, shown, place_id=spot.id, call_minute=435, notes="secret")
    world.day(world.lune, aside, place_id=spot.id)
    world.day(world.soleil, world.production(world.soleil, "Soleil"))
    return shown, aside


def test_a_link_opens_without_an_account_and_shows_what_was_granted(world, stranger, shot):
    token, _share = world.share(world.lune, shot[0], grants=("planning", "planning.places"))
    page = stranger.client.get(address(token))
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "Les Marées" in text and "Criée de Saint-Malo" in text
    assert "7h15" not in text and "secret" not in text and "Autre film" not in text


def test_unknown_expired_and_revoked_are_one_and_the_same_page(app, world, stranger, shot, monkeypatch):
    gone, share = world.share(world.lune, shot[0])
    over, _old = world.share(world.lune, shot[0], ends_on=date(2026, 12, 1))
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(share.public_id))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 5, tzinfo=clock.PARIS))
    answers = {
        (
            page.status_code,
            page.data,
            tuple(sorted((k, v) for k, v in page.headers if k not in ("Set-Cookie", "X-Request-Id"))),
        )
        for page in (stranger.client.get(address(token)) for token in ("unknown", gone, over, "é" * 43))
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.fixture
def as_share(app, connection, world, shot):
    """Ask as the role of links, inside one link."""
    from webapp.core.db import First

    token, _share = world.share(world.lune, shot[0], grants=("planning", "planning.places"))
    first = First("SELECT enter_share(%s, %s)", (digest_of(token), clock.now()))

    def ask(query, shared=first):
        session = app.extensions["database"].open(read_only=True, first=shared, shared=True)
        try:
            with session.begin_nested():
                return [tuple(row) for row in session.connection().exec_driver_sql(query)]
        finally:
            session.close()

    return ask


def test_the_role_of_links_reads_the_rows_of_its_link_and_no_other(as_share):
    assert len(as_share("SELECT title FROM productions")) == 1
    assert len(as_share("SELECT day_on FROM production_days")) == 1
    assert as_share("SELECT name FROM places") == [("Criée de Saint-Malo",)]
    assert as_share("SELECT id FROM crew_members") == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT notes FROM production_days",
        "SELECT * FROM productions",
        "SELECT id FROM engagements",
        "SELECT payload FROM links",
        "SELECT phone FROM contacts",
        "SELECT id FROM accounts",
        "UPDATE production_days SET unit = 2",
        "DELETE FROM shares",
        "SELECT name FROM workspaces",
        "SELECT resolve_link('a', 'share', now())",
    ],
)
def test_the_role_of_links_can_neither_write_nor_read_an_unlisted_column(as_share, query):
    with pytest.raises(DBAPIError, match=r"permission denied|read-only"):
        as_share(query)


def test_another_workspace_cannot_be_named(as_share, world):
    from webapp.core.db import First

    forged = First(
        "SELECT set_config('app.workspace_id', %s, true), set_config('app.share', 'x', true)",
        (str(world.soleil.id),),
    )
    assert as_share("SELECT title FROM productions", forged) == []
