"""Who opened a link, told to its author: people, coarsely, for ninety days."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from tests.browse import HTMX, Browser
from tests.core.test_visitors import IMESSAGE, IPHONE
from tests.make import World
from webapp.core.clock import PARIS
from webapp.sharing.actions import note_visit
from webapp.sharing.listing import shares_found
from webapp.sharing.models import Device, Visited
from webapp.sharing.visits import queries
from webapp.sharing.visits.counted import Daily
from webapp.sharing.visits.jobs import forget_old

NOON = datetime(2026, 12, 10, 12, tzinfo=PARIS)
COMPUTER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def link(world: World):
    """A link in each workspace."""
    with time_machine.travel(NOON, tick=False):
        world.share(world.soleil, world.production(world.soleil))
        yield world.share(world.lune, world.production(world.lune))


def opened(world: World, peek, as_superuser) -> int:
    """The jobs left by the pages asked so far, run; how many visits there are in all."""
    for (args,) in peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'sharing.actions.note_visit'"):
        note_visit.now(**args)
    as_superuser("DELETE FROM procrastinate_jobs WHERE task_name = 'sharing.actions.note_visit'")
    return peek("SELECT count(*) FROM share_visits")[0][0]


def seen(world: World, share, at=NOON, device="phone", what="page", place=None) -> None:
    note_visit.now(
        workspace_id=str((place or world.lune).id), share=str(share.id), seen_at=at.isoformat(), device=device, what=what
    )  # fmt: skip


def test_a_person_counts_a_robot_a_part_and_a_glance_do_not(stranger, link, world, peek, as_superuser):
    page = f"/s/{link[0]}"
    for headers in ({"User-Agent": IMESSAGE}, {"User-Agent": IPHONE, **HTMX}, {}):
        stranger.client.get(page, headers=headers)
    stranger.client.head(page, headers={"User-Agent": IPHONE})
    assert opened(world, peek, as_superuser) == 0
    stranger.client.get(page, headers={"User-Agent": IPHONE})
    assert opened(world, peek, as_superuser) == 1


def test_whoever_works_here_is_no_visitor_wherever_they_are_signed_in(
    app, link, world, browse, other, peek, as_superuser
):
    headers = {"User-Agent": IPHONE}
    browse.get("home.today")
    for browser in (browse, Browser(app, world.lune)):
        assert browser.client.get(f"/s/{link[0]}", headers=headers).status_code == 200
    assert opened(world, peek, as_superuser) == 0
    other.client.get(f"/s/{link[0]}", headers=headers)
    assert opened(world, peek, as_superuser) == 1


def test_a_reload_is_one_visit_another_device_or_ten_minutes_later_is_another(link, world, peek):
    share = link[1]
    for minutes, device, what in (
        (0, "phone", "page"), (9, "phone", "page"), (-9, "phone", "page"), (1, "computer", "page"),
        (1, "phone", "pdf"), (2, "phone", "pdf"), (10, "phone", "page"),
    ):  # fmt: skip
        seen(world, share, NOON + timedelta(minutes=minutes), device, what)
    assert peek("SELECT device, what, count(*) FROM share_visits GROUP BY 1, 2 ORDER BY 1, 2") == [
        ("computer", "page", 1),
        ("phone", "page", 2),
        ("phone", "pdf", 1),
    ]


def test_openings_are_counted_by_day_of_paris_and_kind_of_device(link, world, statements):
    share = link[1]
    never = world.share(world.lune, world.production(world.lune, "Nuit blanche"))[1]
    # 23h30 UTC is the next day in Paris.
    seen(world, share, datetime.fromisoformat("2026-12-08T23:30:00+00:00"), "computer")
    seen(world, share, NOON - timedelta(days=20))
    seen(world, share, NOON - timedelta(hours=2))
    seen(world, share, NOON - timedelta(hours=1), what="pdf")
    with time_machine.travel(NOON, tick=False), world.inside(world.lune):
        statements.clear()
        visits = queries.visits_of(share.id)
        counts = {one.share.id: one.seen for one in shares_found("", "", NOON.date(), 1).listed}
        assert len(statements) == 2
    assert visits.counted == counts[share.id]
    assert (visits.counted.times, visits.counted.device) == (3, Device.PHONE)
    assert visits.counted.at == NOON - timedelta(hours=2)
    assert len(visits.counted.days) == 14
    assert visits.counted.days[-2:] == (Daily(date(2026, 12, 9), 1), Daily(date(2026, 12, 10), 1))
    assert sum(day.times for day in visits.counted.days) == 2
    assert visits.devices == ((Device.PHONE, 2), (Device.COMPUTER, 1))
    assert visits.last[0].what is Visited.PDF
    assert (counts[never.id].times, counts[never.id].at) == (0, None)


def test_after_ninety_days_a_visit_is_erased_and_counts_no_more(link, world, peek):
    share = link[1]
    for days in (91, 89):
        seen(world, share, NOON - timedelta(days=days))
    with time_machine.travel(NOON, tick=False):
        with world.inside(world.lune):
            assert queries.visits_of(share.id).counted.times == 1
        for place in (world.lune, world.soleil):
            forget_old.now(workspace_id=str(place.id))
    assert peek("SELECT count(*) FROM share_visits") == [(1,)]


def test_another_workspace_sees_no_visit(link, world):
    seen(world, link[1])
    with world.inside(world.soleil):
        assert queries.visits_of(link[1].id).counted.times == 0
        assert [one.seen.times for one in shares_found("", "", NOON.date(), 1).listed] == [0]
    seen(world, link[1], place=world.soleil)  # a share of another workspace: nothing to note
    with world.inside(world.soleil):
        assert queries.visits_of(link[1].id).counted.times == 0
