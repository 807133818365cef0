"""What the host asks: does the process answer, and can it serve?"""

import pytest


def test_a_process_that_answers_is_alive(stranger, statements):
    answer = stranger.client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert statements == []


@pytest.mark.parametrize(
    ("seconds", "worker", "status"), [(None, "silent", 503), (10, "ok", 200), (300, "silent", 503)]
)
def test_ready_tells_the_database_the_schema_and_the_worker(stranger, as_superuser, seconds, worker, status):
    as_superuser("DELETE FROM procrastinate_workers")
    if seconds is not None:
        as_superuser(
            f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '{seconds} seconds')"
        )
    answer = stranger.client.get("/readyz")
    assert answer.json == {"database": "ok", "migrations": "ok", "worker": worker}
    assert answer.status_code == status


def test_an_older_schema_is_not_ready(stranger, as_superuser):
    as_superuser("UPDATE alembic_version SET version_num = '0000'")
    answer = stranger.client.get("/readyz")
    assert (answer.status_code, answer.json["migrations"]) == (503, "behind")
