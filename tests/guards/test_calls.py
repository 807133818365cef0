"""What a page of rights costs the processor beside the list of engagements, after ten years of work.

A time is not the same twice on a machine that does something else; the number of functions called is. Those of
the calculation are short: a page that calls four times as many as the list takes less than twice its time, as
`python -m tests.bench --rights --cold` measures it.
"""

import gc
from cProfile import Profile
from dataclasses import dataclass

import pytest

from tests.browse import Browser
from tests.cold import forget, found
from tests.guards.pages import RIGHTS, address, fill
from tests.make import World
from webapp.core import again, clock

LIST = "engagements"
TEN_YEARS = 600
MOST = 4  # times the functions that the list calls
COUNTS = 5  # of hours, on any page: each reads a year of work or more


@dataclass(frozen=True)
class Asked:
    functions: int
    counts: int


@pytest.fixture
def asked(world: World, browse: Browser) -> dict[str, Asked]:
    fill(world, world.lune, TEN_YEARS, clock.today())
    return {name: _asked(browse, address(browse, name)) for name in (LIST, *RIGHTS)}


def _asked(browse: Browser, url: str) -> Asked:
    assert browse.client.get(url).status_code == 200  # its templates are compiled
    forget()
    again.forget()
    gc.collect()
    gc.disable()  # what other tests left behind is not called by this page
    try:
        with Profile() as profile:
            browse.client.get(url)
    finally:
        gc.enable()
    calls = profile.getstats()
    counts = [call.callcount for call in calls if getattr(call.code, "co_name", "") == "count_hours"]
    return Asked(sum(call.callcount for call in calls), sum(counts))


def test_what_is_kept_is_found():
    assert {"_same", "_standing", "_reached", "_estimate", "_compared"} <= {kept.__name__ for kept in found()}


def test_a_page_of_rights_is_cheap_the_first_time(asked: dict[str, Asked]):
    listed = asked[LIST].functions
    dear = {name: page.functions / listed for name, page in asked.items() if page.functions > MOST * listed}
    assert dear == {}


def test_a_page_of_rights_counts_a_few_times(asked: dict[str, Asked]):
    assert asked["rights"].counts > 0, "the functions called are named"
    assert {name: page.counts for name, page in asked.items() if page.counts > COUNTS} == {}
