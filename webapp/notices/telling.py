"""The jobs that tell: each workspace has its own, inside it; the walk over them can read nothing else."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict

from webapp.accounts.mails import in_language
from webapp.core import clock
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.db import db, hold
from webapp.core.jobs import job, queue
from webapp.core.mail import send_mail
from webapp.domain.notices import AHEAD, CHANGE_DAYS, Notice, due_at
from webapp.notices import queries
from webapp.notices.models import SentNotice
from webapp.productions.crew.queries import ending_between
from webapp.productions.planning.labels import DAYS
from webapp.productions.planning.models import Day
from webapp.productions.planning.signals import Times, day_changed
from webapp.sharing.answers.queries import share_of_reply, untold
from webapp.sharing.models import Reply, Share
from webapp.sharing.queries import productions_of_share
from webapp.sharing.signals import share_first_opened, share_replied
from webapp.workspaces.queries import workspace_or_404

# A planning is changed, and a link answered, by several touches: the mail waits for the last one.
SETTLES = timedelta(minutes=5)


@job
def tell(notice: str, on: str) -> None:
    """Tell the people of one workspace what happens that day; run twice, it tells them once."""
    kind, day = Notice(notice), date.fromisoformat(on)
    hold("notice", current.workspace_id, notice)
    for key, values in _said(kind, day):
        _send(kind, key, values)
    db().flush()


@job
def tell_change(day_id: str, before: dict[str, Any], by: str | None) -> None:
    found = queries.day_told(UUID(day_id))
    if found is None:
        return
    day, production, place = found
    old, new = Times(**before), Times.of(day)
    today = clock.today()
    hold("notice", current.workspace_id, Notice.CHANGE)
    if new == old or not today <= day.on <= today + timedelta(days=CHANGE_DAYS):
        return
    values = {
        "production": production,
        "day": day,
        "old": old,
        "new": new,
        "old_place": queries.place_name(UUID(old.place_id)) if old.place_id else None,
        "new_place": place.name if place else None,
        "old_on": date.fromisoformat(old.on),
        "kind": DAYS[day.kind],
        "url": _url("planning.day", production=production.public_id, day_id=day.public_id),
    }
    _send(Notice.CHANGE, f"{day.public_id} {new.key}", values, but=UUID(by) if by else None)
    db().flush()


@job
def tell_reply(reply_id: str) -> None:
    """All that was answered through a link in one mail, once nothing more comes: each answer has this job."""
    share_id = share_of_reply(UUID(reply_id))
    if share_id is None:
        return
    hold("notice", current.workspace_id, Notice.REPLY, share_id)
    found = untold(share_id)
    if not found or found[-1].Reply.id != UUID(reply_id):
        return
    waiting = [row for row in found if row.Reply.handled_at is None]
    if waiting:
        values = {"replies": waiting, "share": waiting[0].Share}
        values["url"] = _url("sharing.show", share_id=waiting[0].Share.public_id)
        _send(Notice.REPLY, found[-1].Reply.public_id, values)
    for row in found:
        row.Reply.told_at = clock.now()
    db().flush()


def init_app() -> None:
    """Listen to the planning and to the links, which lie below and know nothing of mails."""
    day_changed.connect(_changed)
    share_replied.connect(_replied)
    share_first_opened.connect(_first_opened)


def _changed(day: Day, *, before: Times) -> None:
    """The others are told a little later, of where the day has come to."""
    by = current.user.id if current.user else None
    tell_change.later(
        workspace_id=day.workspace_id,
        at=clock.now() + SETTLES,
        day_id=str(day.id),
        before=vars(before),
        by=str(by) if by else None,
    )


def _replied(reply: Reply) -> None:
    """A little later, for who answers once often answers again."""
    tell_reply.later(workspace_id=reply.workspace_id, at=clock.now() + SETTLES, reply_id=str(reply.id))


def _first_opened(share: Share) -> None:
    """In the job that noted it."""
    shown = ", ".join(production.title for production in productions_of_share(share.id))
    url = _url("sharing.show", share_id=share.public_id)
    _send(Notice.OPENING, share.public_id, {"share": share, "shown": shown, "url": url})


@queue.periodic(cron="11 * * * *")
@queue.task(queueing_lock="notices", pass_context=True, name="notices.telling.walk")
async def walk(context: JobContext, timestamp: int) -> None:
    """At an hour that has something to say, a job for each workspace."""
    due = due_at(clock.now())
    if not due:
        return
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    today = clock.today()
    each: list[JSONDict] = [
        {"notice": kind.value, "on": (today + AHEAD[kind]).isoformat(), "workspace_id": str(row["id"])}
        for kind in due
        for row in rows
    ]
    if each:
        await tell.task.batch_defer_async(*each)


def _said(kind: Notice, day: date) -> Iterable[tuple[str, dict[str, Any]]]:
    """Each thing to tell, under the key that tells it from another."""
    if kind is Notice.TOMORROW:
        days, jobs = queries.days_on(day), queries.jobs_on(day)
        planned = {production.id for _day, production, _place in days}
        alone = [one for one in jobs if one.production_id not in planned]
        if days or alone:
            yield (
                day.isoformat(),
                {"on": day, "days": days, "jobs": alone, "kinds": DAYS, "url": _url("home.today")},
            )
    elif kind is Notice.OPTION:
        for option in queries.options_until(clock.today(), day):
            url = _url("engagements.show", public_id=option.public_id)
            yield f"{option.public_id} {option.option_until_on}", {"option": option, "url": url}
    elif kind is Notice.CONTRACT:
        ends = ending_between(clock.today(), day)
        for production, end_on in dict.fromkeys((show, member.end_on) for member, _person, show in ends):
            url = _url("productions.show", public_id=production.public_id)
            yield f"{production.public_id} {end_on}", {"production": production, "end_on": end_on, "url": url}


def _send(kind: Notice, key: str, values: dict[str, Any], *, but: UUID | None = None) -> None:
    workspace_id = current.workspace_id
    stop = _url("notices.index")
    for account in queries.people_to_tell(workspace_id, kind, key, but=but):
        db().add(SentNotice(account_id=account.id, notice=kind, key=key))
        with in_language(account.language):
            template = f"notices/mail/{kind.value}.txt"
            send_mail(account.email, template, workspace_id=workspace_id, stop=stop, **values)


def _url(endpoint: str, **values: str) -> str:
    return absolute(endpoint, workspace=workspace_or_404(current.workspace_id).slug, **values)
