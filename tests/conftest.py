"""Real PostgreSQL, one connection a test, as the web role under row-level security; rolled back at its end.

Two workspaces always exist: `lune` (the one asked) and `soleil` (the other), so a leak shows.
"""

import contextlib
import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import Connection, create_engine, event

from tests.browse import Browser
from tests.make import World
from webapp.app import create_app
from webapp.core import databases, migrations
from webapp.core.db import say
from webapp.core.postgres import Server
from webapp.core.settings import ROOT, Settings

CACHE = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute() / "tests"


@pytest.fixture(scope="session")
def server() -> Iterator[databases.Databases]:
    """Addresses on a throw-away server, or on DATABASE_URL's."""
    if url := os.environ.get("DATABASE_URL"):
        yield databases.derived(url.replace("postgres://", "postgresql+psycopg://", 1), CACHE)
        return
    from webapp.core.postgres import default_home

    running = Server(default_home(CACHE), throwaway=True).start()
    yield databases.embedded_databases(running, "postgres")
    running.stop()


@pytest.fixture(scope="session")
def addresses(server: databases.Databases) -> Iterator[databases.Databases]:
    with own_database(server) as found:
        yield found


@contextlib.contextmanager
def own_database(server: databases.Databases) -> Iterator[databases.Databases]:
    """A database of this run's own, copied from a template named by the migrations it holds."""
    template = f"t_{_fingerprint()}"
    name = f"w_{os.getpid()}_{secrets.token_hex(3)}"  # the journeys have theirs, beside the rooms'
    with _admin(server) as conn:
        conn.execute("SELECT pg_advisory_lock(hashtext('raccord tests'))")
        if not _exists(conn, template):
            _build_template(server, template, conn)
        _sweep(conn)
        conn.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        conn.execute(
            sql.SQL("ALTER DATABASE {} OWNER TO {}").format(
                sql.Identifier(name), sql.Identifier(databases.OWNER)
            )
        )
    yield _renamed(server, name)
    with _admin(server) as conn:
        conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def _engine(addresses: databases.Databases) -> Iterator[Any]:
    engine = create_engine(addresses.admin, connect_args={"prepare_threshold": None}, hide_parameters=True)
    _savepoints_are_cheap(engine.dialect)
    yield engine
    engine.dispose()


def _savepoints_are_cheap(dialect: Any) -> None:
    """Each page and each thing made has one: most of the statements of a test."""
    dialect.do_savepoint = lambda conn, name: say(conn, f"SAVEPOINT {name}")
    dialect.do_rollback_to_savepoint = lambda conn, name: say(conn, f"ROLLBACK TO SAVEPOINT {name}")
    dialect.do_release_savepoint = lambda conn, name: say(conn, f"RELEASE SAVEPOINT {name}")


@pytest.fixture
def connection(_engine: Any) -> Iterator[Connection]:
    """One transaction for the whole test, as the web role."""
    with _engine.connect() as conn:
        transaction = conn.begin()
        conn.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")
        yield conn
        transaction.rollback()


@pytest.fixture
def peek(connection: Connection) -> Callable[[str], list[Any]]:
    """Read, as superuser and in the same transaction, what the web role may not."""

    def look(query: str) -> list[Any]:
        connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
        try:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
        finally:
            connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")

    return look


@pytest.fixture
def as_superuser(connection: Connection) -> Callable[[str], None]:
    """Write, in the same transaction, what the web role may not."""

    def write(statement: str) -> None:
        connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")

    return write


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        environment="test",
        data_dir=tmp_path_factory.mktemp("data"),
        secret_key="a key for tests alone, of thirty-two bytes or more",
    )


@pytest.fixture(scope="session")
def _app(settings: Settings) -> Flask:
    """One app for all tests: making it is slow, and it holds no state but its database."""
    app = create_app(settings, bind=_Placeholder())  # type: ignore[arg-type]
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    return app


@pytest.fixture
def app(_app: Flask, connection: Connection) -> Flask:
    from webapp.core import jobs, throttle
    from webapp.core.db import Database

    jobs.init_app(_app)
    _app.extensions["database"] = Database(bind=connection)
    throttle.init_app(_app, _app.extensions["database"])
    _app.config["WTF_CSRF_ENABLED"] = False
    return _app


@pytest.fixture
def world(app: Flask) -> World:
    """Two workspaces with an owner each, and what is needed to fill them."""
    return World(app)


@pytest.fixture
def browse(app: Flask, world: World) -> Browser:
    """The owner of `lune`, signed in; every page opened is checked."""
    return Browser(app, world.lune)


@pytest.fixture
def stranger(app: Flask, world: World) -> Browser:
    """Nobody signed in."""
    return Browser(app, None)


@pytest.fixture
def other(app: Flask, world: World) -> Browser:
    """The owner of `soleil`."""
    return Browser(app, world.soleil)


@pytest.fixture
def statements(connection: Connection) -> Iterator[list[str]]:
    """Every statement sent by the pages opened meanwhile, the door included."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "SET LOCAL")) and (
            "set_config('app.user_id', '', true)" not in statement
        ):
            sent.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests speak to this machine alone."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


class _Placeholder:
    """Stands for the connection that each test brings."""


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "migrations").rglob("*.py")):
        digest.update(path.read_bytes())
    digest.update((ROOT / "webapp/core/databases.py").read_bytes())
    return digest.hexdigest()[:16]


def _build_template(server: databases.Databases, template: str, conn: psycopg.Connection) -> None:
    there = _renamed(server, template)
    try:
        databases.prepare(there)
        migrations.upgrade(there.owner)
    except BaseException:
        conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(template)))
        raise
    conn.execute(
        sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(sql.Identifier(template))
    )


def _sweep(conn: psycopg.Connection) -> None:
    """Drop what killed runs left."""
    for (name,) in conn.execute("SELECT datname FROM pg_database WHERE datname LIKE 'w\\_%'").fetchall():
        pid = name.removeprefix("w_").split("_")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            with contextlib.suppress(psycopg.Error):
                conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(conn: psycopg.Connection, name: str) -> bool:
    return conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _admin(server: databases.Databases) -> psycopg.Connection:
    from sqlalchemy.engine import make_url

    url = make_url(server.admin).set(drivername="postgresql", database="postgres")
    return psycopg.connect(url.render_as_string(False), autocommit=True)


def _renamed(server: databases.Databases, name: str) -> databases.Databases:
    from sqlalchemy.engine import make_url

    return databases.Databases(
        **{
            field: make_url(getattr(server, field)).set(database=name).render_as_string(False)
            for field in ("web", "owner", "jobs", "share", "admin")
        }
    )
