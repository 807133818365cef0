"""The two mails of a month: the day its window opens, and two days before it closes.

The walk over the workspaces runs as the queue's own role, which alone may list their ids and can read
nothing else of them; each workspace then has a job of its own, inside it, as any other job.
"""

from datetime import date
from typing import cast
from uuid import UUID

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict

from webapp.accounts.mails import in_language
from webapp.accounts.models import Account
from webapp.core import clock
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.db import db, hold
from webapp.core.jobs import job, queue
from webapp.core.mail import send_mail
from webapp.domain.declaration.windows import Reminder, Window, reminder_day, reminder_on, window_of
from webapp.domain.periods import Month
from webapp.rights.declaration import queries
from webapp.rights.declaration.models import SentReminder
from webapp.workspaces.queries import workspace_or_404


def days_of(window: Window) -> list[date]:
    """When each mail leaves."""
    return [reminder_day(window, reminder) for reminder in Reminder]


@job
def remind(month_on: str, reminder: str) -> None:
    """Tell the owners of one workspace, unless the month is declared; run twice, it tells them once."""
    workspace_id, window = current.workspace_id, window_of(Month.of(date.fromisoformat(month_on)))
    hold("declaration reminder", workspace_id)
    if not window.is_open(clock.today()) or queries.is_declared(window.month):
        return
    if not queries.has_something_to_declare():
        return
    slug = workspace_or_404(workspace_id).slug
    for account in queries.owners_to_remind(workspace_id, window.month, reminder):
        db().add(
            SentReminder(month_on=window.month.start_on, reminder=Reminder(reminder), account_id=account.id)
        )
        _send(account, Reminder(reminder), window, slug=slug, workspace_id=workspace_id)
    db().flush()


# Three times in the day, so that a worker that was down in the morning still tells it.
@queue.periodic(cron="7 6,10,15 * * *")
@queue.task(
    queueing_lock="declaration reminders", pass_context=True, name="rights.declaration.reminders.walk"
)
async def walk(context: JobContext, timestamp: int) -> None:
    """On a day that has something to say, a job for each workspace."""
    due = reminder_on(clock.today())
    if due is None:
        return
    month, reminder = due
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    said: JSONDict = {"month_on": month.start_on.isoformat(), "reminder": reminder.value}
    if rows:
        each: list[JSONDict] = [{**said, "workspace_id": str(row["id"])} for row in rows]
        await remind.task.batch_defer_async(*each)


def _send(account: Account, reminder: Reminder, window: Window, *, slug: str, workspace_id: UUID) -> None:
    month = window.month
    with in_language(account.language):
        send_mail(
            account.email,
            f"rights/declaration/mail/{reminder.value}.txt",
            workspace_id=workspace_id,
            month=month.start_on,
            closes_on=window.closes_on,
            url=absolute("declaration.show", workspace=slug, month=month.iso),
        )
