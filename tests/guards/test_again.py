"""What is given again may be: it reads rows of its workspace alone, and tells the same at any hour of a day."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from tests.browse import Browser
from tests.guards.pages import PAGES, address, fill
from tests.guards.test_strangers import ANYTHING, TABLES, addresses, theirs  # noqa: F401 - a fixture
from tests.make import World
from webapp.core import again, clock
from webapp.core.db import Base
from webapp.core.tenancy import TenantScoped

# Its version is its own.
BESIDE = {"workspaces"}
# Links and memberships too: they are written from outside, by the functions of the database among others.
ELSEWHERE = (
    {*Base.metadata.tables}
    - BESIDE
    - {mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, TenantScoped)}
)
NAMED = re.compile(r"(?:\bFROM|\bJOIN|,) (\w+)")
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


def test_each_form_that_writes_counts(
    app: Flask,
    world: World,
    other: Browser,
    peek: Callable[[str], list],
    theirs: dict[str, Any],  # noqa: F811
):
    """Whatever is sent, of what `soleil` holds: what was written and kept is of another version."""
    listed = ", ".join(f"'{table}'" for table in TABLES)
    written = (
        "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        f" WHERE relname IN ({listed})"
    )
    version = f"SELECT version FROM workspaces WHERE id = '{world.soleil.id}'"
    sent: dict[str, Any] = {**theirs, **ANYTHING, "confirmed": "y", "name": "Autre"}
    kept = 0
    for endpoint, url in forms(app, world, theirs):
        before, rows = peek(version), peek(written)
        status = other.client.post(url, data=sent).status_code
        if status >= 400 or peek(written) == rows:
            continue
        assert peek(version) != before, f"{endpoint}: {set(peek(written)) - set(rows)}"
        kept += 1
    assert kept > 60


def forms(app: Flask, world: World, theirs: dict[str, Any]) -> list[tuple[str, str]]:  # noqa: F811
    """Those that take away come last."""
    found = [(name, values) for method, name, values in addresses(app, world, theirs) if method == "POST"]
    found += [
        (rule.endpoint, {})
        for rule in app.url_map.iter_rules()
        if rule.arguments == {"workspace"} and "POST" in (rule.methods or ())
    ]
    found.sort(key=lambda one: any(word in one[0] for word in LAST))
    with app.test_request_context():
        return [(name, app.url_for(name, workspace="soleil", **values)) for name, values in found]


LAST = ("delete", "erase", "remove", "forget", "undo", "archive", "leave", "revoke", "accept")
