"""Jobs exist if and only if the request committed, carry their workspace, and a real worker runs them."""

import asyncio
import os
import subprocess
import sys
import time

import psycopg
import pytest
from procrastinate import PsycopgConnector
from sqlalchemy import select
from sqlalchemy.engine import make_url

from tests.make import World
from webapp.contacts.models import Contact
from webapp.core import db, jobs, mail
from webapp.core.databases import Databases
from webapp.core.db import Database, First
from webapp.core.settings import ROOT
from webapp.core.tenancy import NoWorkspace


@jobs.job
def name_all(name: str) -> None:
    for contact in db.db().scalars(select(Contact)):
        contact.name = name


def deferred(peek) -> list:
    return [row[0] for row in peek("SELECT args FROM procrastinate_jobs ORDER BY id")]


def test_a_job_is_there_once_the_request_committed(app, world: World, peek):
    with app.test_request_context():
        name_all.later(workspace_id=world.lune.id, name="x")
        db.finish(keep=True)
    assert deferred(peek) == [{"name": "x", "workspace_id": str(world.lune.id)}]


def test_a_job_may_defer_another_where_the_worker_runs(app, world: World, peek, addresses: Databases):
    """The worker's connector is open and asynchronous; ours is the connection of the unit of work."""

    def defer() -> None:
        with app.test_request_context():
            name_all.later(workspace_id=world.lune.id, name="y")
            db.finish(keep=True)

    async def run() -> None:
        conninfo = make_url(addresses.jobs).set(drivername="postgresql").render_as_string(False)
        connector = PsycopgConnector(conninfo=conninfo)
        await connector.open_async()
        try:
            with jobs.queue.replace_connector(connector):
                await asyncio.to_thread(defer)
        finally:
            await connector.close_async()

    asyncio.run(run())
    assert deferred(peek) == [{"name": "y", "workspace_id": str(world.lune.id)}]


def test_a_refused_request_leaves_no_job(app, world: World, peek):
    with app.test_request_context():
        name_all.later(workspace_id=world.lune.id, name="x")
        db.finish(keep=False)
    assert deferred(peek) == []


def test_the_web_role_cannot_read_what_jobs_carry(connection):
    with pytest.raises(Exception, match="permission denied"), connection.begin_nested():
        connection.exec_driver_sql("SELECT args FROM procrastinate_jobs")


def test_a_job_works_inside_its_workspace_alone(app, world: World):
    world.company(world.lune, "À moi")
    world.company(world.soleil, "À l’autre")
    name_all.now(workspace_id=str(world.lune.id), name="Renommée")
    with world.inside(world.soleil) as session:
        assert session.scalars(select(Contact.name)).all() == ["À l’autre"]
    with world.inside(world.lune) as session:
        assert session.scalars(select(Contact.name)).all() == ["Renommée"]


def test_a_job_without_a_workspace_cannot_touch_tenant_rows(app, world: World):
    with pytest.raises(NoWorkspace):
        name_all.now(name="x")


def test_a_job_may_ask_for_another_one_while_the_worker_runs(app, world: World, addresses: Databases, peek):
    """The worker holds the queue open in its own way, and runs a job in a thread beside."""

    def ask() -> None:
        with world.inside(world.lune):
            name_all.later(workspace_id=world.lune.id, name="x")

    async def running() -> None:
        url = make_url(addresses.jobs).set(drivername="postgresql").render_as_string(False)
        with jobs.queue.replace_connector(PsycopgConnector(conninfo=url)) as queue:
            async with queue.open_async():
                await asyncio.to_thread(ask)

    asyncio.run(running())
    assert deferred(peek) == [{"name": "x", "workspace_id": str(world.lune.id)}]


def test_a_worker_sends_the_mails_and_stops_when_told(addresses: Databases, tmp_path):
    database = Database(addresses.web)
    session = database.open(read_only=False, first=First("SELECT 1"))
    connection = session.connection().connection.driver_connection
    mail.deliver.task.configure(connection=connection).defer(
        to="ines@exemple.fr", subject="Bonjour", body="Un mot.\n"
    )
    session.commit()
    session.close()
    database.engine.dispose()
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "worker"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "FLASK_APP": "webapp.app", "DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 32,
             "DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner,
             "DATABASE_JOBS_URL": addresses.jobs},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob("mail/*.eml")) and time.monotonic() < deadline:
            assert worker.poll() is None, worker.stdout.read().decode()
            time.sleep(0.1)
        (message,) = mail.kept_mails(tmp_path)
        assert message["To"] == "ines@exemple.fr"
    finally:
        worker.terminate()
        worker.communicate(timeout=20)
    assert worker.returncode == 0
    url = make_url(addresses.admin).set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url, autocommit=True) as conn:
        left = conn.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver'")
        assert left.fetchall() == []  # its body held a link: nothing of it stays
        conn.execute("TRUNCATE procrastinate_jobs CASCADE")
