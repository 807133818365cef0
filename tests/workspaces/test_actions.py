"""What two people do at the same time."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select

from tests.between import real_app
from tests.browse import Browser
from tests.make import World
from webapp.core.links import make_link
from webapp.domain.permissions import Role
from webapp.workspaces.actions import INVITATION_LASTS, remove
from webapp.workspaces.models import Membership
from webapp.workspaces.queries import INVITATION


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


def roles(world: World) -> list[Role]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Membership.role).where(Membership.workspace_id == world.lune.id)))


def test_two_owners_who_leave_at_once_do_not_leave_a_space_without_one(live):
    world = World(live)
    odile = world.member(world.lune, "odile@exemple.fr", Role.OWNER)
    camille = Browser(live, world.lune)
    with ThreadPoolExecutor(1) as pool:
        with world.inside(world.lune):
            remove(world.lune.id, odile.account_id)
            answer = pool.submit(camille.client.post, "/w/lune/members/leaving", data={"confirmed": "y"})
            # Long enough for a request that does not wait to end while this one is not yet committed.
            wait([answer], timeout=0.7)
            assert not answer.done()
        assert answer.result().status_code == 422
    assert roles(world) == ["owner"]


def test_two_who_open_one_invitation_at_once_are_let_in_once(live):
    world = World(live)
    with world.inside(world.lune):
        payload = {
            "email": "x@exemple.fr",
            "role": "viewer",
            "by": str(world.lune.account_id),
            "inviter": "Camille Roussel",
        }
        token, _link = make_link(
            INVITATION, lasts=INVITATION_LASTS, workspace_id=world.lune.id, payload=payload
        )
    places = [world.soleil, world.workspace("mars", "Jean Petit")]

    def accept(place):
        return Browser(live, place).client.post(f"/invitations/{token}", data={"name": "Moi"}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, places)) == [303, 404]
    assert len(roles(world)) == 2


def test_one_person_who_opens_two_invitations_at_once_is_let_in_once(live):
    world = World(live)
    tokens = []
    for role in ("viewer", "editor"):
        with world.inside(world.lune):
            payload = {
                "email": "x@exemple.fr",
                "role": role,
                "by": str(world.lune.account_id),
                "inviter": "C",
            }
            tokens.append(
                make_link(INVITATION, lasts=INVITATION_LASTS, workspace_id=world.lune.id, payload=payload)[0]
            )

    def accept(token):
        return (
            Browser(live, world.soleil).client.post(f"/invitations/{token}", data={"name": "Moi"}).status_code
        )

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(accept, tokens)) == [303, 303]
    assert len(roles(world)) == 2
