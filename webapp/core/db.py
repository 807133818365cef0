"""One engine, one session a request, one commit at its end.

A request costs three trips: BEGIN together with the first statement (the door, `enter()`), the
page's own queries, COMMIT. GET runs in a read-only transaction and never commits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import psycopg
import psycopg._queries
from flask import Flask, current_app, g
from psycopg.pq import ExecStatus
from sqlalchemy import Connection, DateTime, Engine, MetaData, create_engine, event, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from webapp.core import tenancy, versions
from webapp.core.databases import SHARE, WEB, Databases

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


# The driver reads a statement's placeholders once and remembers them, unless it is long; our longest are of the
# pages asked most.
psycopg._queries.MAX_CACHED_STATEMENT_LENGTH = 32_768
psycopg._queries.MAX_CACHED_STATEMENT_PARAMS = 200


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class Instant(TypeDecorator[datetime]):
    """A UTC instant; refuses a datetime that does not say its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None


@dataclass
class First:
    """A statement sent together with BEGIN; its rows land in `rows`."""

    sql: str
    params: tuple[Any, ...] = ()
    rows: list[Any] = field(default_factory=list)


class Database:
    """The engines of the web and share roles, or in tests one connection whose transaction is rolled back."""

    def __init__(self, url: str = "", bind: Connection | None = None, *, share_url: str = ""):
        self.bind = bind
        self.engine: Engine | None = None if bind is not None else _engine(url)
        self._share_engine = _engine(share_url, size=5) if share_url else None
        self._sessions = sessionmaker(
            bind=bind if bind is not None else self.engine,
            join_transaction_mode="create_savepoint" if bind is not None else "conditional_savepoint",
            expire_on_commit=False,
        )
        tenancy.guard(self._sessions)
        versions.guard(self._sessions)

    def open(self, *, read_only: bool, first: First | None = None, shared: bool = False) -> Session:
        """`shared`: as the role of links, which reads and never writes."""
        session = self._shared() if shared else self._sessions()
        try:
            if self.bind is None:
                session.connection(execution_options={"first": first, "read_only": read_only or shared})
            else:
                _begin_inside(session, read_only or shared, first, SHARE if shared else WEB)
        except BaseException:
            session.close()
            raise
        return session

    def _shared(self) -> Session:
        if self.bind is None and self._share_engine is None:
            raise RuntimeError("no link opens without DATABASE_SHARE_URL")
        return self._sessions() if self.bind is not None else self._sessions(bind=self._share_engine)

    def dispose(self) -> None:
        """Close the connections that wait, of both roles."""
        for engine in (self.engine, self._share_engine):
            if engine is not None:
                engine.dispose()

    @contextmanager
    def transaction(self, first: First | None = None, *, read_only: bool = False) -> Iterator[Session]:
        """A unit of work of its own, for jobs, commands and what must outlive a refused request."""
        session = self.open(read_only=read_only, first=first)
        try:
            yield session
            session.commit()
        finally:
            session.close()


def init_app(app: Flask, addresses: Databases | None, bind: Connection | None) -> None:
    made = Database(addresses.web, share_url=addresses.share) if addresses else Database(bind=bind)
    app.extensions["database"] = made
    app.teardown_request(lambda _error: leave())


def database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def db() -> Session:
    """The session of this request, job or command."""
    session: Session | None = g.get("session")
    if session is None:
        session = g.session = database().open(read_only=g.get("read_only", False))
    return session


def open_with(first: First, *, shared: bool = False) -> Session:
    """Open this request's session with a first statement; `shared`: as the role of links, to read."""
    if "session" in g:
        raise RuntimeError("the session of this request is already open")
    g.session = database().open(read_only=g.get("read_only", False), first=first, shared=shared)
    return db()


def may_note() -> bool:
    """Let a page that is only read note that it was; False when the session is open already, to read only."""
    if "session" in g:
        return False
    g.read_only = False
    return True


def hold(*words: object) -> None:
    """One transaction at a time for these words, until its end: what is looked for, not found and made, is made once."""
    key = " ".join(map(str, words))
    db().execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def write_after_all() -> None:
    """A page was read, and its being read is to be noted: the rest of this request may write.

    What was loaded before is let go of: draw the page first.
    """
    leave()
    g.read_only = False


def finish(keep: bool) -> None:
    """End the unit of work: one commit, or nothing happened."""
    session: Session | None = g.get("session")
    if session is None:
        return
    if keep and not g.get("read_only", False):
        session.commit()
    else:
        session.rollback()


def leave() -> None:
    """Close the session of this request, job or command; what was not kept is undone."""
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.rollback()
        session.close()


def _engine(url: str, size: int = 10) -> Engine:
    engine = create_engine(
        url,
        # BEGIN is ours (below): the driver must not send its own.
        connect_args={"autocommit": True, "prepare_threshold": None, "connect_timeout": 10},
        use_native_hstore=False,
        hide_parameters=True,  # what people typed does not belong in the log of an error
        pool_size=size,
        max_overflow=size,
        pool_recycle=1800,
        pool_pre_ping=False,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    first: First | None = options.get("first")
    begin = "BEGIN READ ONLY" if options.get("read_only") else "BEGIN"
    # ClientCursor quotes on the client, so both statements leave in one message.
    cursor = psycopg.ClientCursor(cast(psycopg.Connection, connection.connection.driver_connection))
    try:
        if first is None:
            cursor.execute(begin)
            return
        cursor.execute(f"{begin}; {first.sql}", first.params)
        while cursor.nextset():
            pass
        first.rows = cursor.fetchall() if cursor.description else []
    except psycopg.OperationalError:
        # The server went away: neither this connection nor those that wait beside it are of use.
        connection.invalidate()
        connection.engine.dispose(close=False)
        raise


def _begin_inside(session: Session, read_only: bool, first: First | None, role: str) -> None:
    """Begin within the transaction of a test, leaving nothing of the request before."""
    connection = session.connection()
    say(
        connection,
        "SELECT set_config('app.user_id', '', true), set_config('app.workspace_id', '', true),"
        f" set_config('app.share', '', true), set_config('session_authorization', '{role}', true)",
    )
    if first is not None:
        # The driver's placeholders are those of `first`: psycopg's own, not SQLAlchemy's.
        first.rows = [tuple(row) for row in connection.exec_driver_sql(first.sql, first.params)]
    if read_only:
        say(connection, "SET LOCAL transaction_read_only = on")


def say(connection: Connection, sql: str) -> None:
    """Sent as it is, without what SQLAlchemy and the driver do of a statement and its rows: tests begin often."""
    wire = cast(psycopg.Connection, connection.connection.driver_connection).pgconn
    answer = wire.exec_(sql.encode())
    if answer.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        raise psycopg.errors.error_from_result(answer)
