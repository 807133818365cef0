import asyncio
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from procrastinate import PsycopgConnector

from tests.between import real_app
from tests.make import World
from tests.productions.crew.make import sent
from webapp.core import clock, jobs
from webapp.productions.crew.actions import remove_member
from webapp.productions.crew.fiche.erasure import erase_health, walk
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase, PhaseKind

LAST = date(2026, 12, 11)


def night(place, day: date) -> None:
    erase_health.now(workspace_id=str(place.id), day=day.isoformat())


def kept(peek, member):
    """(sheets, those that speak of health) of one member."""
    return peek(f"SELECT count(*), count(health) FROM private_sheets WHERE member_id = '{member.id}'")[0]


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        jobs.init_app(app)
        yield app


def test_health_is_erased_the_day_after_the_contract_ends_and_the_rest_stays(world: World, show, peek):
    ended, going = (
        world.crew(world.lune, show, name, end_on=end)
        for name, end in (("A", LAST), ("B", LAST + timedelta(days=1)))
    )
    theirs = world.crew(world.soleil, world.production(world.soleil, "Ailleurs"), end_on=LAST)
    for place, member in ((world.lune, ended), (world.lune, going), (world.soleil, theirs)):
        sent(world, place, member)
    night(world.lune, LAST)
    assert kept(peek, ended) == (1, 1)
    for _ in range(2):
        night(world.lune, LAST + timedelta(days=1))
    assert kept(peek, ended) == (1, 0)
    assert kept(peek, going) == (1, 1)
    assert kept(peek, theirs) == (1, 1)
    assert peek(
        f"SELECT filled ? 'diet', filled ? 'bank' FROM private_sheets WHERE member_id = '{ended.id}'"
    ) == [(False, True)]


def test_without_a_last_day_the_show_s_is_taken(world: World, show, peek):
    member = world.crew(world.lune, show)
    world.add(world.lune, Phase(production_id=show.id, kind=PhaseKind.SHOOT, start_on=LAST, end_on=LAST))
    sent(world, world.lune, member)
    night(world.lune, LAST)
    assert kept(peek, member) == (1, 1)
    night(world.lune, LAST + timedelta(days=1))
    assert kept(peek, member) == (1, 0)


def test_without_any_day_it_is_kept_half_a_year(world: World, show, peek, as_superuser):
    member = world.crew(world.lune, show)
    sent(world, world.lune, member)
    night(world.lune, clock.today())
    assert kept(peek, member) == (1, 1)
    as_superuser("UPDATE private_sheets SET received_at = now() - interval '181 days'")
    night(world.lune, clock.today())
    assert kept(peek, member) == (1, 0)


def test_the_sheet_of_who_left_is_erased_once_undo_is_over(world: World, show, peek, as_superuser):
    member = world.crew(world.lune, show)
    sent(world, world.lune, member)
    with world.inside(world.lune) as session:
        remove_member(session.get(Member, (world.lune.id, member.id)))
    night(world.lune, clock.today())
    assert kept(peek, member) == (1, 1)
    as_superuser("UPDATE crew_members SET deleted_at = now() - interval '2 days'")
    night(world.lune, clock.today())
    assert kept(peek, member) == (0, 0)


@pytest.fixture
def given(_engine):
    """What the jobs of the night are given, committed."""

    def look() -> list[tuple]:
        with _engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT args->>'workspace_id', args->>'day' FROM procrastinate_jobs"
                " WHERE task_name = 'productions.crew.fiche.erasure.erase_health' ORDER BY 1"
            )
            return [tuple(row) for row in rows]

    return look


def test_the_walk_gives_each_workspace_its_night(live, addresses, given):
    """As the queue's own role, which may list workspaces and read nothing of them."""
    world = World(live)

    async def run() -> None:
        connector = PsycopgConnector(conninfo=addresses.jobs.replace("+psycopg", "", 1))
        with jobs.queue.replace_connector(connector) as running:
            async with running.open_async():
                await walk.func(SimpleNamespace(app=running), 0)

    asyncio.run(run())
    today = clock.today().isoformat()
    assert given() == sorted((str(place.id), today) for place in (world.lune, world.soleil))
