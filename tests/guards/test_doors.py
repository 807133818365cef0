"""Promises about every address of the app."""

import re
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, UUIDConverter

from tests.browse import Browser
from tests.make import Place, World
from webapp.core.access import Door, mark_of
from webapp.domain.permissions import Permission, Role

UNGUARDED = {"static"}
# Open to anyone: a short list, reviewed.
PUBLIC = {
    "health.alive", "health.ready", "home.landing", "home.manifest",
    "accounts.sign_in", "accounts.sign_up", "accounts.forgot", "accounts.reset", "accounts.confirm", "accounts.unconfirmed",
    "accounts.confirm_email", "accounts.language", "workspaces.invitation",
    "crew.fiche",
    "calendar.feed",
    "billing.events",  # of Stripe, which signs them
    "inbound.mail",  # mails, signed by the provider that hands them over
    "callsheets.own", "callsheets.own_answer", "callsheets.own_paper",
    "payments.opened", "payments.opened_pdf", "payments.opened_xml",  # an invoice, for its client
    "callsheets.group", "callsheets.group_answer", "callsheets.group_paper",
    "quotes.offer", "quotes.answer", "quotes.offer_paper", "quotes.decline", "quotes.question",
    "sharing.shown_quote", "sharing.quote_answer", "sharing.quote_decline", "sharing.quote_question",
    "leaving.archive", "leaving.archive_file",  # of who has no account any more
    "sharing.shown", "sharing.code", "sharing.shown_pdf", "sharing.shown_file", "sharing.shown_calendar",
    "sharing.answer", "subscription.pass_by_link", "subscription.pay_by_link",
}  # fmt: skip


def rules(app: Flask):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in UNGUARDED]


def test_every_view_says_who_may_ask(app: Flask):
    silent = [r.endpoint for r in rules(app) if mark_of(app.view_functions[r.endpoint]) is None]
    assert silent == []


def test_what_is_open_to_anyone_is_a_known_short_list(app: Flask):
    opened = {
        r.endpoint for r in rules(app) if mark_of(app.view_functions[r.endpoint]) in (Door.PUBLIC, Door.LINK)
    }
    assert opened <= PUBLIC, f"open to anyone, and not on the list: {sorted(opened - PUBLIC)}"


def test_an_unmarked_view_is_refused(app: Flask, world: World, monkeypatch):
    """The control: the gate refuses what the guard above would name."""
    monkeypatch.setitem(app.view_functions, "home.today", lambda: "open")
    browser = Browser(app, world.lune)
    assert browser.client.get(browser.url("home.today")).status_code == 500


def test_a_workspace_s_address_asks_for_a_permission(app: Flask):
    loose = [
        r.endpoint
        for r in rules(app)
        if "workspace" in r.arguments
        and not isinstance(mark_of(app.view_functions[r.endpoint]), Permission)
        and r.endpoint not in {"workspaces.leave"}
    ]
    assert loose == []


def test_views_that_write_ask_for_more_than_reading(app: Flask):
    weak = [
        r.endpoint
        for r in rules(app)
        if r.methods & {"POST", "PUT", "PATCH", "DELETE"}
        and isinstance(mark := mark_of(app.view_functions[r.endpoint]), Permission)
        and mark.action == "read"
        and "GET" not in r.methods
    ]
    assert weak == []


def addresses(app: Flask):
    """Every address inside a workspace, with an id that does not exist where one is asked."""
    for rule in rules(app):
        if "workspace" in rule.arguments:
            values = {name: _none_such(rule._converters.get(name)) for name in rule.arguments}
            yield rule, {**values, "workspace": "soleil"}


def _none_such(converter) -> str:
    match converter:
        case UUIDConverter():
            return str(UUID(int=0))
        case AnyConverter():
            return min(converter.items)
        case IntegerConverter():
            return "1"
    return "000000000000"


def test_a_stranger_to_a_workspace_finds_nothing_at_any_address(app: Flask, world: World):
    browser = Browser(app, world.lune)
    bodies = set()
    for rule, values in addresses(app):
        for method in sorted(rule.methods & {"GET", "POST"}):
            with app.test_request_context():
                url = app.url_for(rule.endpoint, **values)
            response = browser.client.open(url, method=method)
            assert response.status_code == 404, f"{method} {url}: {response.status_code}"
            bodies.add(re.sub(r'value="[^"]+"|X-CSRFToken[^}]+}', "", response.text))
    assert len(bodies) == 1, "the 404 of a hidden workspace tells addresses apart"


def test_nobody_signed_in_is_sent_to_sign_in(app: Flask, world: World):
    browser = Browser(app, None)
    for rule, values in addresses(app):
        for method in sorted(rule.methods & {"GET", "POST"}):
            with app.test_request_context():
                url = app.url_for(rule.endpoint, **values)
            response = browser.client.open(url, method=method)
            assert response.status_code == 303, f"{method} {url}: {response.status_code}"
            assert "/sign-in" in response.headers["Location"]


def test_a_viewer_writes_nowhere(app: Flask, world: World):
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    for rule, values in addresses(app):
        mark = mark_of(app.view_functions[rule.endpoint])
        if isinstance(mark, Permission) and mark.action != "read":
            for method in sorted(rule.methods & {"GET", "POST"}):
                with app.test_request_context():
                    url = app.url_for(rule.endpoint, **{**values, "workspace": "lune"})
                status = viewer.client.open(url, method=method).status_code
                assert status == 403, f"{method} {url}: {status}"


@pytest.mark.parametrize("path", ["/nope", "/w/lune/nope", "/w/nope/engagements/"])
def test_what_does_not_exist_is_404_for_a_member_too(app: Flask, world: World, path: str):
    assert Browser(app, world.lune).client.get(path).status_code == 404


def test_every_answer_carries_its_safety_headers(browse: Browser):
    headers = browse.get("home.today").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert {"HX-Request", "HX-Request-Type"} <= set(headers["Vary"].replace(" ", "").split(","))


def test_the_token_of_a_link_is_told_to_nobody(app: Flask, stranger: Browser):
    links = [rule for rule in rules(app) if mark_of(app.view_functions[rule.endpoint]) is Door.LINK]
    assert {rule.endpoint for rule in links} >= {"crew.fiche", "callsheets.own", "workspaces.invitation"}
    for rule in links:
        assert "token" in rule.arguments and "workspace" not in rule.arguments, rule.endpoint
        method = "GET" if "GET" in rule.methods else "POST"
        beside = {name: _none_such(rule._converters.get(name)) for name in rule.arguments - {"token"}}
        with app.test_request_context():
            url = app.url_for(rule.endpoint, token="x" * 43, **beside)
        headers = stranger.client.open(url, method=method).headers
        assert headers["Referrer-Policy"] == "no-referrer", rule.endpoint
        assert headers["X-Robots-Tag"] == "noindex, nofollow", rule.endpoint
        assert headers["Cache-Control"] == "private, no-store", rule.endpoint


def test_a_write_without_a_token_is_refused(app: Flask, world: World):
    app.config["WTF_CSRF_ENABLED"] = True
    browser = Browser(app, world.lune)
    for rule, values in addresses(app):
        if "POST" in rule.methods:
            with app.test_request_context():
                url = app.url_for(rule.endpoint, **{**values, "workspace": "lune"})
            assert browser.client.post(url).status_code == 400, url


def test_a_write_outside_a_workspace_without_a_token_is_refused(app: Flask, world: World):
    app.config["WTF_CSRF_ENABLED"] = True
    browser = Browser(app, world.lune)
    for rule in rules(app):
        if "POST" in rule.methods and "workspace" not in rule.arguments:
            values = {name: _none_such(rule._converters.get(name)) for name in rule.arguments}
            with app.test_request_context():
                url = app.url_for(rule.endpoint, **values)
            assert browser.client.post(url).status_code == 400, url


def test_looking_at_the_head_of_a_page_is_like_reading_it(app: Flask, world: World):
    """Mail scanners send HEAD to the links they find."""
    for browser in (Browser(app, world.lune), Browser(app, None)):
        for rule in rules(app):
            if "GET" in rule.methods:
                values = {name: _none_such(rule._converters.get(name)) for name in rule.arguments}
                with app.test_request_context():
                    url = app.url_for(
                        rule.endpoint, **{**values, "workspace": "lune"} if "workspace" in values else values
                    )
                read, head = (browser.client.open(url, method=method) for method in ("GET", "HEAD"))
                assert head.status_code == read.status_code, url
                assert head.data == b""


def test_a_write_from_another_site_is_refused(browse: Browser):
    response = browse.client.post(browse.url("engagements.create"), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/nope", "/w/lune/nope"])
def test_what_does_not_exist_is_said_in_the_language_of_the_account(app: Flask, world: World, path: str):
    account_id, login_id = world.account("ines@exemple.fr", language="en")
    reader = Browser(app, Place(world.lune.id, "lune", account_id, "ines@exemple.fr", login_id))
    page = reader.client.get(path, headers={"Accept-Language": "fr"}).text
    assert '<html lang="en"' in page
    assert "Cette page" not in page
