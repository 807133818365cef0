"""Tries counted in PostgreSQL, for all processes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from webapp.core.db import Database
from webapp.core.throttle import PostgresStorage


@pytest.fixture
def limiter(addresses):
    database = Database(addresses.web)
    storage = PostgresStorage(database)
    yield FixedWindowRateLimiter(storage)
    storage.reset()
    database.engine.dispose()


def test_past_the_limit_tries_are_refused_and_others_go_on(limiter):
    limit = RateLimitItemPerMinute(3)
    assert [limiter.hit(limit, "a") for _ in range(5)] == [True, True, True, False, False]
    assert limiter.hit(limit, "b")


def test_forgiven_tries_start_anew(limiter):
    limit = RateLimitItemPerMinute(1)
    assert limiter.hit(limit, "a")
    assert not limiter.test(limit, "a")
    limiter.clear(limit, "a")
    assert limiter.hit(limit, "a")


def test_tries_at_the_same_time_are_all_counted(limiter):
    limit = RateLimitItemPerMinute(10)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _n: limiter.hit(limit, "a"), range(40))) == 10


def test_only_a_digest_of_the_key_is_kept(limiter, addresses):
    limiter.hit(RateLimitItemPerMinute(3), "camille@exemple.fr")
    with limiter.storage.database.transaction(read_only=True) as session:
        keys = session.connection().exec_driver_sql("SELECT key FROM throttle_counts").scalars().all()
    assert keys and all("camille" not in key and len(key) == 64 for key in keys)
