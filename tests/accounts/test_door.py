"""The door between two transactions: when a session was last seen, and two sign-ups at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.accounts.test_views import SIGN_UP
from tests.between import real_app
from tests.browse import Browser
from tests.make import Place, World
from webapp.accounts.models import Account, SignIn
from webapp.core import clock
from webapp.core.db import First


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


def seen(app, place: Place):
    first = First("SELECT set_config('app.user_id', %s, true)", (str(place.account_id),))
    with app.extensions["database"].transaction(first, read_only=True) as session:
        return session.scalar(select(SignIn.seen_at).where(SignIn.account_id == place.account_id))


def test_a_session_is_seen_once_an_hour_by_pages_that_only_read(live):
    world = World(live)
    browser = Browser(live, world.lune)
    first = seen(live, world.lune)
    browser.get("workspaces.index")
    assert seen(live, world.lune) == first
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        browser.get("workspaces.index")
        assert seen(live, world.lune) == clock.now()
        later = seen(live, world.lune)
    with time_machine.travel(clock.now() + timedelta(minutes=90), tick=False):
        browser.get("workspaces.index")
    assert seen(live, world.lune) == later
    assert seen(live, world.soleil) < later


def test_two_sign_ups_at_once_make_one_account_and_answer_alike(live):
    browsers = [Browser(live, None) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda browser: browser.post("accounts.sign_up", SIGN_UP), browsers))
    assert {answer.headers["Location"] for answer in answers} == {"/confirm"}
    with live.extensions["database"].transaction(read_only=True) as session:
        assert session.scalars(select(Account.email)).all() == ["aicha@exemple.fr"]
