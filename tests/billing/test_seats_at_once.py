"""Two invitations accepted at once, two uses of Pro at once: on connections of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.between import real_app
from tests.make import World
from webapp.billing import actions, queries
from webapp.core import clock
from webapp.core.db import db, finish
from webapp.core.links import make_link, open_link
from webapp.domain.permissions import Role
from webapp.domain.refusals import Refused
from webapp.workspaces import actions as spaces
from webapp.workspaces.models import Membership
from webapp.workspaces.queries import INVITATION

WAIT = 60


@pytest.fixture
def live(settings: Any, addresses: Any, _engine: Any) -> Iterator[Flask]:
    sold = replace(settings, stripe_secret_key="sk_test_of_nobody", stripe_webhook_secret="whsec_x")
    with real_app(sold, addresses, _engine) as app:
        yield app


def together(count: int, act: Any) -> list[Any]:
    wall = Barrier(count)

    def one(rank: int) -> Any:
        return act(rank, lambda: wall.wait(WAIT))

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_trial_begins_once_whoever_begins_it(live: Flask):
    world = World(live)

    def begin(_rank: int, meet: Any) -> Any:
        with world.inside(world.lune):
            db().scalar(select(1))
            meet()
            return actions.begin_trial()

    assert len(set(together(6, begin))) == 1
    with world.inside(world.soleil):
        assert queries.subscription() is None


def test_the_last_moment_of_the_trial_lets_in_nobody_afterwards(live: Flask):
    """Each asks again under the lock: what the trial allowed when they were invited is over for all of them."""
    world = World(live)
    people = [world.account(f"p{rank}@exemple.fr")[0] for rank in range(4)]
    with world.inside(world.lune):
        actions.begin_trial()
        tokens = [
            make_link(
                INVITATION, lasts=timedelta(days=1), workspace_id=world.lune.id,
                payload={"email": f"p{rank}@exemple.fr", "role": "editor", "by": str(world.lune.account_id), "inviter": "C"},
            )[0]
            for rank in range(4)
        ]  # fmt: skip

    def accept(rank: int, meet: Any) -> str:
        with live.test_request_context():
            opened = open_link(INVITATION, tokens[rank])
            meet()
            try:
                spaces.accept(opened, people[rank], name=f"p{rank}")
            except Refused:
                finish(keep=False)
                return "refused"
            finish(keep=True)
            return "in"

    def ends_first(rank: int, meet: Any) -> str:
        if rank < 4:
            return accept(rank, meet)
        with world.inside(world.lune):
            queries.subscription().trial_ends_at = clock.now() - timedelta(seconds=1)
        meet()
        return "over"

    told = together(5, ends_first)
    assert told == ["refused"] * 4 + ["over"]
    with world.inside(world.lune) as session:
        assert (
            session.scalar(
                select(func.count()).where(
                    Membership.workspace_id == world.lune.id, Membership.role != Role.OWNER
                )
            )
            == 0
        )
