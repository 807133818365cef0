"""Every address followed is read again each day.

The walk over the workspaces runs as the queue's own role, which alone may list their ids; each workspace then
has a job of its own, inside it.
"""

from typing import cast

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict

from webapp.calendar.imports import actions, queries
from webapp.core import clock
from webapp.core.jobs import job, queue


@job
def refresh_all() -> None:
    """Those of one workspace not read lately; run twice, it reads them once."""
    for subscription in queries.to_refresh(clock.now() - actions.STALE):
        actions.refresh(subscription)


@queue.periodic(cron="41 4 * * *")
@queue.task(queueing_lock="calendars refresh", pass_context=True, name="calendar.imports.jobs.walk")
async def walk(context: JobContext, timestamp: int) -> None:
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    each: list[JSONDict] = [{"workspace_id": str(row["id"])} for row in rows]
    if each:
        await refresh_all.task.batch_defer_async(*each)
