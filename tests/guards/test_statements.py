"""What a page asks of the database does not grow with what is stored."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.browse import Browser
from tests.guards.pages import PAGES, address, fill, settle
from tests.guards.season import page, shoot
from tests.make import World
from webapp.core import clock

MOST = 4  # the door included

Counted = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def kept() -> Counted:
    """What was counted once: nobody writes in it afterwards."""
    return {}


@pytest.fixture
def counted(kept: Counted, request: pytest.FixtureRequest) -> Counted:
    """The statements of each page: with 50 engagements stored, then with 500."""
    if not kept:
        asked = ("world", "browse", "other", "statements", "as_superuser")
        kept |= _counted(*map(request.getfixturevalue, asked))
    return kept


def _counted(
    world: World,
    browse: Browser,
    other: Browser,
    statements: list[str],
    as_superuser: Callable[[str], None],
) -> Counted:
    for place, engagements in ((world.lune, 50), (world.soleil, 500)):
        fill(world, place, engagements, clock.today())
    settle(as_superuser)
    found: Counted = {}
    for name in PAGES:
        for browser in (browse, other):
            url = address(browser, name)
            statements.clear()
            response = browser.client.get(url)
            assert response.status_code == 200, f"{name}: {browser.sentences(response)}"
            found.setdefault(name, []).append(list(statements))
    return found


def test_no_page_asks_more_with_ten_times_as_many_rows(counted: Counted):
    grown = {name: (len(few), len(many)) for name, (few, many) in counted.items() if len(few) != len(many)}
    assert grown == {}


def test_every_page_asks_four_times_at_most(counted: Counted):
    dear = {name: many for name, (_few, many) in counted.items() if len(many) > MOST}
    assert dear == {}, "\n\n".join(f"{name}\n" + "\n".join(said) for name, said in dear.items())


LISTS = {
    "planning.index", "planning.sequences", "planning.presence", "planning.versions", "crew.index", "crew.bible_page",
    "crew.credits", "crew.suppliers", "callsheets.index", "hours.week", "tasks.index", "locations.index", "papers.index",
    "tour.index", "handover.show",
}  # fmt: skip


def test_a_year_with_three_productions_costs_four_statements_a_page(
    browse: Browser, world: World, statements
):
    """Each of 28 days, 120 sequences and 120 people, one after the other."""
    monday = date(2026, 3, 2)
    shows = [world.production(world.lune, title) for title in ("Les Marées", "Nuit blanche", "Le Bac")]
    for number, show in enumerate(shows):
        shoot(world, world.lune, show, monday + timedelta(weeks=5 * number), number)
    asked = [(endpoint, {"production": show.public_id}) for show in shows for endpoint in sorted(LISTS)]
    asked += [("planning.day", {"production": shows[0].public_id, "day_id": page("d", 0)})]
    asked += [
        ("calendar.year", {"year": "2026"}), ("calendar.month", {"month": "2026-04"}), ("calendar.agenda", {}),
        ("calendar.month_print", {"month": "2026-04"}), ("calendar.week", {"week": "2026-W15"}),
        ("calendar.day", {"day": "2026-04-06"}), ("productions.index", {}), ("contacts.index", {}), ("places.index", {}),
        ("home.today", {}),
    ]  # fmt: skip
    dear = {}
    for endpoint, values in asked:
        statements.clear()
        browse.get(endpoint, **values)
        if len(statements) > MOST:
            dear[endpoint] = list(statements)
    assert dear == {}
    assert "J28" in browse.get("planning.index", production=shows[2].public_id).text.replace("\u00a0", "")


def test_no_table_takes_a_workspace_for_empty(peek):
    """Statistics by workspace are those of before an import: of the thousands brought in they know nothing."""
    asked = """
        SELECT attstattarget, min(relname) FROM pg_policies JOIN pg_class ON relname = tablename
        JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'workspace_id'
        WHERE policyname = tablename || '_tenant' GROUP BY 1
    """
    assert [target for target, _table in peek(asked)] == [0], peek(asked)
