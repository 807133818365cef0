"""The database goes away under a page: a sentence and a time to come back, then all is as before."""

import pytest

from tests.between import real_app
from tests.browse import Browser
from tests.make import World


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


@pytest.fixture
def cut(_engine):
    """What a failover does: every connection of the web role ends."""

    def end() -> None:
        with _engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE usename = 'raccord_web' AND datname = current_database()"
            )

    return end


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_a_lost_connection_is_said_once_then_replaced(live, cut, who):
    world = World(live)
    browser = Browser(live, world.lune if who == "member" else None)
    path = "/w/lune/engagements/" if who == "member" else "/readyz"
    well = browser.client.get(path).status_code
    cut()
    down = browser.client.get(path)
    assert down.status_code == 503
    assert down.headers["Retry-After"] == "30"
    assert "Raccord ne répond pas pour l’instant" in down.text
    assert "default-src 'none'" in down.headers["Content-Security-Policy"]
    assert browser.client.get(path).status_code == well
