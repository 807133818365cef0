"""Which database, as which role: the five roles, how they are made, and who may start.

owner migrates and owns the tables; web serves requests and can neither own tables nor bypass
row-level security; jobs runs the queue; share reads what one link opens; backup reads everything.
"""

import atexit
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from webapp.core.postgres import Server, default_home
from webapp.core.settings import BadSetting, Settings

OWNER, WEB, JOBS, SHARE, BACKUP = (f"raccord_{name}" for name in ("owner", "web", "jobs", "share", "backup"))


@dataclass(frozen=True)
class Databases:
    """The addresses of one database, by role; `admin` is empty where roles are made by someone else, `share` where
    no link for a producer can open."""

    web: str
    owner: str
    jobs: str
    share: str = ""
    admin: str = ""


def databases(settings: Settings) -> Databases:
    """The addresses to use, starting the embedded server if no DATABASE_URL is set."""
    if not settings.database_url:
        return embedded_databases(_embedded(settings.data_dir), "raccord")
    if settings.environment != "production" and not settings.database_owner_url:
        return derived(settings.database_url, settings.data_dir)
    return Databases(
        web=settings.database_url,
        owner=settings.database_owner_url or settings.database_url,
        jobs=settings.database_jobs_url or settings.database_url,
        share=settings.database_share_url,
        admin=settings.database_admin_url,
    )


def embedded_databases(server: Server, name: str) -> Databases:
    return Databases(
        web=server.url(WEB, name),
        owner=server.url(OWNER, name),
        jobs=server.url(JOBS, name),
        share=server.url(SHARE, name),
        admin=server.url("postgres", name),
    )


def derived(admin_url: str, data_dir: Path) -> Databases:
    """The roles' addresses on a server whose one given address may create them."""
    password = _role_password(data_dir)
    return Databases(
        admin=admin_url,
        **{
            name: make_url(admin_url).set(username=role, password=password).render_as_string(False)
            for name, role in (("web", WEB), ("owner", OWNER), ("jobs", JOBS), ("share", SHARE))
        },
    )


def prepare(addresses: Databases) -> None:
    """Make the roles and the database, or bring them up to date. Can be run again at any time."""
    if not addresses.admin:
        raise BadSetting("DATABASE_ADMIN_URL is needed to make the roles.")
    admin = make_url(addresses.admin)
    with _connect(admin.set(database="postgres")) as conn:
        conn.execute("SELECT pg_advisory_lock(hashtext('raccord prepare'))")
        make_roles(conn, passwords_of(addresses))
        _make_database(conn, admin.database or "raccord")
    with _connect(admin) as conn:
        _grant(conn)


def passwords_of(addresses: Databases) -> dict[str, str]:
    """Each role's own, from its own address: who holds one opens no other."""
    urls = {OWNER: addresses.owner, WEB: addresses.web, JOBS: addresses.jobs, SHARE: addresses.share}
    found = {role: make_url(url) for role, url in urls.items() if url}
    return {role: str(url.password) for role, url in found.items() if url.username == role and url.password}


def refuse_strong_roles(addresses: Databases) -> None:
    """Raises BadSetting if a role that serves requests could see or change every workspace."""
    for asked, url in ((WEB, addresses.web), (SHARE, addresses.share)):
        if url:
            _refuse_a_strong_role(asked, url)


def _refuse_a_strong_role(asked: str, url: str) -> None:
    with _connect(make_url(url)) as conn:
        row = conn.execute("""
            SELECT current_user, rolsuper OR rolbypassrls,
                   EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                             AND pg_has_role(current_user, c.relowner, 'MEMBER'))
            FROM pg_roles WHERE rolname = current_user""").fetchone()
    assert row is not None
    role, strong, owns = row
    if strong:
        raise BadSetting(f"The role “{role}” bypasses row-level security. Connect as {asked}.")
    if owns:
        raise BadSetting(f"The role “{role}” owns tables. Connect as {asked}.")


@cache
def _embedded(data_dir: Path) -> Server:
    server = Server(default_home(data_dir)).start()
    pid = os.getpid()
    # A forked child inherits the handler but not the right to stop the server.
    atexit.register(lambda: server.stop() if os.getpid() == pid else None)
    return server


def _connect(url: URL) -> psycopg.Connection:
    address = url.set(drivername="postgresql").render_as_string(False)
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        why = str(error).strip().splitlines()[-1]
        raise BadSetting(f"The database “{url.database}” does not open as “{url.username}”: {why}") from error


def _role_password(data_dir: Path) -> str:
    path = data_dir / "role-password"
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text()


def make_roles(conn: psycopg.Connection, passwords: dict[str, str]) -> None:
    """A role without a password here keeps the one it has: backup is given its own by hand."""
    known = {name for (name,) in conn.execute("SELECT rolname FROM pg_roles")}
    for role in (OWNER, WEB, JOBS, SHARE, BACKUP):
        rights = sql.SQL("BYPASSRLS" if role == BACKUP else "NOBYPASSRLS")
        verb = sql.SQL("ALTER" if role in known else "CREATE")
        conn.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {}").format(
                verb, sql.Identifier(role), rights
            )
        )
        if password := passwords.get(role):
            conn.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
            )


def _make_database(conn: psycopg.Connection, name: str) -> None:
    if conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
        conn.execute(
            sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name))
        )
    conn.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(OWNER)))


def _grant(conn: psycopg.Connection) -> None:
    database = sql.Identifier(conn.info.dbname)
    conn.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in (WEB, JOBS, SHARE, BACKUP):
        name = sql.Identifier(role)
        conn.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name))
        conn.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
    owner, backup = sql.Identifier(OWNER), sql.Identifier(BACKUP)
    conn.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(owner))
    conn.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(backup))
    conn.execute(
        sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT SELECT ON TABLES TO {}").format(
            owner, backup
        )
    )
