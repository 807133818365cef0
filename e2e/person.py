"""Somebody with a browser, and what is looked at on every page where they stop."""

import re
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Locator, Page, TimeoutError, expect

from e2e.look import Looker
from tests.make import Place

SECRET = "a key for journeys alone, of thirty-two bytes or more"
# Seconds given to what must come: a busy machine is late, and a thing that never comes is as wrong.
# What a person holds: a browser without a screen is taken for a robot.
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
PATIENCE = 30
expect.set_options(timeout=PATIENCE * 1000)
# Chromium logs any answer of 400 or more; an invalid form is one on purpose.
EXPECTED_NOISE = re.compile(r"status of (422|413|404|403)")


class Person:
    """Remembers every console error; checks pages with axe when told."""

    def __init__(self, page: Page, base_url: str, *, has_scripts: bool = True):
        self.page = page
        self.context = page.context
        self.has_scripts = has_scripts
        self.base_url = base_url
        self._looker = Looker(self.page, has_scripts=has_scripts)
        self.errors: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", self._note_error)

    def is_signed_in_to(self, place: Place) -> "Person":
        self.context.add_cookies([{"name": "raccord", "value": cookie_of(place), "url": self.base_url}])
        return self

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base_url}{path}")
        return self.page

    def check(self, h1: str | None = None) -> None:
        """axe without a violation, one h1, and nothing that scrolls sideways."""
        if h1 is not None:
            self.arrives_at(h1)
        self._looker.look()

    def arrives_at(self, h1: str) -> None:
        try:
            self.page.get_by_role("heading", level=1, name=h1).wait_for()
        except TimeoutError as error:
            there = self.page.locator("h1").all_inner_texts()
            raise AssertionError(f"{self.page.url} says {there}, not {h1}") from error

    def fill(self, **values: str) -> None:
        """Type into fields named by their label, `_` for a space: `fill(Mot_de_passe="…")`."""
        for label, value in values.items():
            self.field(label.replace("_", " ")).fill(value)

    def field(self, label: str) -> Locator:
        """The field shown under a label, whatever follows the label's first words."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( facultatif)?$")).locator(
            "visible=true"
        )

    def press(self, name: str) -> None:
        """A button, by its whole name."""
        self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def choose(self, name: str) -> None:
        """A radio button or a box to tick, by the words beside it."""
        words = r"\s+".join(map(re.escape, name.split()))
        labels = self.page.locator("label").filter(has_text=re.compile(rf"^\s*{words}"))
        labels.locator("visible=true").first.click()

    def reads(self, *sentences: str) -> None:
        """The page comes to show each sentence, whatever the width of its spaces."""
        for sentence in sentences:
            expect(self.page.locator("main")).to_contain_text(sentence, use_inner_text=True)

    def follow(self, name: str) -> None:
        """A link, by the beginning of its name."""
        starting = re.compile(rf"^{re.escape(name)}")
        self.page.get_by_role("link", name=starting).locator("visible=true").first.click()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def sees_no(self, text: str) -> None:
        assert self.page.get_by_text(text).locator("visible=true").count() == 0

    def leave(self) -> None:
        self.page.remove_listener("console", self._note)
        self.page.remove_listener("pageerror", self._note_error)
        self._looker.leave()

    def _note(self, message: Any) -> None:
        if message.type == "error" and not EXPECTED_NOISE.search(message.text):
            self.errors.append(message.text)

    def _note_error(self, error: Any) -> None:
        self.errors.append(str(error))


def cookie_of(place: Place) -> str:
    """The cookie of an open session, as the server would have signed it."""
    app = Flask("cookie")
    app.secret_key = SECRET
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return str(serializer.dumps({"_user_id": place.login_id, "_fresh": True}))
