"""Pages of payment, Stripe's own: for Pro, for a pass."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from webapp.billing.stripe.client import Impossible, asked, settings
from webapp.billing.stripe.products import MEANS, id_of
from webapp.core import clock
from webapp.domain.plans.prices import Interval, Sold

# Checkout takes no trial that ends sooner than 48 hours: https://docs.stripe.com/api/checkout/sessions/create
SHORTEST_TRIAL = timedelta(hours=48, minutes=5)


@dataclass(frozen=True)
class Paid:
    """A Checkout session as Stripe says it."""

    id: str
    status: str  # open, complete, expired
    payment: str  # paid, unpaid (a debit on its way), no_payment_required, and ours: failed, returned
    url: str | None
    customer: str | None
    payer: str | None
    invoice_url: str | None
    metadata: Mapping[str, str]

    @property
    def is_failed(self) -> bool:
        """A debit that the bank sent back."""
        return self.payment == "failed"

    @property
    def is_returned(self) -> bool:
        """Paid, then refunded whole or lost at the bank."""
        return self.payment == "returned"

    @property
    def is_paid(self) -> bool:
        return self.payment in ("paid", "no_payment_required")


def end_of_trial(wanted: datetime | None) -> datetime | None:
    """As Checkout takes it: one that is over is none, one that ends too soon is longer, to a midnight in Paris, so that
    asked again the same day it is the same."""
    now = clock.now()
    if wanted is None or wanted <= now:
        return None
    if wanted > now + SHORTEST_TRIAL:
        return wanted
    day = (now + SHORTEST_TRIAL).astimezone(clock.PARIS).date() + timedelta(days=1)
    return datetime.combine(day, time(), clock.PARIS)


def begin_subscription(
    customer: str,
    interval: Interval,
    seats: int,
    *,
    key: str,
    back: str,
    language: str,
    trial_end: datetime | None,
    by_card: bool = False,
) -> Paid:
    """Checkout for Pro. `key`: the same one gives the same page; `back`: where Stripe leads back to; `trial_end`: of
    `end_of_trial`; `by_card`: a debit, which opens before it is paid, is not offered."""
    lines = [{"price": id_of(Sold.PRO, interval), "quantity": 1}]
    if seats:
        lines.append({"price": id_of(Sold.SEAT, interval), "quantity": seats})
    data: dict[str, Any] = {"metadata": {"key": key}}
    if trial_end is not None:
        data["trial_end"] = int(trial_end.timestamp())
    return _begin(
        key,
        {
            "mode": "subscription", "customer": customer, "line_items": lines, "subscription_data": data,
            "customer_update": {"address": "auto", "name": "auto"}, **_asks(back, language),
            **({"allowed_payment_method_types": ["card"]} if by_card else {}),
        },
    )  # fmt: skip


def begin_pass(
    pass_id: UUID,
    workspace_id: UUID,
    production: str,
    *,
    customer: str | None,
    key: str,
    back: str,
    language: str,
) -> Paid:
    """Checkout for a pass: paid once, an invoice in the name of whoever pays."""
    words = {"description": production[:200]}
    who: dict[str, Any] = (
        {"customer": customer, "customer_update": {"address": "auto", "name": "auto"}}
        if customer
        else {"customer_creation": "always"}
    )
    return _begin(
        key,
        {
            "mode": "payment", "line_items": [{"price": id_of(Sold.PASS, Interval.ONCE), "quantity": 1}],
            "metadata": {"pass": str(pass_id), "workspace": str(workspace_id)}, "invoice_creation": {"enabled": True, "invoice_data": words},
            **who, **_asks(back, language),
        },
    )  # fmt: skip


def session(session_id: str) -> Paid:
    wanted: Any = {"expand": ["invoice", "payment_intent.latest_charge"]}
    with asked() as client:
        found = client.v1.checkout.sessions.retrieve(session_id, wanted)
        paid, charge = _paid(found), _charge_of(found)
        if charge is None or not paid.is_paid:
            return paid
        is_lost = charge.disputed and any(
            one.status == "lost"
            for one in client.v1.disputes.list({"payment_intent": charge.payment_intent}).data
        )
    return replace(paid, payment="returned") if charge.refunded or is_lost else paid


def expire_session(session_id: str) -> None:
    """A page that is paid or gone already is left as it is."""
    try:
        with asked() as client:
            client.v1.checkout.sessions.expire(session_id)
    except Impossible:
        return


def _begin(key: str, wanted: Any) -> Paid:
    with asked() as client:
        return _paid(client.v1.checkout.sessions.create(wanted, {"idempotency_key": key}))


def _asks(back: str, language: str) -> dict[str, Any]:
    return {
        "success_url": f"{back}?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": back,
        "locale": language,
        "allow_promotion_codes": True,
        "billing_address_collection": "required",
        "tax_id_collection": {"enabled": True},
        "automatic_tax": {"enabled": settings().stripe_tax},
        "allowed_payment_method_types": [*MEANS],  # of those that are on in Stripe: `lacks`
    }


def _paid(found: Any) -> Paid:
    invoice = found.invoice if not isinstance(found.invoice, str) else None
    return Paid(
        id=found.id,
        status=found.status,
        payment="failed" if _is_failed(found) else found.payment_status,
        url=found.url,
        customer=found.customer if isinstance(found.customer, str) else None,
        payer=(found.customer_details.business_name or found.customer_details.name)
        if found.customer_details
        else None,
        invoice_url=invoice.hosted_invoice_url if invoice else None,
        metadata=found.metadata.to_dict() if found.metadata else {},
    )


def _charge_of(found: Any) -> Any:
    """What paid it, of a page that is paid once."""
    intent = found.payment_intent
    charge = intent.latest_charge if intent is not None and not isinstance(intent, str) else None
    return charge if not isinstance(charge, str) else None


def _is_failed(found: Any) -> bool:
    """A debit sent back leaves the session complete and unpaid, as one on its way does: its intent tells."""
    intent = found.payment_intent
    tried = intent is not None and not isinstance(intent, str) and found.payment_status == "unpaid"
    return found.status == "complete" and tried and intent.status in ("requires_payment_method", "canceled")
