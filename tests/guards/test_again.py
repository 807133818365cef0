"""What is given again may be: it reads rows of its workspace alone, and tells the same at any hour of a day."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.browse import Browser
from tests.guards.pages import PAGES, address, fill
from tests.make import World
from webapp.core import again, clock
from webapp.core.db import Base

# Its version is its own.
BESIDE = {"workspaces"}
ELSEWHERE = {
    table.name for table in Base.metadata.tables.values() if "workspace_id" not in table.columns
} - BESIDE
NAMED = re.compile(r"\b(?:FROM|JOIN) (\w+)")
# New each time, and good each time.
TOKENS = re.compile(r"""name="(?:once|csrf_token)"[^>]+|"X-CSRFToken": "[^"]+""")


PARTS = {"rights.badge"}
AS_PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def given_again(app: Flask, world: World, browse: Browser) -> dict[str, dict[str, str]]:
    """Addresses, and the headers they are asked with."""
    fill(world, world.lune, 50, clock.today())
    views = app.view_functions
    found = {name for name, (endpoint, _values) in PAGES.items() if again.is_given_again(views[endpoint])}
    marked = {name for name, view in views.items() if again.is_given_again(view)}
    assert {PAGES[name][0] for name in found} | PARTS == marked
    asked: dict[str, dict[str, str]] = {address(browse, name): {} for name in sorted(found)}
    return asked | {browse.url(part): AS_PART for part in PARTS}


def test_they_read_nothing_of_elsewhere_and_tell_no_hour(
    browse: Browser,
    statements: list[str],
    given_again: dict[str, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
):
    day = clock.today()
    browse.get("home.more")  # gives the browser its token
    for url, headers in given_again.items():
        told = set()
        for hour in (0, 21):
            now = datetime(day.year, day.month, day.day, hour, 1, tzinfo=UTC)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            again.forget()
            statements.clear()
            told.add(TOKENS.sub("", browse.client.get(url, headers=headers).text))
            assert len(statements) > 1, url
            assert not {*NAMED.findall(" ".join(statements))} & ELSEWHERE, url
        assert len(told) == 1, f"{url} tells an hour"
        statements.clear()
        browse.client.get(url, headers=headers)
        assert len(statements) == 1, f"{url}: the door alone is asked again"
