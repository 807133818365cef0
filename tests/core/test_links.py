"""Links without an account: only a digest is kept, and one answer for all that do not open."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from werkzeug.exceptions import TooManyRequests

from tests.make import World
from webapp.contacts.models import Contact
from webapp.core import clock, links
from webapp.core.db import db, finish
from webapp.core.links import Link, LinkClosed, make_link, open_link, revoke_links, use_link
from webapp.core.tenancy import NoWorkspace, act_as

HOUR = timedelta(hours=1)


@pytest.fixture
def inside(app, world: World):
    with world.inside(world.lune):
        yield world.lune


def test_a_link_opens_for_its_purpose_alone(inside):
    token, _link = make_link("share", lasts=HOUR, workspace_id=inside.id, payload={"a": 1})
    assert len(token) >= 43  # 256 bits
    opened = open_link("share", token)
    assert (opened.workspace_id, opened.payload) == (inside.id, {"a": 1})
    with pytest.raises(LinkClosed):
        open_link("reset", token)


def test_the_token_is_told_once_and_only_its_digest_is_kept(inside):
    token, _link = make_link("share", lasts=HOUR, workspace_id=inside.id)
    kept = db().execute(select(Link.digest, Link.payload)).one()
    assert token not in str(kept)
    assert kept.digest == links.digest_of(token)


def test_unknown_expired_used_and_revoked_all_end_the_same(inside):
    def fresh() -> tuple[str, Link]:
        return make_link("share", lasts=HOUR, workspace_id=inside.id)

    expired, _ = fresh()
    used, _ = fresh()
    use_link(open_link("share", used))
    revoked, link = fresh()
    revoke_links("share", link_id=link.id)
    with time_machine.travel(clock.now() + HOUR, tick=False), pytest.raises(LinkClosed) as late:
        open_link("share", expired)
    ends = [late.value]
    for token in ("nothing", used, revoked):
        with pytest.raises(LinkClosed) as ended:
            open_link("share", token)
        ends.append(ended.value)
    assert len({(type(end), end.code, end.description) for end in ends}) == 1


def test_a_link_lives_until_its_very_second(inside):
    with time_machine.travel(clock.now(), tick=False) as travel:
        token, _link = make_link("share", lasts=HOUR, workspace_id=inside.id)
        travel.shift(HOUR - timedelta(seconds=1))
        assert open_link("share", token)
        travel.shift(timedelta(seconds=1))
        with pytest.raises(LinkClosed):
            open_link("share", token)


def test_a_link_that_serves_once_serves_once(inside):
    token, _link = make_link("invite", lasts=HOUR, workspace_id=inside.id)
    opened = open_link("invite", token)
    use_link(opened)
    with pytest.raises(LinkClosed):
        use_link(opened)


def test_another_workspace_neither_lists_nor_revokes_it(world: World):
    with world.inside(world.lune):
        token, link = make_link("share", lasts=HOUR, workspace_id=world.lune.id)
    with world.inside(world.soleil) as session:
        assert session.scalars(select(Link)).all() == []
        revoke_links("share", link_id=link.id)
    with world.inside(world.lune):
        assert open_link("share", token)


def test_guesses_are_counted_and_stopped(inside):
    for _ in range(links.GUESSES.times):
        with pytest.raises(LinkClosed):
            open_link("share", "a guess")
    with pytest.raises(TooManyRequests):
        open_link("share", "a guess")


def test_every_link_that_does_not_open_has_the_same_page(app, world: World):
    with world.inside(world.lune) as session:
        act_as(session, person=world.lune.account_id)

        def fresh(**lasts) -> tuple[str, Link]:
            return make_link("reset", lasts=timedelta(**lasts), account_id=world.lune.account_id,
                             payload={"email": world.lune.email})  # fmt: skip

        expired, _ = fresh(seconds=0)
        used, _ = fresh(hours=1)
        use_link(open_link("reset", used))
        revoked, link = fresh(hours=1)
        revoke_links("reset", link_id=link.id)
        moved, _ = make_link(
            "reset", lasts=HOUR, account_id=world.lune.account_id, payload={"email": "before@exemple.fr"}
        )
    pages = [
        app.test_client().get(f"/password/{token}") for token in ("nothing", expired, used, revoked, moved)
    ]
    pages += [
        app.test_client().get(f"/{path}/nothing") for path in ("confirm", "invitations", "account/email")
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.data for page in pages}) == 1
    for said in ("Ce lien a déjà servi ou n’est plus valable.", 'href="/sign-in"', 'href="/password"'):
        assert said in pages[0].text


def test_entering_by_a_link_shows_its_workspace_alone_in_one_trip(app, world: World, statements: list[str]):
    with world.inside(world.lune):
        token, _link = make_link("ics", lasts=HOUR, workspace_id=world.lune.id)
    world.company(world.lune, "À moi")
    world.company(world.soleil, "À l’autre")
    with app.test_request_context():
        statements.clear()
        opened = links.enter_by_link("ics", token)
        assert len(statements) == 1
        assert opened.workspace_id == world.lune.id
        assert db().scalars(select(Contact.name)).all() == ["À moi"]
        finish(keep=False)


@pytest.mark.parametrize("purpose", ["share", "ics"])
def test_entering_by_a_link_that_does_not_open_enters_nowhere(app, world: World, purpose: str):
    with world.inside(world.lune):
        token, link = make_link("ics", lasts=HOUR, workspace_id=world.lune.id)
        if purpose == "ics":
            revoke_links("ics", link_id=link.id)
    with app.test_request_context():
        with pytest.raises(LinkClosed):
            links.enter_by_link(purpose, token)
        with pytest.raises(NoWorkspace):
            db().scalars(select(Contact.name)).all()
        finish(keep=False)


def test_a_link_told_again_has_the_token_that_the_secret_key_alone_finds(inside, app):
    token, link = make_link("share", lasts=HOUR, workspace_id=inside.id, is_told_again=True)
    _other, another = make_link("share", lasts=HOUR, workspace_id=inside.id, is_told_again=True)
    assert links.token_of(link.id) == token != links.token_of(another.id)
    assert len(token) >= 43 and str(link.id) not in token
    assert open_link("share", token).workspace_id == inside.id
    kept = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another key of thirty-two bytes or more, surely"
    assert links.token_of(link.id) != token
    app.config["SECRET_KEY"] = kept
