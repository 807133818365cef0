"""What is asked of Stripe. Nothing here writes the plan: Stripe says, later, what it became.

Each request carries a key made from what is wanted and from what was before: asked again after a cut network,
or twice at once, it is the same request, and Stripe does it once.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from webapp.billing import queries as billing
from webapp.billing import stripe
from webapp.billing.actions import customer_for
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.domain.plans.prices import Interval, price_named
from webapp.domain.plans.standing import GRACE, Plan
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.subscription import queries
from webapp.subscription.models import Asking, Wish

ALIVE = ("active", "trialing", "past_due", "paused", "unpaid")
SHUT = ("paused", "unpaid")
# Stripe wants two days at least between a page of payment and the end of its trial.
SHORTEST_TRIAL_DAYS = 3
LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True)
class Payer:
    email: str
    name: str
    language: str


def begin(workspace_id: UUID, interval: Interval, plan: Plan, payer: Payer, *, back: str) -> None:
    """A page of payment, kept in `Asking.url`: the same one as long as nothing of it changes.

    Raises Refused, Unreachable, Declined.
    """
    hold("asking", workspace_id)
    customer = customer_for(workspace_id, payer.email, payer.name, payer.language)
    held, seats, trial_end = queries.asking(), queries.seats(workspace_id), _trial_end(plan)
    before = held.session_id if held is not None else None
    wanted = f"{interval} {seats} {trial_end} {payer.language} {back}"
    if before is not None and _is_open(before, is_same=held is not None and held.terms == _digest(wanted)):
        return
    _refuse_a_second(customer)
    made = stripe.begin_subscription(
        customer,
        interval,
        seats,
        key=f"subscribe {workspace_id} {_digest(f'{wanted} {before}')}",
        back=back,
        language=payer.language,
        trial_end=trial_end,
    )
    row = _ask(Wish.SUBSCRIBE)
    row.terms, row.session_id, row.url = _digest(wanted), made.id, made.url
    db().flush()


def switch(workspace_id: UUID, interval: Interval, *, key: str) -> None:
    stripe.change_interval(_held(workspace_id, Wish.SWITCH), interval, key=f"switch {key}")


def stop(workspace_id: UUID, *, key: str) -> bool:
    """At the end of what is paid; at once, and so it is told, where nothing is open any more."""
    said = _held(workspace_id, Wish.STOP)
    if is_shut := said.status in SHUT or _is_lapsed(said):
        stripe.end_now(said, key=f"end {key}")
    else:
        stripe.cancel_at_end(said, True, key=f"stop {key}")
    return is_shut


def keep(workspace_id: UUID, *, key: str) -> None:
    """Not to stop after all."""
    stripe.cancel_at_end(_held(workspace_id, Wish.KEEP), False, key=f"keep {key}")


def pause(workspace_id: UUID, until: date, *, key: str) -> None:
    said = _held(workspace_id, Wish.PAUSE)
    if said.status != "active" or said.cancels_at is not None:
        raise Refused(
            sentence("La pause se prend sur un abonnement en cours, qui n’est pas en train de s’arrêter.")
        )
    stripe.pause(said, until.isoformat(), key=f"pause {key}")


def resume(workspace_id: UUID, *, key: str) -> None:
    stripe.resume(_held(workspace_id, Wish.RESUME), key=f"resume {key}")


def portal(workspace_id: UUID, *, back: str, language: str) -> str:
    """Its address, used once."""
    customer = billing.customer_of(workspace_id)
    if customer is None:
        raise Refused(NOTHING)
    return stripe.portal(customer, back, language)


def bills(workspace_id: UUID) -> list[stripe.Bill]:
    customer = billing.customer_of(workspace_id)
    return stripe.bills_of(customer) if customer else []


@job
def resume_on_the_day(workspace: str) -> None:
    """A pause ends on the day that was chosen for it; never a subscription that was stopped meanwhile."""
    workspace_id = UUID(workspace)
    row = billing.subscription()
    is_due = row is not None and row.status == "paused" and row.resumes_at is not None
    if row is None or row.resumes_at is None or not is_due or row.resumes_at > clock.now():
        return
    said = _held(workspace_id, Wish.RESUME)
    if said.status == "paused" and said.cancels_at is None:
        stripe.resume(said, key=f"resume {said.id} {row.resumes_at:%Y-%m-%d}")


def interval_of(price: str | None) -> Interval | None:
    found = price_named(price) if price else None
    return found.interval if found else None


NOTHING = sentence("Il n’y a pas d’abonnement en cours.")


def _held(workspace_id: UUID, wish: Wish) -> stripe.Said:
    """What Stripe has now, not what we last heard: noted as asked."""
    hold("asking", workspace_id)
    customer = billing.customer_of(workspace_id)
    said = stripe.subscription_of(customer) if customer else None
    if said is None or said.status not in ALIVE:
        raise Refused(NOTHING)
    _ask(wish)
    return said


def _is_lapsed(said: stripe.Said) -> bool:
    """A payment refused for longer than Pro waits for it."""
    row = billing.subscription()
    since = row.past_due_since if row is not None and row.stripe_id == said.id else None
    return said.status == "past_due" and since is not None and clock.now() >= since + GRACE


def _ask(wish: Wish) -> Asking:
    row = queries.asking()
    if row is None:
        row = Asking()
        db().add(row)
    row.wish, row.asked_at = wish, clock.now()
    return row


def _is_open(session_id: str, *, is_same: bool) -> bool:
    """The page made before serves again for the same terms; for others it closes, so that one alone can be paid."""
    if is_same:
        return stripe.session(session_id).status == "open"
    stripe.expire_session(session_id)
    return False


def _refuse_a_second(customer: str) -> None:
    said = stripe.subscription_of(customer)
    if said is not None and said.status in ALIVE:
        raise Refused(
            sentence("Un abonnement est déjà en cours\u00a0: la page le montre dès que Stripe le confirme.")
        )


def _trial_end(plan: Plan) -> datetime | None:
    """Nobody pays before the end of their trial."""
    ends = plan.trial_ends_at
    if ends is None or ends <= clock.now():
        return None
    soonest = datetime.combine(
        clock.today() + timedelta(days=SHORTEST_TRIAL_DAYS), datetime.min.time(), clock.PARIS
    )
    return max(ends, soonest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
