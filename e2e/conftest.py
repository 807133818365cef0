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

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.engine import make_url

from tests.conftest import _engine, addresses, server  # noqa: F401 - fixtures shared with the rooms' tests
from tests.make import World
from webapp.app import create_app
from webapp.core import browser as chromium
from webapp.core.databases import Databases
from webapp.core.mail import kept_mails
from webapp.core.settings import ROOT, Settings

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
SECRET = "a key for journeys alone, of thirty-two bytes or more"
KEPT_TABLES = ("alembic_version",)
# Chromium logs any answer of 400 or more; an invalid form is one on purpose.
EXPECTED_NOISE = re.compile(r"status of (422|413|404|403)")


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
    ]
    return {**browser_type_launch_args, "executable_path": found, "args": [*words, *quiet]}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("e2e")


@pytest.fixture(scope="session")
def base_url(addresses: Databases, data_dir: Path) -> Iterator[str]:  # noqa: F811
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
    }
    log = (data_dir / "log").open("wb")
    gunicorn = [
        sys.executable, "-m", "gunicorn", "-b", f"fd://{listening.fileno()}", "--worker-class", "gthread",
        "--workers", "1", "--threads", "8", "--graceful-timeout", "2", "--no-control-socket",
        "webapp.app:create_app()",
    ]  # fmt: skip
    running = [
        subprocess.Popen(
            words, cwd=ROOT, env=environment, stdout=log, stderr=log, pass_fds=[listening.fileno()]
        )
        for words in (gunicorn, [sys.executable, "-m", "flask", "worker"])
    ]
    yield url
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)
    listening.close()
    log.close()


@pytest.fixture(params=list(SIZES), ids=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def clean(addresses: Databases) -> None:  # noqa: F811
    """Every table emptied at once, keys and triggers aside."""
    url = make_url(addresses.admin).set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as conn:
        names = [
            name
            for (name,) in conn.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
            if name not in KEPT_TABLES and name != "procrastinate_workers"
        ]
        conn.execute("SET session_replication_role = replica")
        for name in names:
            conn.execute(f'DELETE FROM "{name}"'.encode())


@pytest.fixture
def world(addresses: Databases, data_dir: Path, clean: None) -> Iterator[World]:  # noqa: F811
    """Two workspaces, really committed."""
    settings = Settings(
        environment="test", data_dir=data_dir, secret_key=SECRET,
        database_url=addresses.web, database_owner_url=addresses.owner, database_jobs_url=addresses.jobs,
    )  # fmt: skip
    app = create_app(settings)
    yield World(app)
    app.extensions["database"].engine.dispose()


class Person:
    """Somebody with a browser; fails on any console error, checks pages with axe when told."""

    def __init__(self, context: BrowserContext, base_url: str):
        self.context = context
        self.base_url = base_url
        self.page = context.new_page()
        self.errors: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base_url}{path}")
        return self.page

    def check(self, *, h1: str | None = None) -> None:
        """axe without a violation, one h1, and nothing that scrolls sideways."""
        if h1 is not None:
            self.page.get_by_role("heading", level=1, name=h1).wait_for()
        report = Axe().run(
            self.page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        assert report.violations_count == 0, report.generate_report()
        assert self.page.locator("h1").count() == 1
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"

    def press(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("link", name=name, exact=exact).first.click()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def _note(self, message: Any) -> None:
        if message.type == "error" and not EXPECTED_NOISE.search(message.text):
            self.errors.append(message.text)


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def with_js(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def people(
    browser: Browser, base_url: str, size: str, with_js: bool, clean: None
) -> Iterator[Callable[..., Person]]:
    """Make somebody: `people()` with nothing, `people(place)` signed in."""
    made: list[Person] = []

    def make(place: Any = None, **options: Any) -> Person:
        context = browser.new_context(
            viewport=SIZES[size], java_script_enabled=with_js,
            locale="fr-FR", timezone_id="Europe/Paris", has_touch=size == "phone", **options,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        person = Person(context, base_url)
        if place is not None:
            context.add_cookies([{"name": "raccord", "value": cookie_of(place.login_id), "url": base_url}])
        made.append(person)
        return person

    yield make
    for person in made:
        person.context.close()
    assert [error for person in made for error in person.errors] == []


def cookie_of(login_id: str) -> str:
    """The cookie of an open session, as the server would have signed it."""
    from flask import Flask
    from flask.sessions import SecureCookieSessionInterface

    app = Flask("cookie")
    app.secret_key = SECRET
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return str(serializer.dumps({"_user_id": login_id, "_fresh": True}))


@pytest.fixture
def link_in_mail(data_dir: Path, base_url: str) -> Callable[[str], str]:
    """The path of the first link in the last mail sent to an address, once the worker has sent it."""

    def wait(to: str) -> str:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for message in kept_mails(data_dir):
                if message["To"] == to and (
                    found := re.search(rf"{re.escape(base_url)}(\S+)", message.get_content())
                ):
                    return found[1]
            time.sleep(0.1)
        raise AssertionError(f"no mail with a link to {to}")

    return wait


@pytest.fixture(autouse=True)
def _no_mail_before(data_dir: Path) -> None:
    for path in data_dir.glob("mail/*.eml"):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
