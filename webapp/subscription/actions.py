"""What is asked of Stripe. Nothing here writes the plan: Stripe says, later, what it became.

Each request carries a key made from what is wanted and from what was before, or from the form: asked again after a
cut network, or twice at once, it is the same request, and Stripe does it once. What is done already is only read again.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from webapp.billing import queries as billing
from webapp.billing import stripe
from webapp.billing.actions import customer_for, refresh
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.domain.plans.prices import Interval, interval_of
from webapp.domain.plans.stages import SHUT, Stage, stage_of
from webapp.domain.plans.standing import GRACE, Plan
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.subscription import queries
from webapp.subscription.labels import is_debit
from webapp.subscription.models import Asking, Wish

# While Stripe holds one of these, another would be a second.
NOT_OVER = (*stripe.ALIVE, "paused", "unpaid")
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
    held, seats = queries.asking(), billing.seats_needed(workspace_id)
    trial_end = stripe.end_of_trial(plan.trial_ends_at)  # nobody pays before
    before = held.session_id if held is not None else None
    wanted = f"{customer} {interval} {seats} {trial_end} {payer.language} {back}"
    is_same = held is not None and held.terms == _digest(wanted)
    if before is not None and _is_open(before, is_same=is_same):
        if is_same:
            return
        raise Refused(
            sentence(
                "Un paiement est peut-être en cours sur la page ouverte avant\u00a0: réessayez dans une minute."
            )
        )
    last = _refuse_a_second(customer)
    by_card = last is not None and not last.was_begun  # days that nobody pays, again and again
    made = stripe.begin_subscription(
        customer,
        interval,
        seats,
        key=f"subscribe {workspace_id} {_digest(f'{wanted} {before} {by_card}')}",
        back=back,
        language=payer.language,
        trial_end=trial_end,
        by_card=by_card,
    )
    row = _ask(Wish.SUBSCRIBE)
    row.terms, row.session_id, row.url = _digest(wanted), made.id, made.url
    db().flush()


def switch(workspace_id: UUID, interval: Interval, *, key: str) -> None:
    said = _held(workspace_id, Wish.SWITCH)
    if interval_of(said.price) is interval:
        _ask_again(workspace_id)
    elif said.owed is not None:
        raise Refused(OWED)
    else:
        stripe.change_interval(said, interval, key=f"switch {interval} {key}")


def stop(workspace_id: UUID, *, key: str) -> bool:
    """At the end of what is paid; at once, and so it is told, where nothing is open any more."""
    said = _held(workspace_id, Wish.STOP)
    if is_shut := _stage_of(said) in SHUT:
        stripe.end_now(said, key=f"end {key}")
    elif said.cancels_at is not None:
        _ask_again(workspace_id)
    else:
        stripe.cancel_at_end(said, True, key=f"stop {key}")
    return is_shut


def keep(workspace_id: UUID, *, key: str) -> None:
    """Not to stop after all."""
    said = _held(workspace_id, Wish.KEEP)
    if said.cancels_at is None:
        _ask_again(workspace_id)
    else:
        stripe.cancel_at_end(said, False, key=f"keep {key}")


def pause(workspace_id: UUID, until: date, *, key: str) -> None:
    said = _held(workspace_id, Wish.PAUSE)
    if said.status == "paused":
        _ask_again(workspace_id)
    elif said.status != "active" or said.cancels_at is not None:
        raise Refused(
            sentence("La pause se prend sur un abonnement en cours, qui n’est pas en train de s’arrêter.")
        )
    elif said.owed is not None:
        raise Refused(OWED)
    else:
        stripe.pause(said, until.isoformat(), key=f"pause {until} {key}")


def resume(workspace_id: UUID, *, key: str) -> bool:
    """Whether it was asked: not while its debit is on its way, which Stripe would refuse to take again."""
    said = _held(workspace_id, Wish.RESUME)
    if said.status != "paused":
        _ask_again(workspace_id)
        return True
    try:
        stripe.resume(said, key=f"resume {key}")
    except stripe.Impossible:
        if said.owed is None or not is_debit(said.method):
            raise
        _ask_again(workspace_id)
        return False
    return True


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
    """A pause ends on the day that was chosen for it; never a subscription that was stopped meanwhile. What waits to be
    paid since is Stripe's to try again, as long as any other: asked for anew, it would be drawn and taken twice."""
    workspace_id = UUID(workspace)
    row = billing.subscription()
    if row is None or row.status != "paused" or row.resumes_at is None:
        return
    if not row.resumes_at <= clock.now() < row.resumes_at + GRACE:
        return
    said = _held(workspace_id, Wish.RESUME)
    if said.status == "paused" and said.cancels_at is None and said.owed is None:
        stripe.resume(said, key=f"resume {said.id} {clock.today()}")


NOTHING = sentence("Il n’y a pas d’abonnement en cours.")
# Stripe gives back what is left of a period whether it was paid or not.
OWED = sentence(
    "Un prélèvement attend encore la banque\u00a0: la formule se change, et la pause se prend, dès qu’il est passé."
)


def _held(workspace_id: UUID, wish: Wish) -> stripe.Said:
    """What Stripe has now, not what we last heard: noted as asked."""
    hold("asking", workspace_id)
    customer = billing.customer_of(workspace_id)
    said = stripe.subscription_of(customer) if customer else None
    if said is None or said.status not in NOT_OVER:
        raise Refused(NOTHING)
    _ask(wish)
    return said


def _ask_again(workspace_id: UUID) -> None:
    """It is done already, by a request whose answer was lost or in another tab: no event may come to say it again."""
    refresh.later(workspace_id=workspace_id, lock=f"plan {workspace_id}", workspace=str(workspace_id))


def _stage_of(said: stripe.Said) -> Stage:
    """As the page would say it, were it told."""
    row = billing.subscription()
    since = row.past_due_since if row is not None and row.stripe_id == said.id else None
    plan = Plan(status=said.status, past_due_since=since)
    return stage_of(plan, clock.now(), cancels_at=said.cancels_at)


def _ask(wish: Wish) -> Asking:
    row = queries.asking()
    if row is None:
        row = Asking()
        db().add(row)
    row.wish, row.asked_at = wish, clock.now()
    return row


def _is_open(session_id: str, *, is_same: bool) -> bool:
    """The page made before serves again for the same terms; for others it closes, so that one alone can be paid."""
    if not is_same:
        stripe.expire_session(session_id)
    try:
        return stripe.session(session_id).status == "open"
    except stripe.Gone:
        return False


def _refuse_a_second(customer: str) -> stripe.Said | None:
    """The last there was."""
    said = stripe.subscription_of(customer)
    if said is not None and said.status in NOT_OVER:
        raise Refused(
            sentence("Un abonnement est déjà en cours\u00a0: la page le montre dès que Stripe le confirme.")
        )
    return said


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
