"""What changes a plan. Events only say that something changed: `refresh` asks Stripe, under a lock, and writes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from procrastinate import JobContext, PsycopgConnector
from procrastinate.types import JSONDict
from sqlalchemy import delete, select, update

from webapp.billing import queries, stripe
from webapp.billing.models import PassState, ProductionPass, StripeCustomer, StripeEvent, Subscription
from webapp.billing.signals import plan_changed
from webapp.core import clock
from webapp.core.db import database, db, finish, hold, leave
from webapp.core.jobs import job, queue
from webapp.domain.plans.passes import ends_of
from webapp.domain.plans.standing import TRIAL
from webapp.workspaces.signals import writers_changed

log = logging.getLogger("raccord.billing")
# Those after which the plan may be another; any other is kept and answered, and changes nothing.
TELLING = ("customer.subscription.", "invoice.", "customer.deleted", "customer.updated")
OF_CHECKOUT = "checkout.session."
REFUNDED = "charge.refunded"  # by a customer of ours; of a company, the day after
# What a refused payment may come to: since when stays known.
UNPAID = ("unpaid", "canceled")
LATER = timedelta(hours=1)
STILL_PAID = timedelta(days=150)  # a pass is asked for, then paid, by companies


def take(event: stripe.Event) -> None:
    """Once, whatever the times it comes, in one transaction: its row, and the job that asks Stripe."""
    if not stripe.is_ours(event):
        log.warning("an event of the other mode was left aside", extra={"event": event.id})
        return
    workspace_id = _workspace_of(event) if event.type.startswith((*TELLING, OF_CHECKOUT, REFUNDED)) else None
    hold("event", event.id)
    if db().get(StripeEvent, event.id) is not None:
        return
    done_at = clock.now() if workspace_id is None else None
    db().add(StripeEvent(id=event.id, type=event.type, created_at=event.created_at, done_at=done_at))
    if workspace_id is None:
        return
    if event.type == "customer.deleted":
        log.warning("a customer was deleted in Stripe: its plan ends", extra=_here(workspace_id))
    lock = f"plan {workspace_id}"
    if event.type.startswith(OF_CHECKOUT) and event.object.get("mode") == "payment":
        session = event.object["id"]
        refresh_pass.later(workspace_id=workspace_id, lock=lock, session=session, event=event.id)
    elif event.type == REFUNDED:
        repair.later(workspace_id=workspace_id, workspace=str(workspace_id), event=event.id)
    else:
        refresh.later(workspace_id=workspace_id, lock=lock, workspace=str(workspace_id), event=event.id)


@job
def refresh(workspace: str, event: str | None = None) -> None:
    """The plan becomes what Stripe says now: whatever the order of events, the last to ask is right."""
    with _answering(event):
        _ask(UUID(workspace))


@job
def refresh_pass(session: str, event: str | None = None) -> None:
    """A pass is open once its page is paid, a debit on its way included; refused later, it closes."""
    with _answering(event):
        hold("plan", db().info["workspace_id"])  # before asking: an older answer is never written last
        _ask_of_pass(session)


@job
def repair(workspace: str, event: str | None = None) -> None:
    """What no event told, or what nobody could hear. Each hour until Stripe answers: whoever paid meanwhile waits."""
    try:
        with _answering(event):
            _repair(workspace)
    except stripe.Unreachable:
        _repair_later(UUID(workspace), event)


def _repair_later(workspace_id: UUID, event: str | None) -> None:
    repair.later(workspace_id=workspace_id, at=clock.now() + LATER, workspace=str(workspace_id), event=event)


def _repair(workspace: str) -> None:
    workspace_id = UUID(workspace)
    if not stripe.is_sold():
        return
    if _ask(workspace_id):
        log.warning("a plan was not what Stripe says: repaired", extra={"workspace": workspace})
    for one in queries.passes():
        if one.session_id is not None and _may_change(one):
            refresh_pass.later(workspace_id=workspace_id, lock=f"plan {workspace}", session=one.session_id)


def _may_change(one: ProductionPass) -> bool:
    """Paid late, or paid and given back."""
    now = clock.now()
    if one.state == PassState.PAID:
        return one.ends_at is not None and one.ends_at > now
    return one.created_at > now - STILL_PAID


def _ask(workspace_id: UUID) -> bool:
    """Whether the plan became another."""
    if not stripe.is_sold():
        return False
    # Before asking: an older answer is never written last, nor that of a former customer.
    hold("plan", workspace_id)
    customer = queries.customer_of(workspace_id)
    if customer is None:
        return False
    asked_at, said = clock.now(), stripe.subscription_of(customer)
    row = own_row()
    before = (row.stripe_id, row.status, row.price, row.seats, row.cancels_at, row.others)
    write(row, said, asked_at)
    after = (row.stripe_id, row.status, row.price, row.seats, row.cancels_at, row.others)
    if before != after:
        log.info("a plan changed", extra={"before": before[1], "after": after[1], **_here(workspace_id)})
        plan_changed.send(workspace_id)
    if row.others:
        log.warning(
            "a customer pays for several subscriptions", extra={"others": row.others, **_here(workspace_id)}
        )
    if row.status in stripe.ALIVE and row.seats != queries.seats_needed(workspace_id):
        writers_changed.send(workspace_id)
    return before != after


def _ask_of_pass(session: str) -> None:
    """The session names its pass and its workspace: only one that is here is found."""
    try:
        paid = stripe.session(session)
    except stripe.Gone:  # of another account: what was paid for there is not taken away
        log.warning("a page of payment is not in this Stripe", extra={"session": session})
        return
    named, named_here = _uuid(paid.metadata.get("pass")), paid.metadata.get("workspace")
    found = db().scalar(select(ProductionPass).where(ProductionPass.id == named)) if named else None
    if found is None or found.session_id != session or named_here != str(found.workspace_id):
        if paid.is_paid:
            log.warning("a page was paid for a pass that is not here", extra={"session": session})
        return
    before, was_returned = found.state, found.is_returned
    _write_pass(found, paid)
    _one_after_another(found.production_id)
    if (before, was_returned) != (found.state, found.is_returned):
        log.info(
            "a pass changed", extra={"before": before, "after": found.state, **_here(found.workspace_id)}
        )
        plan_changed.send(found.workspace_id)


def write(row: Subscription, said: stripe.Said | None, asked_at: datetime) -> None:
    row.refreshed_at = asked_at
    if said is None:  # nothing yet, or nothing any more
        row.status = "canceled" if row.stripe_id is not None else None
        row.price = row.method = row.amount_cents = None
        row.period_ends_at = row.cancels_at = row.past_due_since = row.resumes_at = None
        row.seats = row.others = 0
        return
    if row.stripe_id != said.id:  # what another owed says nothing of this one
        row.past_due_since = None
    if said.status == "past_due":
        row.past_due_since = row.past_due_since or clock.now()
    elif said.status not in UNPAID:
        row.past_due_since = None
    row.stripe_id, row.status, row.price, row.seats = said.id, said.status, said.price, said.seats
    row.amount_cents, row.period_ends_at, row.cancels_at = (
        said.amount_cents,
        said.period_ends_at,
        said.cancels_at,
    )
    row.method, row.others = said.method, said.others
    row.resumes_at = _morning_of(said.resumes_on) if said.resumes_on else None


def own_row() -> Subscription:
    """Of the workspace that is open; made once, whatever the requests at the same time."""
    found = queries.subscription()
    if found is None:
        hold("subscription row", db().info["workspace_id"])
        found = queries.subscription()
    if found is None:
        found = Subscription()
        db().add(found)
        db().flush()
    return found


def begin_trial() -> datetime:
    """Thirty days of Pro, once, whatever the requests at the same time. Returns their end."""
    hold("trial", db().info["workspace_id"])
    row = own_row()
    if row.trial_ends_at is None:
        row.trial_started_at = clock.now()
        row.trial_ends_at = row.trial_started_at + TRIAL
        db().flush()
    return row.trial_ends_at


def customer_for(workspace_id: UUID, email: str, name: str, language: str) -> str:
    """One that was deleted in Stripe gives way to another."""
    hold("customer", workspace_id)
    former = queries.customer_of(workspace_id)
    if former is not None and not stripe.is_gone(former):
        return former
    made = stripe.make_customer(workspace_id, email, name, language, former=former or "")
    db().execute(delete(StripeCustomer).where(StripeCustomer.workspace_id == workspace_id))
    db().add(StripeCustomer(id=made, workspace_id=workspace_id))
    db().flush()
    return made


@job
def end_customer(customer: str) -> None:
    """The workspace is gone: so is its customer, and what it paid for. Tried until Stripe has answered."""
    try:
        stripe.end_customer(customer)
    except (stripe.Unreachable, stripe.Declined):  # nobody else remembers it, and it pays
        log.warning("a customer that is gone could not be ended yet", extra={"customer": customer})
        end_customer.later(workspace_id=None, at=clock.now() + LATER, customer=customer)


def close_pages(*productions: UUID) -> None:
    """What is asked for these, or for the whole space, can no longer be paid."""
    if not stripe.is_sold():
        return
    for one in queries.passes():
        is_theirs = not productions or one.production_id in productions
        if is_theirs and one.session_id is not None and one.state == PassState.WAITING:
            close_page.later(workspace_id=None, session=one.session_id)


@job
def close_page(session: str) -> None:
    try:
        stripe.expire_session(session)
    except stripe.Unreachable:
        log.warning("a page of payment could not be closed yet", extra={"session": session})
        close_page.later(workspace_id=None, at=clock.now() + LATER, session=session)


@queue.periodic(cron="23 4 * * *")
@queue.task(queueing_lock="reconcile", pass_context=True, name="billing.actions.reconcile")
async def reconcile(context: JobContext, timestamp: int) -> None:
    """Each day: what an event did not say, or was lost, is asked again; each workspace by a job of its own."""
    connector = cast(PsycopgConnector, context.app.connector)
    rows = await connector.execute_query_all_async("SELECT id FROM every_workspace() AS id")
    each: list[JSONDict] = [{"workspace": str(row["id"]), "workspace_id": str(row["id"])} for row in rows]
    if each:
        await repair.task.batch_defer_async(*each)


@contextmanager
def _answering(event: str | None) -> Iterator[None]:
    """An event is done once what it changed is kept. One that failed says on what, and its job tries again: a few
    times at once, then `repair`, each hour, where it is Stripe that did not answer."""
    workspace_id = db().info["workspace_id"]
    try:
        yield
    except Exception as error:
        if event is not None:
            leave()
            is_first = _note_error(event, type(error).__name__)
            if is_first and isinstance(error, stripe.Unreachable):
                _repair_later(workspace_id, event)
                finish(keep=True)
        raise
    if event is not None:
        note = update(StripeEvent).where(StripeEvent.id == event)
        db().execute(note.values(done_at=clock.now(), error=None))


def _note_error(event: str, name: str) -> bool:
    """Whether it is its first."""
    with database().transaction() as session:
        before = session.scalar(select(StripeEvent.error).where(StripeEvent.id == event))
        session.execute(update(StripeEvent).where(StripeEvent.id == event).values(error=name))
    return before is None


def _here(workspace_id: UUID) -> dict[str, str]:
    return {"workspace": str(workspace_id)}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _write_pass(found: ProductionPass, paid: stripe.Paid) -> None:
    if paid.is_returned:
        if not found.is_returned:
            found.state, found.starts_at, found.ends_at = PassState.PAID, None, clock.now()
        return
    if found.state == PassState.PAID:
        if paid.is_paid:
            found.invoice_url = paid.invoice_url or found.invoice_url
        return
    if paid.status == "open":
        return
    if paid.status == "expired" or paid.is_failed:
        found.state, found.starts_at, found.ends_at = PassState.FAILED, None, None
        return
    was_sent_back = found.payer is not None  # it had opened for days that nobody paid: not twice
    if found.starts_at is None and (paid.is_paid or not was_sent_back):
        found.starts_at = clock.now()
    found.state = PassState.PAID if paid.is_paid else PassState.PAYING
    found.invoice_url, found.payer = paid.invoice_url, paid.payer


def _workspace_of(event: stripe.Event) -> UUID | None:
    """Known by its customer; a pass paid by a company, by the session we made."""
    kind = event.object.get("object")
    customer = event.object.get("id") if kind == "customer" else event.object.get("customer")
    found = queries.workspace_of_customer(customer) if isinstance(customer, str) else None
    if found is None and event.type.startswith(OF_CHECKOUT):
        return _uuid((event.object.get("metadata") or {}).get("workspace"))
    return found


def _one_after_another(production_id: UUID) -> None:
    """One that the bank sent back no longer lengthens those that follow."""
    paid = [
        (one.starts_at, one)
        for one in queries.passes()
        if one.production_id == production_id and one.starts_at is not None
    ]
    paid.sort(key=lambda pair: pair[0])
    for (_at, one), ends_at in zip(paid, ends_of([at for at, _one in paid]), strict=True):
        one.ends_at = ends_at


def _morning_of(day: str) -> datetime | None:
    """None for what a hand typed in Stripe, and is no day: the pause ends when somebody says so."""
    try:
        return datetime.combine(date.fromisoformat(day), time(6), clock.PARIS)
    except ValueError:
        return None
