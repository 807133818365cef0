"""Seats follow who writes: asked before somebody is let in, told to Stripe by a job once it is so."""

from datetime import datetime
from uuid import UUID, uuid4

from webapp.billing import queries, stripe
from webapp.billing.entitlements import TO_THE_PAGE
from webapp.billing.models import Subscription
from webapp.core import clock
from webapp.core.current import current
from webapp.core.db import hold
from webapp.core.jobs import job
from webapp.domain.plans.prices import Interval, Sold, for_the_rest, interval_of, price_of
from webapp.domain.plans.seats import is_a_seat, may_add_a_writer
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents, Sentence, sentence
from webapp.workspaces.signals import writer_coming, writers_changed

NOW = {
    Interval.YEAR: sentence(
        "%(price)s par an TTC, ajoutés à l’abonnement dès que cette personne écrit\u00a0: environ %(first)s jusqu’au %(day)s."
    ).text,
    Interval.MONTH: sentence(
        "%(price)s par mois TTC, ajoutés à l’abonnement dès que cette personne écrit\u00a0: environ %(first)s jusqu’au %(day)s."
    ).text,
}
# Of a subscription whose trial runs: nothing is drawn before its end.
FIRST = {
    Interval.YEAR: sentence(
        "%(price)s par an TTC, ajoutés à l’abonnement à partir du premier prélèvement, le %(day)s."
    ).text,
    Interval.MONTH: sentence(
        "%(price)s par mois TTC, ajoutés à l’abonnement à partir du premier prélèvement, le %(day)s."
    ).text,
}


def init_app() -> None:
    """Listen to the members, whose room knows nothing of plans."""
    writer_coming.connect(make_room)
    writers_changed.connect(ask_to_follow)


def make_room(workspace_id: UUID, *, is_agreed: bool = False) -> Sentence | None:
    """One at a time, until the end of what asks. What it costs, when it costs; raises Refused when there is no room."""
    if not stripe.is_sold():
        return None
    hold("seats", workspace_id)
    row, now = queries.subscription(), clock.now()
    is_here = current.workspace is not None and current.workspace.id == workspace_id
    plan = queries.plan_of(row, queries.passes(), is_sold=True)
    if not may_add_a_writer(plan, now):
        raise Refused(
            sentence(
                "En Libre, une seule personne écrit dans l’espace\u00a0: Pro en ouvre d’autres, la lecture est gratuite."
            ),
            TO_THE_PAGE if is_here else None,
        )
    if row is None or not is_a_seat(plan, now) or queries.seats_needed(workspace_id) + 1 <= row.seats:
        return None
    if not is_agreed and not is_here:
        raise Refused(
            sentence(
                "Cette invitation date d’avant l’abonnement de l’espace\u00a0: demandez-en une nouvelle à qui vous invite."
            )
        )
    return _cost(row, now)


def ask_to_follow(workspace_id: UUID) -> None:
    if stripe.is_sold():
        follow.later(
            workspace_id=workspace_id,
            lock=f"plan {workspace_id}",
            workspace=str(workspace_id),
            key=uuid4().hex,
        )


@job
def follow(workspace: str, key: str) -> None:
    """As many as there are people writing besides the first, in proportion to the time left. Asked again, it finds it done.
    While a payment waits, it is not asked: Stripe would give back, for one seat less, what nobody paid. The refresh that
    sees it paid asks."""
    workspace_id = UUID(workspace)
    customer = queries.customer_of(workspace_id) if stripe.is_sold() else None
    if customer is None:
        return
    hold("plan", workspace_id)
    said, wanted = stripe.subscription_of(customer), queries.seats_needed(workspace_id)
    if said is None or said.status not in stripe.ALIVE or said.seats == wanted or said.owed is not None:
        return
    stripe.set_seats(said, wanted, interval_of(said.price) or Interval.MONTH, key=f"seats {key} {wanted}")


def _cost(row: Subscription, now: datetime) -> Sentence:
    interval = interval_of(row.price) or Interval.MONTH
    cents = price_of(Sold.SEAT, interval).cents
    ends_on = (row.period_ends_at or now).astimezone(clock.PARIS).date()
    if row.status == "trialing":
        return Sentence(FIRST[interval], {"price": Cents(cents), "day": ends_on})
    first = Cents(for_the_rest(cents, interval, now, row.period_ends_at))
    return Sentence(NOW[interval], {"price": Cents(cents), "first": first, "day": ends_on})
