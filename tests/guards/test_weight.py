"""What a phone must fetch: the first page with all it needs, then each next one."""

import gzip
import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest

from tests.browse import Browser
from tests.guards.pages import PAGES, address, fill, settle
from tests.make import World
from webapp.core import clock
from webapp.core.assets import TYPES

KB = 1000
PAGE, SHEET, SCRIPT = 10 * KB, 12 * KB, 20 * KB
FIRST_LOAD, REQUESTS = 60 * KB, 6
# Asked when nothing else is left to do: they weigh, but nothing waits for them.
ASIDE = ("favicon", "manifest")

Pages = dict[str, tuple[str, int]]


@pytest.fixture(scope="module")
def kept() -> Pages:
    """What was fetched once: nobody writes in it afterwards."""
    return {}


@pytest.fixture
def pages(kept: Pages, request: pytest.FixtureRequest) -> Pages:
    """Each page of a workspace filled for years, and its weight as sent to a phone."""
    if not kept:
        kept |= _fetched(*map(request.getfixturevalue, ("world", "browse", "as_superuser")))
    return kept


def _fetched(world: World, browse: Browser, as_superuser: Callable[[str], None]) -> Pages:
    fill(world, world.lune, 500, clock.today())
    settle(as_superuser)
    found: Pages = {}
    for name in PAGES:
        response = browse.client.get(address(browse, name), headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200, f"{name}: {response.status_code}"
        assert response.headers["Content-Encoding"] == "gzip"
        found[name] = (gzip.decompress(response.data).decode(), len(response.data))
    return found


def test_every_page_is_light(pages: Pages):
    assert "lune" in pages["engagements"][0]
    assert pages["engagements"][0].count('class="item"') >= 50
    heavy = {name: weight for name, (_html, weight) in pages.items() if weight > PAGE}
    assert heavy == {}


def test_the_first_load_is_light_whatever_the_page(browse: Browser, pages: Pages):
    for name, (html, weight) in pages.items():
        wanted = {url: weight_of(browse, url) for url in fetched(browse, html)}
        assert weight + sum(wanted.values()) <= FIRST_LOAD, f"{name}: {weight}, {wanted}"
        waited = [url for url in wanted if not any(word in url for word in ASIDE)]
        assert 1 + len(waited) <= REQUESTS, f"{name}: {waited}"


def test_scripts_and_shared_styles_keep_to_their_share(browse: Browser, pages: Pages):
    wanted = {
        url: weight_of(browse, url) for html, _weight in pages.values() for url in fetched(browse, html)
    }
    shared = [weight for url, weight in wanted.items() if "/app.css" in url]
    assert len(shared) == 1 and shared[0] <= SHEET
    for name, (html, _weight) in pages.items():
        scripts = sum(weight_of(browse, url) for url in fetched(browse, html) if ".js" in url)
        assert 0 < scripts <= SCRIPT, f"{name}: {scripts}"


def test_what_was_fetched_once_is_kept_for_a_year(browse: Browser, pages: Pages):
    for url in fetched(browse, pages["engagements"][0]):
        if "manifest" not in url:
            kept = browse.client.get(url).headers["Cache-Control"]
            assert kept == "public, max-age=31536000, immutable", url


def fetched(browse: Browser, html: str) -> list[str]:
    """The addresses a browser asks for to show the page: sheets, scripts, drawings, and the font of the sheets."""
    linked = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"#]+)"', html)
    drawn = re.findall(r'<use href="([^"#]+)#', html)
    urls = list(dict.fromkeys([*linked, *drawn]))
    for sheet in [url for url in urls if ".css" in url]:
        named = re.findall(r'url\("?([^"#)]+)', browse.client.get(sheet).text)
        urls += [urljoin(sheet, name) for name in named]
    return list(dict.fromkeys(urls))


def weight_of(browse: Browser, url: str) -> int:
    response = browse.client.get(url, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, url
    assert response.mimetype in {kind.split(";")[0] for kind in TYPES.values()}, url
    return len(response.data)
