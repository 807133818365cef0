"""The page of a link as its reader sees it, drawn for whoever makes it: nothing in it acts, and nobody is counted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, render_template
from flask_babel import refresh

from webapp.sharing.opened.page import Page

PAGE = "sharing/opened/show.html"
# Scripts with what they would show, and what is said to robots, to previews and to the browser's own bars.
UNSEEN = re.compile(
    r"""<(script|template)\b.*?</\1>|<meta (?:name="(?!viewport)|property=)[^>]*>|<link rel="(?:icon|manifest)"[^>]*>""",
    re.DOTALL,
)


def drawn(page: Page) -> str:
    """Whole, for a frame without scripts; in the language of its reader."""
    with _speaking(page.header.language):
        return UNSEEN.sub("", render_template(PAGE, page=page, token=""))


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    before = g.get("language")
    g.language = language
    refresh()
    try:
        yield
    finally:
        g.language = before
        refresh()
