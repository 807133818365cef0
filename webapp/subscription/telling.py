"""What is told of the plan by mail, to owners alone, once; each workspace by a job of its own, each day."""

from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict

from webapp.accounts.mails import in_language
from webapp.billing import queries as billing
from webapp.billing import stripe
from webapp.billing.models import PassState, ProductionPass
from webapp.billing.signals import plan_changed
from webapp.core import clock
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.db import db, hold
from webapp.core.jobs import job, queue
from webapp.core.mail import send_mail
from webapp.domain.plans.stages import NEWS, News, Told, news_of
from webapp.subscription import queries
from webapp.subscription.actions import resume_on_the_day
from webapp.subscription.labels import is_debit
from webapp.subscription.models import PlanMail
from webapp.workspaces.queries import workspace_or_404


@job
def tell() -> None:
    """Run twice, it tells once."""
    if not stripe.is_sold():
        return
    hold("plan mails", current.workspace_id)
    known = queries.keys_told()
    for news, values in _said():
        key = f"{news.told} {news.key}"
        if key not in known:
            db().add(PlanMail(key=key))
            _send(news, values)
    db().flush()


def init_app() -> None:
    """Listen to the plans: a payment refused is told at once."""
    plan_changed.connect(_changed)


def _changed(workspace_id: UUID) -> None:
    tell.later(workspace_id=workspace_id)


@queue.periodic(cron="7 7 * * *")
@queue.task(queueing_lock="plans", pass_context=True, name="subscription.telling.walk")
async def walk(context: JobContext, timestamp: int) -> None:
    """In the morning: pauses that end, then what there is to tell."""
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    ids = [str(row["id"]) for row in rows]
    resumed: list[JSONDict] = [{"workspace": one, "workspace_id": one} for one in ids]
    told: list[JSONDict] = [{"workspace_id": one} for one in ids]
    if ids:
        await resume_on_the_day.task.batch_defer_async(*resumed)
        await tell.task.batch_defer_async(*told)


def _said() -> Iterator[tuple[News, dict[str, Any]]]:
    now, row, held = clock.now(), billing.subscription(), billing.passes()
    plan = billing.plan_of(row, held, is_sold=True)
    for news in news_of(plan, now, stripe_id=row.stripe_id if row else None):
        is_refused = row is not None and row.status in ("past_due", "unpaid")
        yield news, {"is_debit": is_debit(row.method if row else None), "is_refused": is_refused}
    ended = [
        one
        for one in held
        if one.is_bought
        and one.ends_at is not None
        and one.ends_at <= now < one.ends_at + NEWS
        and not plan.has_pass(one.production_id, now)
    ]
    refused = [one for one in held if one.state == PassState.FAILED and one.payer]
    titles = queries.titles() if ended or refused else {}
    for one in ended:
        news = News(Told.PASS_ENDED, one.public_id, one.ends_at or now)
        yield news, {"production": titles.get(one.production_id, "")}
    for one in refused:
        news = News(Told.PASS_REFUSED, f"{one.public_id} {one.pages}", now)
        yield news, {"production": titles.get(one.production_id, ""), "url": _page_of(one)}


def _page_of(one: ProductionPass) -> str:
    slug = workspace_or_404(current.workspace_id).slug
    return absolute("subscription.show_pass", workspace=slug, pass_id=one.public_id)


def _send(news: News, values: dict[str, Any]) -> None:
    slug = workspace_or_404(current.workspace_id).slug
    values = {"url": absolute("subscription.show", workspace=slug), **values}
    for account in queries.owners(current.workspace_id):
        with in_language(account.language):
            send_mail(
                account.email,
                f"subscription/mail/{news.told}.txt",
                workspace_id=current.workspace_id,
                at=news.at,
                **values,
            )
