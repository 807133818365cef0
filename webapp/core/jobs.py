"""Work done later: deferred in the caller's transaction, carrying its workspace, run by the worker.

The web process never opens the queue: a job is a row inserted by the request's own connection, so
it exists if and only if the request committed.
"""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Flask, g
from procrastinate import App as Queue
from procrastinate import JobContext, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

from webapp.core import db
from webapp.core.current import Workspace

# max_attempts counts the retries: the first try comes before them.
RETRY = RetryStrategy(max_attempts=4, exponential_wait=3)
STALLED_AFTER_SECONDS = 60
KEEP_FAILED_HOURS = 24

queue = Queue(connector=PsycopgConnector())
# The worker's own connector speaks asynchronously: a job that defers another would be refused our connection.
BY_OUR_CONNECTION = JobManager(SyncPsycopgConnector())
_app: Flask | None = None


def init_app(app: Flask) -> None:
    global _app
    _app = app


def job(function: Callable[..., None]) -> "Job":
    """A function run by the worker in a unit of work of its own; give it plain values.

    Called with `workspace_id` it works inside that workspace; a job that touches tenant tables
    without one raises, like anything else.
    """

    @functools.wraps(function)
    def run(**values: Any) -> None:
        if _app is None:
            raise RuntimeError("the queue has no application")
        with _app.app_context():
            enter(values.pop("workspace_id", None))
            try:
                function(**values)
                db.finish(keep=True)
            finally:
                db.leave()

    name = f"{function.__module__.removeprefix('webapp.')}.{function.__name__}"
    return Job(queue.task(name=name, retry=RETRY)(run))


class Job:
    def __init__(self, task: Task[..., Any, Any]):
        self.task = task

    def later(
        self, *, workspace_id: UUID | None, at: datetime | None = None, lock: str | None = None, **values: Any
    ) -> None:
        """Defer in the transaction of the request; `workspace_id` is always said, None on purpose."""
        if workspace_id is not None:
            values["workspace_id"] = str(workspace_id)
        connection = db.db().connection().connection.driver_connection
        options: dict[str, Any] = {"connection": connection, "lock": lock}
        if at is not None:
            options["schedule_at"] = at.astimezone(UTC)
        deferrer = self.task.configure(**options)
        deferrer.job_manager = BY_OUR_CONNECTION
        deferrer.defer(**values)

    def now(self, **values: Any) -> None:
        """Run it here, for the command line and tests."""
        self.task.func(**values)


def enter(workspace_id: str | UUID | None) -> None:
    """Open the session of a job or command inside a workspace, as the door does for a request."""
    if workspace_id is None:
        db.db()
        return
    wid = UUID(str(workspace_id))
    session = db.open_with(db.First("SELECT set_config('app.workspace_id', %s, true)", (str(wid),)))
    session.info["workspace_id"] = wid
    g.workspace = g.get("workspace") or Workspace(id=wid, slug="", name="")


@queue.periodic(cron="*/1 * * * *")
@queue.task(queueing_lock="rescue", pass_context=True, name="core.jobs.rescue")
async def rescue(context: JobContext, timestamp: int) -> None:
    """Take up the jobs of a worker that died."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(stalled)


@queue.periodic(cron="17 3 * * *")
@queue.task(queueing_lock="tidy", pass_context=True, name="core.jobs.tidy")
async def tidy(context: JobContext, timestamp: int) -> None:
    """Failed jobs are kept a day to be looked at: their arguments name people and carry links."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)


def work(url: str) -> None:
    """Run the worker until it is told to stop; `url` is direct, LISTEN does not survive a pooler."""
    conninfo = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with queue.replace_connector(PsycopgConnector(conninfo=conninfo)) as running:
        running.run_worker(
            name="raccord",
            shutdown_graceful_timeout=10,
            update_heartbeat_interval=10,
            listen_notify=True,
            delete_jobs="successful",  # a mail that left leaves no copy of its link behind
        )
