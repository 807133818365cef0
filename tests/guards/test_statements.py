"""What a page asks of the database does not grow with what is stored."""

import pytest

from tests.browse import Browser
from tests.guards.pages import PAGES, address, fill
from tests.make import World
from webapp.core import clock

MOST = 4  # the door included


@pytest.fixture
def counted(
    world: World, browse: Browser, other: Browser, statements: list[str]
) -> dict[str, list[list[str]]]:
    """The statements of each page: with 50 engagements stored, then with 500."""
    for place, engagements in ((world.lune, 50), (world.soleil, 500)):
        fill(world, place, engagements, clock.today())
    found: dict[str, list[list[str]]] = {}
    for name in PAGES:
        for browser in (browse, other):
            url = address(browser, name)
            statements.clear()
            response = browser.client.get(url)
            assert response.status_code == 200, f"{name}: {browser.sentences(response)}"
            found.setdefault(name, []).append(list(statements))
    return found


def test_no_page_asks_more_with_ten_times_as_many_rows(counted: dict[str, list[list[str]]]):
    grown = {name: (len(few), len(many)) for name, (few, many) in counted.items() if len(few) != len(many)}
    assert grown == {}


def test_every_page_asks_four_times_at_most(counted: dict[str, list[list[str]]]):
    dear = {name: many for name, (_few, many) in counted.items() if len(many) > MOST}
    assert dear == {}, "\n\n".join(f"{name}\n" + "\n".join(said) for name, said in dear.items())
