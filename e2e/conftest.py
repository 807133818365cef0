"""Journeys in a real Chromium, against the real server and worker, on a database of their own.

Every journey runs at phone and desktop size; each page it stops at is given to axe. Between two
journeys the tables are emptied, not made again.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy.engine import make_url

from e2e.person import PATIENCE, SECRET, Person
from e2e.windows import SIZES, Windows
from tests.conftest import _engine, addresses, server  # noqa: F401 - fixtures shared with the rooms' tests
from tests.make import Place, World
from webapp.app import create_app
from webapp.core import browser as chromium
from webapp.core.databases import Databases
from webapp.core.mail import kept_mails
from webapp.core.settings import ROOT, Settings

STARTING = 120
# Its time comes, and the worker is told as of any job that is added: it looks by itself every five seconds.
DUE = """
WITH due AS (
  UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at > now() RETURNING id
)
SELECT pg_notify(
  'procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', id)::text
) FROM due
"""
EMPTY_ALL = """
DO $$
DECLARE
  name text;
  holds boolean;
BEGIN
  FOR name IN
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('alembic_version', 'procrastinate_workers')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO holds;
    IF holds THEN
      EXECUTE format('DELETE FROM %I', name);
    END IF;
  END LOOP;
END $$
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    if found is None:
        pytest.exit("No browser: run make test, which gets one.", 2)
    words = ["--no-sandbox"] if os.getuid() == 0 else []
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        # A page lives a second: a script compiled for a long life never pays.
        "--js-flags=--no-opt --no-maglev",
    ]
    return {**browser_type_launch_args, "executable_path": found, "args": [*words, *quiet]}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("e2e")


class PostOffice:
    """A real server of mails: keeps them as the app does without one, refuses what begins with « refuse »."""

    def __init__(self, folder: Path):
        self.folder = folder

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("refuse"):
            return "550 5.1.1 Unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f"{time.time_ns()}.partial"
        partial.write_bytes(envelope.content)
        partial.rename(partial.with_suffix(".eml"))
        return "250 OK"


@pytest.fixture(scope="session")
def post_office(data_dir: Path) -> Iterator[int]:
    """Its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(PostOffice(data_dir / "mail"), hostname="127.0.0.1", port=port)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture(scope="session")
def base_url(addresses: Databases, data_dir: Path, post_office: int) -> Iterator[str]:  # noqa: F811
    with running(addresses, data_dir, post_office) as url:
        yield url


@contextlib.contextmanager
def running(
    addresses: Databases,  # noqa: F811
    data_dir: Path,
    post_office: int,
    **more: str,
) -> Iterator[str]:
    """The address of gunicorn on a socket bound here, so no port is raced for; the worker beside it."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    url = f"http://localhost:{listening.getsockname()[1]}"
    environment = {
        **os.environ,
        "FLASK_APP": "webapp.app",
        "SECRET_KEY": SECRET,
        "DATA_DIR": str(data_dir),
        "PUBLIC_URL": url,
        "DATABASE_URL": addresses.web,
        "DATABASE_OWNER_URL": addresses.owner,
        "DATABASE_JOBS_URL": addresses.jobs,
        "DATABASE_SHARE_URL": addresses.share,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(post_office),
        "SMTP_SECURITY": "none",
        **more,
    }
    log = (data_dir / "log").open("wb")
    gunicorn = [
        sys.executable, "-m", "gunicorn", "-b", f"fd://{listening.fileno()}", "--worker-class", "gthread",
        "--workers", "1", "--threads", "8", "--graceful-timeout", "2", "--no-control-socket",
        "webapp.app:serving()",
    ]  # fmt: skip
    processes = [
        subprocess.Popen(
            words, cwd=ROOT, env=environment, stdout=log, stderr=log, pass_fds=[listening.fileno()]
        )
        for words in (gunicorn, [sys.executable, "-m", "flask", "worker"])
    ]
    with urlopen(f"{url}/sign-in", timeout=STARTING):
        pass  # the first journey is not the one that waits for the server to wake
    yield url
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(20)
    listening.close()
    log.close()


@pytest.fixture(params=list(SIZES), ids=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def clean(addresses: Databases) -> None:  # noqa: F811
    """Every table that holds something emptied, keys and triggers aside."""
    url = make_url(addresses.admin).set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(EMPTY_ALL)


@pytest.fixture(scope="session")
def app(addresses: Databases, data_dir: Path) -> Iterator[Flask]:  # noqa: F811
    """What fills the tables beside the server; one for all journeys, for making it is slow."""
    with filling(addresses, data_dir) as app:
        yield app


@contextlib.contextmanager
def filling(addresses: Databases, data_dir: Path, **more: str) -> Iterator[Flask]:  # noqa: F811
    settings = Settings(
        environment="test", data_dir=data_dir, secret_key=SECRET, **more,
        database_url=addresses.web, database_owner_url=addresses.owner, database_jobs_url=addresses.jobs,
    )  # fmt: skip
    app = create_app(settings)
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def world(app: Flask, clean: None) -> World:
    """Two workspaces, really committed."""
    return World(app)


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def with_js(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="session")
def windows(browser: Browser, base_url: str) -> Iterator[Windows]:
    opened = Windows(browser, base_url, PATIENCE * 1000)
    yield opened
    opened.close()


@pytest.fixture
def people(
    windows: Windows, base_url: str, size: str, with_js: bool, clean: None
) -> Iterator[Callable[..., Person]]:
    """Make somebody: `people()` with nothing, `people(place)` signed in."""
    made: list[Person] = []

    def make(place: Place | None = None, **options: Any) -> Person:
        person = Person(windows.take(size, **options), base_url, has_scripts=with_js)
        if place is not None:
            person.is_signed_in_to(place)
        made.append(person)
        return person

    yield make
    for person in made:
        person.leave()
        windows.give_back(person.page)
    assert [error for person in made for error in person.errors] == []


@pytest.fixture
def link_in_mail(data_dir: Path, base_url: str) -> Callable[[str, str], str]:
    """The path of the link, starting as told, in the last mail sent to an address by the worker."""

    def wait(to: str, start: str) -> str:
        link = re.compile(rf"{re.escape(base_url)}({re.escape(start)}\S+)")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in kept_mails(data_dir):
                text = message.get_body(("plain",))
                if message["To"] == to and text and (found := link.search(text.get_content())):
                    return found[1]
            time.sleep(0.1)
        raise AssertionError(f"no mail to {to} with a link to {start}")

    return wait


@pytest.fixture
def hurry(addresses: Databases) -> Callable[[], None]:  # noqa: F811
    """What waits for its time is due now: a minute is long for a test."""

    def now() -> None:
        url = make_url(addresses.admin).set(drivername="postgresql").render_as_string(False)
        with psycopg.connect(url) as conn:
            conn.execute(DUE)

    return now


@pytest.fixture(autouse=True)
def _no_mail_before(data_dir: Path) -> None:
    for path in data_dir.glob("mail/*.eml"):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
