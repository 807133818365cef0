"""A line says which request, workspace and person, never who they are or what they typed."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.make import World
from webapp.accounts.models import Account
from webapp.core import logs
from webapp.core.db import Database

MAIL = "inès.kadri@exemple.fr"


@pytest.fixture(params=[logs.Lines, logs.Words], ids=["production", "development"])
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(request.param())
    logger = logging.getLogger("raccord")
    logger.addHandler(handler)
    yield said
    logger.removeHandler(handler)


def test_a_request_is_told_by_its_ids(browse, world: World, lines):
    browse.get("engagements.index", q=MAIL)
    said = lines.getvalue()
    for known in ("engagements.index", "200", str(world.lune.id), str(world.lune.account_id)):
        assert known in said
    for kept_out in (MAIL, "exemple.fr", "Camille", "Roussel", "lune"):
        assert kept_out not in said


def test_a_line_for_the_host_is_json(browse):
    record = logging.makeLogRecord({"name": "raccord", "msg": "request", "levelno": 20, "levelname": "INFO"})
    line = json.loads(logs.Lines().format(record))
    assert (line["level"], line["message"]) == ("info", "request")


def test_the_token_of_a_link_is_not_written(stranger, lines):
    stranger.client.get("/password/abcdefghijklmnopqrstuvwxyz-secret")
    assert "secret" not in lines.getvalue()
    assert "accounts.reset" in lines.getvalue()


def test_a_failed_statement_keeps_what_was_typed_to_itself(addresses):
    database = Database(addresses.web)
    session = database.open(read_only=True)
    with pytest.raises(DBAPIError) as failed:
        session.execute(select(Account.id).where(Account.email == MAIL, Account.id == "not an id"))
    assert MAIL not in str(failed.value)
    session.close()
    database.engine.dispose()


def test_the_row_postgresql_quotes_is_left_out(app, world: World, lines):
    with pytest.raises(IntegrityError) as refused:
        world.account(world.lune.email)
    assert world.lune.email in str(refused.value.orig)
    logging.getLogger("raccord.errors").error("unexpected", exc_info=refused.value)
    assert "IntegrityError" in lines.getvalue()
    assert world.lune.email not in lines.getvalue()
