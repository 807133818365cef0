"""A person opening pages; each page opened is checked every time."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.make import Place

VOID_OF_LABEL = {"hidden", "submit", "button", "image", "reset"}


class Browser:
    """`get`, `post` with the workspace filled in; `.text` of answers; page checks on every GET."""

    def __init__(self, app: Flask, place: Place | None):
        self.app = app
        self.place = place
        self.client: FlaskClient = app.test_client()
        if place is not None:
            with self.client.session_transaction() as session:
                session["_user_id"] = place.login_id
                session["_fresh"] = True

    def url(self, endpoint: str, **values: Any) -> str:
        with self.app.test_request_context():
            if self.place is not None and self.app.url_map.is_endpoint_expecting(endpoint, "workspace"):
                values.setdefault("workspace", self.place.slug)
            return self.app.url_for(endpoint, **values)

    def get(
        self, endpoint: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> TestResponse:
        response = self.client.get(self.url(endpoint, **values), headers=headers)
        assert response.status_code == status, f"{response.status_code}: {self.sentences(response)}"
        if response.mimetype == "text/html" and not headers:
            check_page(response.text)
        return response

    def post(
        self,
        endpoint: str,
        data: dict[str, Any] | None = None,
        *,
        status: int = 303,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> TestResponse:
        response = self.client.post(self.url(endpoint, **values), data=data or {}, headers=headers)
        assert response.status_code == status, f"{response.status_code}: {self.sentences(response)}"
        if response.status_code == 422 and response.mimetype == "text/html" and not headers:
            check_page(response.text)
        return response

    def follow(self, response: TestResponse) -> TestResponse:
        """The page a 303 leads to."""
        page = self.client.get(response.headers["Location"])
        assert page.status_code == 200
        check_page(page.text)
        return page

    @staticmethod
    def sentences(response: TestResponse) -> str:
        text = re.sub(r"<(script|style|template).*?</\1>", "", response.text, flags=re.S)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()[:1500]


HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
BOOSTED = {"HX-Request": "true", "HX-Request-Type": "full", "HX-Boosted": "true"}


def check_page(html: str) -> None:
    """One h1, headings in order, a title, a language, unique ids, labelled fields, a token in every posting form, no inline style."""
    page = _Page()
    page.feed(html)
    assert page.lang in {"fr", "en"}, "the page does not say its language"
    assert page.title.strip(" ·"), "the page has no title"
    assert page.headings.count(1) == 1, f"{page.headings.count(1)} h1 on the page"
    leaps = [(a, b) for a, b in pairwise(page.headings) if b > a + 1]
    assert not leaps, f"headings leap from one level over the next: {leaps}"
    twice = {i for i in page.ids if page.ids.count(i) > 1}
    assert not twice, f"ids used twice: {twice}"
    unlabelled = [n for n, i, named in page.fields if not named and i not in page.labels]
    assert not unlabelled, f"fields without a label: {unlabelled}"
    assert not page.bare_forms, f"forms without a token: {page.bare_forms}"
    assert not page.inline, f"inline style or script: {page.inline[:3]}"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lang = self.title = ""
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[tuple[str, str, bool]] = []
        self.bare_forms: list[str] = []
        self.inline: list[str] = []
        self._form: tuple[str, bool] | None = None
        self._in_title = False
        self._in_label = 0
        self._unseen = 0  # dialogs still closed, models of the scripts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if "id" in a:
            self.ids.append(a["id"])
        if "style" in a or tag == "style" or any(name.startswith("on") for name in a):
            self.inline.append(f"{tag} {a}")
        if tag == "script" and "src" not in a:
            self.inline.append("script")
        match tag:
            case "html":
                self.lang = a.get("lang", "")
            case "title":
                self._in_title = not self.title
            case "h1" | "h2" | "h3" | "h4" if not self._unseen:
                self.headings.append(int(tag[1]))
            case "dialog" | "template":
                self._unseen += 1
            case "label":
                self._in_label += 1
                if "for" in a:
                    self.labels.add(a["for"])
            case "form":
                self._form = (a.get("action", ""), a.get("method", "get").lower() != "post")
            case "input" | "select" | "textarea":
                if a.get("name") == "csrf_token" and self._form:
                    self._form = (self._form[0], True)
                if a.get("type") not in VOID_OF_LABEL:
                    named = bool(self._in_label or a.get("aria-label") or a.get("aria-labelledby"))
                    self.fields.append((a.get("name", tag), a.get("id", ""), named))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            if not self._form[1]:
                self.bare_forms.append(self._form[0])
            self._form = None
        elif tag == "label":
            self._in_label -= 1
        elif tag in ("dialog", "template"):
            self._unseen -= 1
        elif tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
