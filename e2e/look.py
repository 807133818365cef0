"""What is looked at on every page where somebody stops: axe, one h1, nothing that scrolls sideways."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

from webapp.core.tenancy import ALPHABET

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nothing is preloaded: the one rule that needs it, on orientation, is experimental and of none of these tags.
# What passes is not told: most of the answer, and no part of the verdict.
ASKED = json.dumps({"runOnly": TAGS, "reporter": "no-passes", "preload": False})
AXE = Axe().axe_script
# The page by all that a rule may read: its HTML, the state of its fields, and what each element looks like.
STANDING = """() => {
  const states = ':checked, :modal, :popover-open, :target, :placeholder-shown, :user-invalid, :disabled';
  const looks = ['color', 'backgroundColor', 'backgroundImage', 'fontSize', 'fontWeight', 'opacity', 'display', 'visibility'];
  const drawn = [...document.querySelectorAll('body, body *')].map((one) => {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height, one !== document.body && one.matches(states), ...looks.map((name) => style[name])];
  });
  return [document.documentElement.outerHTML, document.title, innerWidth, innerHeight, drawn.join('|')];
}"""
# All that is asked of a page at each stop, in one question: asking costs as much as the answer.
SEEN = f"""() => {{
  scrollTo(0, 0);
  return {{
    standing: ({STANDING})(),
    titles: document.querySelectorAll('h1').length,
    wide: document.documentElement.scrollWidth - innerWidth,
  }};
}}"""
# What no rule reads: keys of forms, the mark that htmx leaves on what it listens to, the style sheets by name,
# spaces beside a tag but for where they push what is drawn; nor who holds the focus but for how it is drawn.
UNREAD = re.compile(
    r'(?<=<input type="hidden" name=)"[^>]*"|(?<=X-CSRFToken)[^}]+| data-htmx-powered="true"'
    r'|<link rel="stylesheet"[^>]*>|(?<=>)\s+|\s+(?=<)'
)
# What the database or chance named: each by the order it comes in. A secret is 43 letters of 64.
NAMED = re.compile(
    rf"(?<![0-9a-z])(?:[{ALPHABET}]{{12}}|[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})(?![0-9a-z])"
    r"|(?<![\w-])[\w-]{43}(?![\w-])"
)
# noscript is drawn where scripts are off, and would vanish the moment axe may run.
SHOW = """() => document.querySelectorAll('noscript').forEach((hidden) => {
  const shown = document.createElement('div');
  shown.dataset.noscript = '';
  shown.append(...hidden.childNodes);
  hidden.replaceWith(shown);
})"""
HIDE = """() => document.querySelectorAll('[data-noscript]').forEach((shown) => {
  const hidden = document.createElement('noscript');
  hidden.append(...shown.childNodes);
  shown.replaceWith(hidden);
})"""

# The pages where axe found nothing: the same HTML at the same size, with scripts or without, is given once.
FOUND_GOOD: set[str] = set()


class Looker:
    """Looks at one page; where its scripts are off they stay so, passed over, while those of axe run."""

    def __init__(self, page: Page, *, has_scripts: bool):
        self.page = page
        self._protocol = None if has_scripts else page.context.new_cdp_session(page)
        self._scripts_run(has_scripts)

    def look(self) -> None:
        with self._scripts():
            found = self.page.evaluate(SEEN)
            key = key_of(found["standing"])
            if key not in FOUND_GOOD:
                report = AxeResults(self._axe())
                assert report.violations_count == 0, f"{self.page.url}\n{report.generate_report()}"
                FOUND_GOOD.add(key)
            assert found["titles"] == 1, f"{self.page.url} has {found['titles']} h1"
            assert found["wide"] <= 0, f"{self.page.url} scrolls sideways by {found['wide']} px"

    def leave(self) -> None:
        if self._protocol is not None:
            self._scripts_run(True)
            self._protocol.detach()

    def _axe(self) -> Any:
        run = f"'axe' in window && axe.run({ASKED})"
        return self.page.evaluate(run) or self.page.evaluate(f"{AXE};\naxe.run({ASKED})")

    @contextmanager
    def _scripts(self) -> Iterator[None]:
        if self._protocol is None:
            yield
            return
        self.page.evaluate(SHOW)
        self._scripts_run(True)
        try:
            yield
        finally:
            self._scripts_run(False)
            self.page.evaluate(HIDE)

    def _scripts_run(self, value: bool) -> None:
        if self._protocol is not None:
            self._protocol.send("Emulation.setScriptExecutionDisabled", {"value": not value})


def standing(page: Page) -> str:
    """A page by all that axe may read of it."""
    return key_of(page.evaluate(STANDING))


def key_of(seen: list[Any]) -> str:
    html, *rest = seen
    order: dict[str, int] = {}
    html = NAMED.sub(lambda one: f"id {order.setdefault(one[0], len(order))}", UNREAD.sub("", html))
    return hashlib.sha256(json.dumps([html, *rest]).encode()).hexdigest()
