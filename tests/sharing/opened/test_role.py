"""What the role that reads for links can see of the database, asked in SQL as that role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tests.sharing.answers.make import replied
from tests.sharing.planted import PLANTED, chosen, validated
from webapp.core import clock
from webapp.core.databases import SHARE
from webapp.core.db import First
from webapp.core.links import digest_of
from webapp.sharing import actions
from webapp.sharing.calendars.models import ShareCalendar
from webapp.sharing.queries import share_or_404
from webapp.sharing.sections import PARTS

EVERY = sorted(PARTS | {"crew", "crew.names"})
ENTER = "SELECT enter_share(%s, %s)"


@pytest.fixture
def ask(app) -> Callable[..., list[tuple[Any, ...]]]:
    """Ask as the role of links, after a first statement of its own."""

    def asked(query: str, first: First) -> list[tuple[Any, ...]]:
        session = app.extensions["database"].open(read_only=True, first=first, shared=True)
        try:
            with session.begin_nested():
                return [tuple(row) for row in session.connection().exec_driver_sql(query)]
        finally:
            session.close()

    return asked


@pytest.fixture
def full(world):
    """Two productions and another workspace, each with a row of everything a link may show."""
    shown, aside = world.production(world.lune), world.production(world.lune, "Autre film")
    other = world.production(world.soleil, "Soleil noir")
    for place, production in ((world.lune, shown), (world.lune, aside), (world.soleil, other)):
        world.add(place, validated(production))
        world.crew(place, production)
        for plant in PLANTED.values():
            plant(world, place, production)
    return shown, aside, other


def through(token: str) -> First:
    return First(ENTER, (digest_of(token), clock.now()))


def readable(connection) -> dict[str, list[str]]:
    """The columns that were granted, by table."""
    found: dict[str, list[str]] = {}
    rows = connection.exec_driver_sql(
        "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
        f" WHERE grantee = '{SHARE}' AND table_schema = 'public'"
    )
    for table, column, privilege in rows:
        assert privilege == "SELECT", f"{SHARE} may {privilege} {table}"
        found.setdefault(table, []).append(column)
    return found


def as_superuser(connection) -> Any:
    connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
    return connection


def test_each_table_it_may_read_is_narrowed_to_its_link(connection):
    narrowed = set(
        as_superuser(connection)
        .exec_driver_sql("SELECT tablename FROM pg_policies WHERE policyname = tablename || '_shared'")
        .scalars()
    )
    assert set(readable(connection)) == narrowed
    owned = connection.exec_driver_sql(
        "SELECT count(*) FROM information_schema.table_privileges"
        f" WHERE grantee = '{SHARE}' AND table_schema = 'public'"
    ).scalar()
    assert owned == 0, "a right over a whole table, columns to come included"


def test_it_borrows_the_rights_of_the_owner_in_these_functions_alone(connection):
    """Each finds its tables whatever the caller puts before them; another one, left open to all, is seen here."""
    rows = as_superuser(connection).exec_driver_sql(
        "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        f" AND has_function_privilege('{SHARE}', oid, 'EXECUTE')"
    )
    found = dict(tuple(row) for row in rows)
    assert set(found) == {
        "enter_share", "shared", "shared_link", "shared_documents", "shared_quotes", "shared_quote_paper",
        "shared_offer", "shared_invoices", "shared_invoice_paper",
    }  # fmt: skip
    assert {tuple(settings) for settings in found.values()} == {("search_path=public, pg_temp",)}


def test_it_reads_the_rows_of_its_link_and_no_other(ask, world, full, connection):
    """Every table, each granted column at once: rows of one production out of three."""
    papers = tuple(chosen(world, world.lune))
    token, share = world.share(world.lune, full[0], grants=EVERY, documents=papers)
    aside, beside = (
        world.share(world.lune, one, grants=EVERY, documents=papers)[1] for one in (full[1], full[0])
    )
    for answered, production in ((share, full[0]), (aside, full[1]), (beside, full[0])):
        replied(world, world.lune, answered, production)
        world.add(world.lune, ShareCalendar(share_id=answered.id, changed_at=clock.now()))
    tables = readable(as_superuser(connection))
    for table, columns in tables.items():
        rows = ask(f"SELECT {', '.join(columns)} FROM {table}", through(token))
        said = repr(rows)
        assert rows, table
        assert str(full[1].id) not in said and str(full[2].id) not in said, table
        assert {row[columns.index("workspace_id")] for row in rows} == {world.lune.id}, table
    assert ask("SELECT name FROM shares", through(token)) == [(share.name,)]
    assert ask("SELECT share_id FROM share_replies", through(token)) == [(share.id,)]


def test_without_a_grant_its_rows_are_not_there(ask, world, full, connection):
    token, share = world.share(world.lune, full[0], grants=())
    replied(world, world.lune, share, full[0])
    framing = {"shares", "situations", "productions", "phases", "contacts"}
    for table in set(readable(as_superuser(connection))) - framing:
        assert ask(f"SELECT workspace_id FROM {table}", through(token)) == [], table


@pytest.mark.parametrize(
    "query",
    [
        "SELECT notes FROM production_days",
        "SELECT * FROM productions",
        "SELECT phone FROM contacts",
        "SELECT notes FROM crew_members",
        "SELECT id FROM engagements",
        "SELECT id FROM pay_periods",
        "SELECT sealed FROM private_sheets",
        "SELECT words FROM share_replies",
        "SELECT payload FROM links",
        "SELECT email FROM accounts",
        "SELECT name FROM workspaces",
        "SELECT resolve_link('a', 'share', now())",
        "SELECT find_workspace('lune')",
        "UPDATE production_days SET unit = 2",
        "INSERT INTO share_replies (id) VALUES (gen_random_uuid())",
        "DELETE FROM shares",
        "CREATE TABLE mine (id int)",
        "SELECT set_config('session_authorization', 'raccord_owner', true)",
    ],
)
def test_it_can_neither_write_nor_read_what_was_not_named(ask, world, full, query, addresses):
    """As itself, on a connection of its own: nothing lets it become another."""
    import psycopg
    from sqlalchemy.engine import make_url

    url = make_url(addresses.share).set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as conn, pytest.raises(psycopg.Error, match=r"permission denied"):
        conn.execute(query)


def test_the_request_that_reads_as_it_is_read_only(ask, world, full):
    token, _share = world.share(world.lune, full[0])
    assert ask("SELECT current_user::text, current_setting('transaction_read_only')", through(token)) == [
        (SHARE, "on")
    ]


def test_naming_another_workspace_or_another_link_opens_nothing(ask, world, full):
    forged = "SELECT set_config('app.workspace_id', %s, true), set_config('app.share', %s, true)"
    for digest in ("", "x", "' OR true --"):
        assert ask("SELECT title FROM productions", First(forged, (str(world.soleil.id), digest))) == []
    token, _share = world.share(world.lune, full[0])
    elsewhere = First(forged, (str(world.soleil.id), digest_of(token)))
    assert ask("SELECT title FROM productions", elsewhere) == []


def test_what_was_revoked_or_is_over_opens_nothing_even_in_sql(ask, world, full):
    token, share = world.share(world.lune, full[0])
    over = First(ENTER, (digest_of(token), clock.now() + timedelta(days=40)))
    with pytest.raises(DBAPIError, match="invalid input syntax"):  # no workspace: an error, as elsewhere
        ask("SELECT title FROM productions", over)
    with world.inside(world.lune):
        actions.revoke_share(share_or_404(share.public_id))
    named = "SELECT set_config('app.workspace_id', %s, true), set_config('app.share', %s, true)"
    revoked = First(named, (str(world.lune.id), digest_of(token)))
    assert ask("SELECT title FROM productions", revoked) == []
