"""What opens a link, to the second, and the one page of all that do not."""

import re
from datetime import date, datetime

import pytest

from webapp.core import clock
from webapp.productions.models import Production
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


@pytest.mark.parametrize(
    ("last_day", "opens", "closes"),
    [
        # Two hours of UTC in summer, one in winter; the night of the change is the longest or the shortest.
        (date(2027, 3, 27), "2027-03-27T22:59:59+00:00", "2027-03-27T23:00:00+00:00"),
        (date(2027, 3, 28), "2027-03-28T21:59:59+00:00", "2027-03-28T22:00:00+00:00"),
        (date(2027, 10, 30), "2027-10-30T21:59:59+00:00", "2027-10-30T22:00:00+00:00"),
        (date(2027, 10, 31), "2027-10-31T22:59:59.999999+00:00", "2027-10-31T23:00:00+00:00"),
        (date(2028, 2, 29), "2028-02-29T22:59:59+00:00", "2028-02-29T23:00:00+00:00"),
    ],
)
def test_a_link_opens_until_its_last_day_ends_in_paris(
    world, stranger, shot, monkeypatch, last_day, opens, closes
):
    token, _share = world.share(world.lune, shot[0], ends_on=last_day)
    for instant, status in ((opens, 200), (closes, 404)):
        monkeypatch.setattr(clock, "now", lambda now=instant: datetime.fromisoformat(now))
        assert stranger.client.get(address(token)).status_code == status, instant


def test_a_page_takes_four_statements_with_the_note_of_its_visit(world, stranger, shot, statements):
    token, _share = world.share(world.lune, shot[0])
    statements.clear()
    agent = {
        "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1"
    }
    assert stranger.client.get(address(token), headers=agent).status_code == 200
    assert len(statements) + 1 == 4, statements  # the job is given to the driver itself


def test_a_production_that_was_deleted_is_shown_no_more(world, stranger, shot):
    token, _share = world.share(world.lune, *shot)
    with world.inside(world.lune) as session:
        session.get(Production, (world.lune.id, shot[0].id)).deleted_at = clock.now()
    page = stranger.client.get(address(token)).get_data(as_text=True)
    assert "Autre film" in page and "Les Marées" not in page
    with world.inside(world.lune) as session:
        session.get(Production, (world.lune.id, shot[1].id)).deleted_at = clock.now()
    closed = stranger.client.get("/s/unknown").data
    for ending in (
        "",
        "/pdf",
        "/code",
        "/agenda.ics",
        "/quotes/x",
        "/files/planning/x/y",
        "/answers/planning/x/y",
    ):
        page = stranger.client.get(address(token) + ending)
        assert (page.status_code, page.data) == (404, closed), ending


def test_an_answer_is_taken_under_https_from_a_page_that_tells_no_referrer(app, world, stranger, shot, peek):
    """Its token is enough, and is needed."""
    app.config["WTF_CSRF_ENABLED"] = True
    token, _share = world.share(world.lune, shot[0])
    day = world.day(world.lune, shot[0], date(2027, 1, 4))
    there, https = f"/s/{token}/answers/planning/{shot[0].public_id}/{day.public_id}", "https://localhost"
    page = stranger.client.get(there, base_url=https)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
    for sent, status in (({}, 400), ({"csrf_token": csrf}, 303)):
        answer = stranger.client.post(
            there, base_url=https, data={"kind": "confirmed", "name": "Marc Delcourt", **sent}
        )
        assert answer.status_code == status
    assert peek("SELECT count(*) FROM share_replies") == [(1,)]
