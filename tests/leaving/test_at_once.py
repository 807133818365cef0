"""Leaving while somebody else works, or leaves too: nothing issued goes without its archive."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from flask import Flask, g
from sqlalchemy import func, select

from tests.between import real_app
from tests.make import Place, World
from webapp.core import db
from webapp.core.tenancy import act_as
from webapp.domain.permissions import Role
from webapp.domain.refusals import Refused
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import Invoice
from webapp.leaving.actions import leave, prepare_archive

A_MOMENT = 0.5


@pytest.fixture
def world(settings: Any, addresses: Any, _engine: Any) -> Iterator[World]:
    with real_app(settings, addresses, _engine) as app:
        yield World(app)


def as_person(
    app: Flask, place: Place, does: Callable[[], Any], pause: Callable[[], Any] = lambda: None
) -> None:
    """A request of theirs; `pause` before it is kept."""
    with app.test_request_context():
        g.read_only = False
        act_as(db.db(), person=place.account_id)
        does()
        pause()
        db.finish(keep=True)


def refusal(app: Flask, place: Place) -> str:
    try:
        as_person(app, place, lambda: leave(place.account_id))
    except Refused as refused:
        return str(refused.sentence)
    return ""


def test_what_is_being_issued_is_waited_for(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    world.invoice(world.lune, client)
    draft = world.draft(world.lune, client)
    as_person(world.app, world.lune, lambda: prepare_archive(world.lune.account_id))
    with ThreadPoolExecutor(1) as pool:
        with world.inside(world.lune):
            issue(draft.public_id, date(2026, 12, 31))
            waiting = pool.submit(refusal, world.app, world.lune)
            time.sleep(A_MOMENT)
        assert "Préparez d’abord l’archive" in waiting.result(30)
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Invoice.id))) == 2


def test_of_two_owners_who_leave_at_once_the_last_takes_the_archive(world: World):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    odile = world.member(world.lune, "odile@exemple.fr", Role.OWNER)
    with ThreadPoolExecutor(1) as pool:
        found = []

        def meanwhile() -> None:
            found.append(pool.submit(refusal, world.app, odile))
            time.sleep(A_MOMENT)

        as_person(world.app, world.lune, lambda: leave(world.lune.account_id), meanwhile)
        assert "Préparez d’abord l’archive" in found[0].result(30)
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Invoice.id))) == 1
