"""Two merges of the same cards at the same moment: one is done, the other is told; nothing is lost between them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.between import real_app
from tests.make import World
from webapp.contacts.merging import actions
from webapp.contacts.merging.models import Merge
from webapp.contacts.models import Contact
from webapp.domain.refusals import Refused
from webapp.engagements.models import Engagement

WAIT = 60


@pytest.fixture
def live(settings: Any, addresses: Any, _engine: Any) -> Iterator[Flask]:
    with real_app(settings, addresses, _engine) as app:
        yield app


def at_once(world: World, *pairs: tuple[Contact, Contact]) -> list[bool]:
    together = Barrier(len(pairs))

    def run(kept: Contact, gone: Contact) -> bool:
        try:
            with world.inside(world.lune) as session:
                session.scalar(select(func.count(Contact.id)))  # a connection of its own
                together.wait(WAIT)
                actions.merge(kept.public_id, gone.public_id, {}, "Camille Roussel")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(len(pairs)) as pool:
        return sorted(pool.map(lambda pair: run(*pair), pairs))


def test_one_pair_from_both_ends_and_one_card_into_two(live: Flask):
    world = World(live)
    one, other, third = (world.company(world.lune, f"Films du Ponant {rank}") for rank in range(3))
    for company in (one, other, third):
        world.engagement(world.lune, company)
    assert at_once(world, (one, other), (other, one), (one, other)) == [False, False, True]
    with world.inside(world.lune) as session:
        done = session.scalars(select(Merge)).one()
        assert session.scalar(select(func.count()).where(Engagement.employer_id == done.kept_id)) == 2
        actions.undo(done.public_id, "Camille Roussel")
    assert at_once(world, (one, third), (other, third), (third, one)).count(True) in (1, 2)
    with world.inside(world.lune) as session:
        there = select(Contact.id).where(Contact.deleted_at.is_(None))
        assert session.scalar(select(func.count()).where(Engagement.employer_id.in_(there))) == 3
