"""Every night, visits older than what every page of a link says are erased.

The walk over the workspaces runs as the queue's own role, as that of the reminders does; each workspace
then has a job of its own.
"""

from typing import cast

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict
from sqlalchemy import delete

from webapp.core import clock
from webapp.core.db import db
from webapp.core.jobs import job, queue
from webapp.sharing.models import Visit
from webapp.sharing.visits.queries import KEPT


@job
def forget_old() -> None:
    db().execute(delete(Visit).where(Visit.at < clock.now() - KEPT))


@queue.periodic(cron="47 3 * * *")
@queue.task(queueing_lock="forget visits", pass_context=True, name="sharing.visits.jobs.walk")
async def walk(context: JobContext, timestamp: int) -> None:
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    each: list[JSONDict] = [{"workspace_id": str(row["id"])} for row in rows]
    if each:
        await forget_old.task.batch_defer_async(*each)
