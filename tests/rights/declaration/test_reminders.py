import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from procrastinate import PsycopgConnector
from sqlalchemy import update

from tests.accounts.post import queued
from tests.between import real_app
from tests.browse import Browser
from tests.engagements.make import added
from tests.make import World
from tests.rights.declaration.make import at, declare
from webapp.accounts.models import Account
from webapp.core import jobs
from webapp.domain.permissions import Role
from webapp.rights import actions
from webapp.rights.actions import OpeningTerms
from webapp.rights.declaration.actions import be_reminded
from webapp.rights.declaration.reminders import remind, walk

OPENS, CLOSES = "2026-11-28", "2026-12-13"


def told(place, reminder: str = "opens", month_on: str = "2026-11-01") -> None:
    """The job of one workspace, as the worker runs it."""
    remind.now(workspace_id=str(place.id), month_on=month_on, reminder=reminder)


def addressees(peek) -> list[str]:
    return [mail.to for mail in queued(peek)]


def test_the_owner_is_told_the_day_the_window_opens(world: World, peek):
    added(world, world.lune)
    with at(OPENS):
        told(world.lune)
    (mail,) = queued(peek)
    assert mail.to == world.lune.email
    assert mail.subject == "La déclaration du mois est ouverte\u00a0: novembre 2026"
    assert "/w/lune/rights/declaration/2026-11" in mail.body
    assert "jusqu’au 15 déc. 2026." in mail.body
    assert "Ponant" not in mail.body, "a mail says nothing of the work"
    assert peek("SELECT month_on, reminder, account_id, workspace_id FROM declaration_reminders") == [
        (date(2026, 11, 1), "opens", world.lune.account_id, world.lune.id)
    ]


def test_a_job_run_twice_tells_once_and_each_of_the_two_mails_is_sent(world: World, peek):
    added(world, world.lune)
    with at(OPENS):
        told(world.lune)
        told(world.lune)
    with at(CLOSES):
        told(world.lune, "closes")
        told(world.lune, "closes")
    assert [mail.subject.split("\u00a0: ")[0] for mail in queued(peek)] == [
        "La déclaration du mois est ouverte",
        "La déclaration du mois ferme bientôt",
    ]


def test_a_declared_month_is_not_told_and_the_other_workspace_still_is(browse: Browser, world: World, peek):
    for place in (world.lune, world.soleil):
        added(world, place)
    with at(OPENS):
        declare(browse, "2026-11")
    with at(CLOSES):
        for place in (world.lune, world.soleil):
            told(place, "closes")
    assert addressees(peek) == [world.soleil.email]


def test_a_copy_cancelled_is_no_declaration(browse: Browser, world: World, peek, as_superuser):
    added(world, world.lune)
    with at(OPENS):
        declare(browse, "2026-11")
        as_superuser("UPDATE declarations SET cancelled_at = now()")
    with at(CLOSES):
        told(world.lune, "closes")
    assert addressees(peek) == [world.lune.email]


def test_an_empty_space_is_left_alone_and_an_opening_is_enough(world: World, peek):
    added(world, world.soleil)
    with at(OPENS):
        told(world.lune)
        assert addressees(peek) == []
        with world.inside(world.lune):
            actions.record_opening(OpeningTerms(is_first_request=True))
        told(world.lune)
    assert addressees(peek) == [world.lune.email]


def test_who_wants_no_mail_has_none_and_another_owner_still_does(world: World, peek):
    odile = world.member(world.lune, "odile@exemple.fr", Role.OWNER)
    world.member(world.lune, "edith@exemple.fr", Role.EDITOR)
    world.member(world.lune, "vera@exemple.fr", Role.VIEWER)
    added(world, world.lune)
    with world.inside(world.lune):
        be_reminded(world.lune.account_id, False, workspace_id=world.lune.id)
    with at(OPENS):
        told(world.lune)
    assert addressees(peek) == [odile.email]


def test_an_address_nobody_confirmed_is_not_written_to(world: World, peek):
    added(world, world.lune)
    with world.inside(world.lune) as session:
        session.execute(update(Account).where(Account.id == world.lune.account_id).values(confirmed_at=None))
    with at(OPENS):
        told(world.lune)
    assert addressees(peek) == []


def test_the_mail_speaks_the_language_of_the_account(world: World, peek):
    added(world, world.lune)
    with world.inside(world.lune) as session:
        session.execute(update(Account).where(Account.id == world.lune.account_id).values(language="en"))
    with at(OPENS):
        told(world.lune)
    (mail,) = queued(peek)
    assert "November 2026" in mail.subject


@pytest.mark.parametrize("day", ["2026-11-27", "2026-12-16"])
def test_a_job_that_runs_outside_the_window_says_nothing(world: World, peek, day):
    added(world, world.lune)
    with at(day):
        told(world.lune, "closes")
    assert addressees(peek) == []


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        jobs.init_app(app)
        yield app


def walked(addresses, moment: str) -> None:
    """The walk, as the worker runs it at that moment of UTC: as the queue's own role."""

    async def run() -> None:
        connector = PsycopgConnector(conninfo=addresses.jobs.replace("+psycopg", "", 1))
        with jobs.queue.replace_connector(connector) as running:
            async with running.open_async():
                await walk.func(SimpleNamespace(app=running), 0)

    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        asyncio.run(run())


@pytest.fixture
def waiting(_engine):
    """What the jobs of a task are given, committed."""

    def look(task: str = "rights.declaration.reminders.remind") -> list[dict]:
        with _engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", (task,)
            )
            return [args for (args,) in rows]

    return look


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-28T06:07", ("2026-11-01", "opens")),
        ("2026-11-27T22:59", None),
        ("2026-11-27T23:00", ("2026-11-01", "opens")),  # midnight in Paris
        ("2026-11-28T23:00", None),
        ("2027-02-26T06:07", ("2027-02-01", "opens")),
        ("2028-02-26T06:07", ("2028-02-01", "opens")),
        ("2028-02-28T06:07", None),
        ("2026-12-13T06:07", ("2026-11-01", "closes")),
        ("2026-12-15T06:07", None),
        ("2027-03-28T00:59", ("2027-03-01", "opens")),  # before and after the clocks change
        ("2027-03-28T01:00", ("2027-03-01", "opens")),
        ("2027-06-28T21:59", ("2027-06-01", "opens")),
        ("2027-06-28T22:00", None),
    ],
)
def test_the_walk_gives_each_workspace_its_job_on_the_day(live, addresses, waiting, moment, due):
    world = World(live)
    walked(addresses, moment)
    expected = [] if due is None else sorted(
        [
            {"month_on": due[0], "reminder": due[1], "workspace_id": str(place.id)}
            for place in (world.lune, world.soleil)
        ],
        key=lambda args: args["workspace_id"],
    )  # fmt: skip
    assert waiting() == expected


def test_what_the_walk_leaves_is_run_and_tells_each_owner_once(live, addresses, waiting):
    world = World(live)
    for place in (world.lune, world.soleil):
        added(world, place)
    for hour in ("06", "10", "15"):
        walked(addresses, f"2026-11-28T{hour}:07")
    with at(OPENS):
        for args in waiting():
            remind.now(**args)
    sent = [args["to"] for args in waiting("core.mail.deliver")]
    assert sorted(sent) == sorted([world.lune.email, world.soleil.email])


def test_two_workers_at_once_tell_once(live, waiting):
    world = World(live)
    added(world, world.lune)
    with at(OPENS), ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _worker: told(world.lune), range(2)))
    assert [args["to"] for args in waiting("core.mail.deliver")] == [world.lune.email]


def test_the_walk_is_told_of_no_workspace_when_there_is_none(live, addresses, waiting):
    walked(addresses, "2026-11-28T06:07")
    assert waiting() == []
