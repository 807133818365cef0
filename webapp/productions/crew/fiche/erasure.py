"""Every night: what speaks of health is erased once the work is over, and the fiches of those who left.

The walk over the workspaces runs as the queue's own role, as that of the reminders does; each workspace
then has a job of its own.
"""

from datetime import date, timedelta
from typing import cast

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict
from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from webapp.core import clock
from webapp.core.db import db
from webapp.core.jobs import job, queue
from webapp.productions.crew.fiche.actions import forget_health
from webapp.productions.crew.models import Member, PrivateSheet
from webapp.productions.models import Phase

AT_MOST = timedelta(days=180)  # where neither the person nor the show has a last day
UNDONE_WITHIN = timedelta(days=1)  # taken away by mistake, one is put back on the same day


@job
def erase_health(day: str) -> None:
    """Run twice, it erases once."""
    today = date.fromisoformat(day)
    over = _over(today)
    for sheet in db().scalars(
        select(PrivateSheet)
        .join(Member, Member.id == PrivateSheet.member_id)
        .where(PrivateSheet.health.is_not(None), over)
    ):
        forget_health(sheet)
    gone = select(Member.id).where(Member.deleted_at < clock.now() - UNDONE_WITHIN)
    db().execute(delete(PrivateSheet).where(PrivateSheet.member_id.in_(gone)))


@queue.periodic(cron="42 3 * * *")
@queue.task(queueing_lock="erase health", pass_context=True, name="productions.crew.fiche.erasure.walk")
async def walk(context: JobContext, timestamp: int) -> None:
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    day = clock.today().isoformat()
    if rows:
        each: list[JSONDict] = [{"day": day, "workspace_id": str(row["id"])} for row in rows]
        await erase_health.task.batch_defer_async(*each)


def _over(today: date) -> ColumnElement[bool]:
    """The person's last day is behind; without one, the show's; without any, half a year after it was sent."""
    last_of_show = (
        select(func.max(Phase.end_on))
        .where(Phase.production_id == Member.production_id)
        .correlate(Member)
        .scalar_subquery()
    )
    last_day = func.coalesce(Member.end_on, last_of_show)
    return or_(last_day < today, and_(last_day.is_(None), PrivateSheet.received_at < clock.now() - AT_MOST))
