import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.core import assets

TEMPLATES = assets.ROOT / "templates"


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    assets.build(lambda _: None)


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__, static_folder=None)
    assets.init_app(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.app_context():
        return assets.asset_url(name)


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { color : red ; }\n\n b{}", "a{color :red}b{}"),
        ("/* one */ a /* two */ { top: 0; }", "a{top:0}"),
        ('a::after { content: "} /* kept */  ;"; }', 'a::after{content:"} /* kept */  ;"}'),
        ("a { width: calc(100% - (2px + 1px) * 2); }", "a{width:calc(100% - (2px + 1px) * 2)}"),
        ("@media (min-width: 4rem) and (max-width: 9rem) { .a :hover > .b , .c + .d { top: 0 } }",
         "@media (min-width:4rem) and (max-width:9rem){.a :hover>.b,.c + .d{top:0}}"),
        (".a :is(td, th):first-child { color: red !important; }", ".a :is(td,th):first-child{color:red!important}"),
    ],
)  # fmt: skip
def test_a_sheet_loses_what_has_no_meaning_and_nothing_else(css: str, small: str) -> None:
    assert assets.minified(css) == small


def test_an_address_carries_the_fingerprint_of_the_content(app: Flask) -> None:
    content = (assets.VENDOR / "app.css").read_bytes()
    assert address(app, "app.css") == f"/static/vendor/app.css?v={hashlib.sha256(content).hexdigest()[:8]}"


def test_under_its_own_fingerprint_a_file_is_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    answer = client.get(address(app, "app.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("query", ["", "?v=", "?v=00000000"])
def test_under_another_address_a_file_is_checked_each_time(client: FlaskClient, query: str) -> None:
    assert client.get(f"/static/vendor/app.css{query}").headers["Cache-Control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/static/vendor/app.js").headers["ETag"]
    answer = client.get("/static/vendor/app.js", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.data == b""


def test_text_is_squeezed_for_those_who_accept_it_only(client: FlaskClient) -> None:
    plain = client.get("/static/vendor/app.js")
    squeezed = client.get("/static/vendor/app.js", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data
    assert "Accept-Encoding" in squeezed.headers["Vary"]
    assert plain.headers["ETag"] != squeezed.headers["ETag"]


def test_a_font_is_already_squeezed(client: FlaskClient) -> None:
    answer = client.get("/static/vendor/geist.woff2", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Type"] == "font/woff2"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["../pyproject.toml", "%2e%2e/pyproject.toml", "vendor/../../pyproject.toml", "//etc/hostname", "vendor/.stamp",
     "vendor", "", "vendor/missing.css"],
)  # fmt: skip
def test_nothing_outside_static_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in {308, 404}


def test_flask_s_own_static_route_is_replaced() -> None:
    app = Flask(__name__, static_folder=str(assets.STATIC), static_url_path="/static")
    assets.init_app(app)
    assert "immutable" in app.test_client().get(address(app, "app.js")).headers["Cache-Control"]


@pytest.mark.parametrize(("debug", "follows"), [(True, True), (False, False)])
def test_a_changed_file_has_a_new_address_while_developing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, debug: bool, follows: bool
) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    app.debug = debug
    sheet = tmp_path / "vendor" / "app.css"
    sheet.parent.mkdir()
    sheet.write_text("a{}")
    first = address(app, "app.css")
    sheet.write_text("b{}")
    os.utime(sheet, ns=(0, sheet.stat().st_mtime_ns + 1_000_000))
    assert (address(app, "app.css") != first) is follows


def test_an_icon_points_into_the_drawing_and_is_silent(app: Flask) -> None:
    with app.app_context():
        drawn = assets.icon("sun", "muted")
    assert drawn == (
        f'<svg class="icon muted" aria-hidden="true"><use href="{address(app, "icons.svg")}#i-sun"/></svg>'
    )


def test_an_unknown_icon_is_refused_by_name(app: Flask) -> None:
    with app.app_context(), pytest.raises(LookupError, match="'sunn'"):
        assets.icon("sunn")


def test_every_icon_of_the_table_is_drawn_once() -> None:
    drawn = re.findall(
        r'<symbol id="i-([\w-]+)" viewBox="0 0 24 24"><', (assets.VENDOR / "icons.svg").read_text()
    )
    assert drawn == list(assets.ICONS)


def test_every_icon_named_in_templates_is_in_the_table() -> None:
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"""\bicon\(["']([\w-]+)""", path.read_text())
    }
    assert named
    assert named <= set(assets.ICONS)


def test_no_icon_weighs_for_nothing() -> None:
    """The sheet of icons is part of every first load: one that nothing draws is left out of it."""
    sources = [*TEMPLATES.rglob("*.html"), *(assets.ROOT / "webapp").rglob("*.py")]
    text = "\n".join(path.read_text() for path in sources if path.name != "assets.py")
    assert [name for name in assets.ICONS if not re.search(rf"""["']{re.escape(name)}["']""", text)] == []


def test_a_second_build_touches_nothing() -> None:
    before = {path: path.stat().st_mtime_ns for path in assets.VENDOR.iterdir()}
    said: list[str] = []
    assets.build(said.append)
    assert said == []
    assert {path: path.stat().st_mtime_ns for path in assets.VENDOR.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "kilobytes"), [("app.css", 12), ("app.js", 18), ("geist.woff2", 30), ("icons.svg", 6)]
)
def test_what_a_phone_loads_first_stays_small(name: str, kilobytes: int) -> None:
    assert len(gzip.compress((assets.VENDOR / name).read_bytes(), 9)) <= kilobytes * 1000


def test_sheets_ask_nothing_of_other_hosts_nor_of_data_addresses() -> None:
    for sheet in assets.VENDOR.glob("*.css"):
        found = re.findall(r"url\(([^)]*)\)|@import", sheet.read_text())
        assert all(re.fullmatch(r"(geist\.woff2\?v=[0-9a-f]{8}|#\w+)", address) for address in found), (
            sheet.name
        )


def test_templates_hold_no_inline_style_nor_script() -> None:
    forbidden = re.compile(r"""\sstyle=|<style|\son[a-z]+=|\shx-on|<script(?![^>]*\ssrc=)|javascript:""")
    guilty = [str(path) for path in TEMPLATES.rglob("*.html") if forbidden.search(path.read_text())]
    assert guilty == []


def test_packages_are_pinned_by_their_content_and_the_lock_names_no_host() -> None:
    lock = json.loads(assets.LOCK.read_text())
    asked = json.loads((assets.ROOT / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    held = [package for path, package in lock["packages"].items() if path]
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in held)
