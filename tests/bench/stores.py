"""Throw-away databases: ours filled for many workspaces, and the naive page's as its own script makes it."""

import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.guards.pages import fill
from tests.make import Place, World
from tests.search.make import crowd
from webapp.app import create_app
from webapp.core import clock, databases, migrations
from webapp.core.databases import Databases
from webapp.core.postgres import Server
from webapp.core.settings import Settings
from webapp.core.web import App

SECRET = "a key for measures alone, of thirty-two bytes or more"
CROWD = 5_000  # people of the one asked, whom every search goes through
NEIGHBOUR = 20  # engagements of each other workspace: some two hundred rows
FLOOR = Path(__file__).parent / "floor"


@contextmanager
def server() -> Iterator[Server]:
    with TemporaryDirectory(prefix="raccord-bench-") as folder:
        Path(folder).chmod(0o711)  # root's PostgreSQL runs as somebody else
        running = Server(Path(folder), throwaway=True)
        try:
            yield running.start()
        finally:
            running.stop()


def make(on: Server, name: str, workspaces: int, engagements: int) -> tuple[App, Place, Databases]:
    """A database of `workspaces`, the first of which is the one asked; the app inside this process."""
    addresses = databases.embedded_databases(on, name)
    databases.prepare(addresses)
    migrations.upgrade(addresses.owner)
    app = create_app(
        Settings(
            environment="test", data_dir=on.home, secret_key=SECRET,
            database_url=addresses.web, database_owner_url=addresses.owner, database_jobs_url=addresses.jobs,
        )
    )  # fmt: skip
    today = clock.today()
    world = World(app)  # makes two workspaces
    fill(world, world.lune, engagements, today)
    crowd(world, world.lune, CROWD)
    places = [world.soleil] if workspaces > 1 else []
    places += [world.workspace(f"voisin-{n}", f"Voisin{n} Martin") for n in range(workspaces - 2)]
    for place in places:
        fill(world, place, NEIGHBOUR, today)
    with connection(on, name) as admin:
        admin.execute("VACUUM ANALYZE")
    return app, world.lune, addresses


def make_floor(on: Server) -> tuple[str, str]:
    """The naive page's database, by its own script, which knows one address: its name and ours."""
    connect = psycopg.connect

    def here(wanted: str, **options: Any) -> psycopg.Connection:
        name = conninfo_to_dict(wanted)["dbname"]
        return connect(host=str(on.socket), user="postgres", dbname=str(name), **options)

    with mock.patch("psycopg.connect", here), mock.patch.object(sys, "argv", ["schema.py", "pg", "small"]):
        runpy.run_path(str(FLOOR / "schema.py"))
    return "floor_small", on.url("postgres", "floor_small")


def connection(on: Server, name: str) -> psycopg.Connection:
    return psycopg.connect(host=str(on.socket), user="postgres", dbname=name, autocommit=True)
