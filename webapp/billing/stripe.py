"""Stripe, asked and told: the only file that knows its library. What comes out are plain values.

Every request that makes something carries an idempotency key: sent again after a cut network, it makes
it once. Shapes and statuses: stripe-python 16.1, API 2026-10-28.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import stripe
from flask import current_app
from stripe import StripeClient

from webapp.core import clock
from webapp.core.settings import Settings
from webapp.domain.plans.prices import Interval, Price, Sold, price_of, prices

# A person waits for these, on one of a few threads: twice eight seconds at most.
TIMEOUT_SECONDS = 8
RETRIES = 1
TOLERANCE_SECONDS = 300  # of the clock in a signature, both ways
MOST_KEYS = 10  # lookup keys in one question
SHORTEST_TRIAL = timedelta(hours=48)  # that Checkout takes
PRODUCTS = {Sold.PRO: "raccord_pro", Sold.SEAT: "raccord_seat", Sold.PASS: "raccord_pass"}
NAMES = {
    Sold.PRO: "Raccord Pro",
    Sold.SEAT: "Raccord, une personne de plus",
    Sold.PASS: "Raccord, passe production",
}
# Of several subscriptions, the one that counts: the first alive, else the last that was.
ORDER = ("active", "trialing", "past_due", "paused", "incomplete", "unpaid", "canceled", "incomplete_expired")
# Whose seats are counted.
ALIVE = ("active", "trialing", "past_due")


class Unreachable(RuntimeError):
    """Stripe did not answer, or not in time: nothing is known of what was asked."""


class Declined(RuntimeError):
    """Stripe answered no."""


class Forged(ValueError):
    """An event that Stripe did not sign, or too long ago."""


@dataclass(frozen=True)
class Said:
    """A subscription as Stripe says it. Instants in UTC, amounts in cents."""

    id: str
    status: str
    price: str | None
    seats: int
    amount_cents: int
    period_ends_at: datetime
    cancels_at: datetime | None
    resumes_on: str | None
    method: str | None
    item: str  # id of the line of Pro
    seat_item: str | None
    ends_with_period: bool = False  # by that flag; the portal says a date instead


@dataclass(frozen=True)
class Paid:
    """A Checkout session as Stripe says it."""

    id: str
    status: str  # open, complete, expired
    payment: str  # paid, unpaid (a debit on its way), no_payment_required, and ours: failed
    url: str | None
    customer: str | None
    payer: str | None
    invoice_url: str | None
    metadata: Mapping[str, str]

    @property
    def is_failed(self) -> bool:
        """A debit that the bank sent back."""
        return self.payment == "failed"


@dataclass(frozen=True)
class Bill:
    number: str | None
    status: str | None
    cents: int
    at: datetime
    url: str | None
    pdf: str | None


@dataclass(frozen=True)
class Event:
    id: str
    type: str
    created_at: datetime
    is_live: bool
    object: Mapping[str, Any]


def is_sold() -> bool:
    return bool(_settings().stripe_secret_key)


def heard(body: bytes, signature: str | None) -> Event:
    """Raises Forged."""
    secret = _settings().stripe_webhook_secret
    try:
        told = stripe.Webhook.construct_event(body, signature or "", secret, TOLERANCE_SECONDS)
        event = Event(
            id=told.id,
            type=told.type,
            created_at=_instant(told.created),
            is_live=told.livemode,
            object=told.data.object.to_dict(),
        )
    except (ValueError, TypeError, AttributeError, stripe.SignatureVerificationError) as error:
        raise Forged from error
    if _signed_at(signature or "") > clock.now() + timedelta(seconds=TOLERANCE_SECONDS):
        raise Forged("signed in the future")
    return event


def is_ours(event: Event) -> bool:
    """A test event has nothing to say to a live account, nor the other way round."""
    return event.is_live is not _settings().stripe_secret_key.startswith(("sk_test_", "rk_test_"))


def sync_prices() -> list[str]:
    """Make what is missing in Stripe; again, nothing. What was done, in words."""
    with _asked() as client:
        return [*_sync_products(client), *_sync_prices(client)]


def make_customer(workspace_id: UUID, email: str, name: str, language: str) -> str:
    with _asked() as client:
        made = client.v1.customers.create(
            {
                "email": email, "name": name, "preferred_locales": [language],
                "metadata": {"workspace": str(workspace_id)},
            },
            {"idempotency_key": _key("customer", workspace_id, email, name, language)},
        )  # fmt: skip
    return made.id


def end_customer(customer: str) -> None:
    """With its subscriptions. One that is gone already is fine."""
    with _asked() as client:
        try:
            client.v1.customers.delete(customer)
        except stripe.InvalidRequestError as error:
            if error.code != "resource_missing":
                raise


def begin_subscription(
    customer: str,
    interval: Interval,
    seats: int,
    *,
    key: str,
    back: str,
    language: str,
    trial_end: datetime | None,
) -> Paid:
    """Checkout for Pro. `key`: the same one gives the same page; `back`: where Stripe leads back to."""
    lines = [{"price": _id_of(Sold.PRO, interval), "quantity": 1}]
    if seats:
        lines.append({"price": _id_of(Sold.SEAT, interval), "quantity": seats})
    data: dict[str, Any] = {"metadata": {"key": key}}
    if trial_end is not None and trial_end > clock.now():
        data["trial_end"] = int(_end_of_trial(trial_end).timestamp())
    return _checkout(
        key,
        {
            "mode": "subscription", "customer": customer, "line_items": lines, "subscription_data": data,
            "customer_update": {"address": "auto", "name": "auto"}, **_asks(back, language),
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
    return _checkout(
        key,
        {
            "mode": "payment", "line_items": [{"price": _id_of(Sold.PASS, Interval.ONCE), "quantity": 1}],
            "metadata": {"pass": str(pass_id), "workspace": str(workspace_id)}, "invoice_creation": {"enabled": True, "invoice_data": words},
            **who, **_asks(back, language),
        },
    )  # fmt: skip


def session(session_id: str) -> Paid:
    asked: Any = {"expand": ["invoice", "payment_intent"]}
    with _asked() as client:
        return _paid(client.v1.checkout.sessions.retrieve(session_id, asked))


def expire_session(session_id: str) -> None:
    """A page that is paid or gone already is left as it is."""
    with _asked() as client:
        try:
            client.v1.checkout.sessions.expire(session_id)
        except stripe.InvalidRequestError:
            return


def portal(customer: str, back: str, language: str) -> str:
    """The address of the portal: cards, invoices, address, cancelling."""
    asked: Any = {"customer": customer, "return_url": back, "locale": language}
    with _asked() as client:
        return client.v1.billing_portal.sessions.create(asked).url


def subscription_of(customer: str) -> Said | None:
    """As it is now, whatever events said; None when there was never one."""
    asked: Any = {
        "customer": customer,
        "status": "all",
        "limit": 100,
        "expand": ["data.default_payment_method", "data.discounts.source.coupon"],
    }
    with _asked() as client:
        found = list(client.v1.subscriptions.list(asked).auto_paging_iter())
    if not found:
        return None
    best = min(
        found, key=lambda one: (ORDER.index(one.status) if one.status in ORDER else len(ORDER), -one.created)
    )
    return _said(best)


def change_interval(said: Said, interval: Interval, *, key: str) -> None:
    """What is left of the period is taken off the first of the new."""
    items: list[dict[str, Any]] = [{"id": said.item, "price": _id_of(Sold.PRO, interval)}]
    if said.seat_item:
        items.append({"id": said.seat_item, "price": _id_of(Sold.SEAT, interval)})
    _update(said.id, {"items": items, "proration_behavior": "always_invoice"}, key)


def set_seats(said: Said, seats: int, interval: Interval, *, key: str) -> None:
    """In proportion to what is left of the period."""
    if said.seat_item is None and seats == 0:
        return
    line: dict[str, Any] = {"price": _id_of(Sold.SEAT, interval), "quantity": seats}
    if said.seat_item is not None:
        line = {"id": said.seat_item, **({"quantity": seats} if seats else {"deleted": True})}
    _update(said.id, {"items": [line], "proration_behavior": "always_invoice"}, key)


def cancel_at_end(said: Said, is_ending: bool, *, key: str) -> None:
    """A date said on the portal is taken back by its own name: Stripe takes one of the two at a time."""
    by_date = not is_ending and said.cancels_at is not None and not said.ends_with_period
    _update(said.id, {"cancel_at": ""} if by_date else {"cancel_at_period_end": is_ending}, key)


def end_now(said: Said, *, key: str) -> None:
    """Of one that is not open: the time that a pause gave back stays to the customer's credit."""
    with _asked() as client:
        client.v1.subscriptions.cancel(said.id, {"invoice_now": True}, {"idempotency_key": key})


def pause(said: Said, resumes_on: str, *, key: str) -> None:
    """At once; the time left is given back when it resumes."""
    _update(said.id, {"metadata": {"resumes_on": resumes_on}}, f"{key} date")
    with _asked() as client:
        client.v1.subscriptions.pause(said.id, {}, {"idempotency_key": key})


def resume(said: Said, *, key: str) -> None:
    """Paid at once, and paused until it is: otherwise Stripe draws an invoice that nobody collects."""
    asked: Any = {"payment_behavior": "resume_on_payment_success"}
    with _asked() as client:
        client.v1.subscriptions.resume(said.id, asked, {"idempotency_key": key})


def bills_of(customer: str) -> list[Bill]:
    with _asked() as client:
        found = client.v1.invoices.list({"customer": customer, "limit": 24}).data
    return [
        Bill(
            one.number, one.status, one.total, _instant(one.created), one.hosted_invoice_url, one.invoice_pdf
        )
        for one in found
    ]


def _said(found: Any) -> Said:
    lines = found["items"].data
    keys = {line.id: line.price.lookup_key or "" for line in lines}
    seat = next((line for line in lines if keys[line.id].startswith("raccord_seat")), None)
    pro = next((line for line in lines if line is not seat), lines[0])
    method = found.default_payment_method
    return Said(
        id=found.id,
        status=found.status,
        price=keys[pro.id] or None,
        seats=(seat.quantity or 0) if seat else 0,
        amount_cents=_less(
            found, sum((line.price.unit_amount or 0) * (line.quantity or 1) for line in lines)
        ),
        period_ends_at=_instant(pro.current_period_end),
        cancels_at=_instant(found.cancel_at) if found.cancel_at else None,
        resumes_on=found.metadata.to_dict().get("resumes_on") if found.status == "paused" else None,
        method=_method(method),
        item=pro.id,
        seat_item=seat.id if seat else None,
        ends_with_period=found.cancel_at_period_end,
    )


def _less(found: Any, cents: int) -> int:
    """Of the next period: what a promotion code takes off, when it lasts until then."""
    renews_at = found["items"].data[0].current_period_end
    for discount in found.discounts:
        coupon = None if isinstance(discount, str) else discount.source.coupon
        if coupon is None or isinstance(coupon, str) or (discount.end and discount.end <= renews_at):
            continue
        cents -= round(cents * coupon.percent_off / 100) if coupon.percent_off else coupon.amount_off or 0
    return max(0, cents)


def _method(method: Any) -> str | None:
    if method is None or isinstance(method, str):
        return None
    held = getattr(method, method.type, None)
    return f"{method.type} {held.last4}" if held is not None else str(method.type)


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


def _is_failed(found: Any) -> bool:
    """A debit sent back leaves the session complete and unpaid, as one on its way does: its intent tells."""
    intent = found.payment_intent
    tried = intent is not None and not isinstance(intent, str) and found.payment_status == "unpaid"
    return found.status == "complete" and tried and intent.status in ("requires_payment_method", "canceled")


def _end_of_trial(asked: datetime) -> datetime:
    """One that ends too soon for Checkout is longer, to a midnight: asked again, it is the same."""
    if asked > clock.now() + SHORTEST_TRIAL + timedelta(minutes=5):
        return asked
    return datetime.combine(clock.today() + SHORTEST_TRIAL + timedelta(days=1), time(), clock.PARIS)


def _checkout(key: str, asked: Any) -> Paid:
    with _asked() as client:
        return _paid(client.v1.checkout.sessions.create(asked, {"idempotency_key": key}))


def _asks(back: str, language: str) -> dict[str, Any]:
    return {
        "success_url": f"{back}?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": back,
        "locale": language,
        "allow_promotion_codes": True,
        "billing_address_collection": "required",
        "tax_id_collection": {"enabled": True},
        "automatic_tax": {"enabled": _settings().stripe_tax},
        "payment_method_types": ["card", "sepa_debit"],
    }


def _key(*said: object) -> str:
    """Of all that is said: another address after a cut network is another question, not a contradiction."""
    return hashlib.sha256(" ".join(map(str, said)).encode()).hexdigest()


def _update(subscription: str, asked: Any, key: str) -> None:
    with _asked() as client:
        client.v1.subscriptions.update(subscription, asked, {"idempotency_key": key})


def _sync_products(client: StripeClient) -> Iterator[str]:
    for sold, product in PRODUCTS.items():
        try:
            client.v1.products.retrieve(product)
        except stripe.InvalidRequestError:
            client.v1.products.create(
                {"id": product, "name": NAMES[sold]}, {"idempotency_key": f"product {product}"}
            )
            yield f"product {product}"


def _sync_prices(client: StripeClient) -> Iterator[str]:
    """A price that was sold is never changed: whoever has it keeps it. Raises Declined, making nothing."""
    known = {one.lookup_key: one for one in _listed(client, [price.lookup_key for price in prices()])}
    for price in prices():
        found = known.get(price.lookup_key)
        if found is not None and found.unit_amount != price.cents:
            raise Declined(f"{price.lookup_key} is {found.unit_amount} in Stripe: name the new price anew")
    for price in prices():
        if price.lookup_key not in known:
            client.v1.prices.create(_price(price), {"idempotency_key": f"price {price.lookup_key}"})
            yield f"price {price.lookup_key}"


def _price(price: Price) -> Any:
    made: dict[str, Any] = {
        "product": PRODUCTS[price.what], "currency": "eur", "unit_amount": price.cents, "lookup_key": price.lookup_key,
        "tax_behavior": "inclusive", "nickname": NAMES[price.what],
        "transfer_lookup_key": True,  # from one that is archived
    }  # fmt: skip
    if price.interval is not Interval.ONCE:
        made["recurring"] = {"interval": price.interval.value}
    return made


def _listed(client: StripeClient, keys: list[str]) -> list[Any]:
    parts = [keys[start : start + MOST_KEYS] for start in range(0, len(keys), MOST_KEYS)]
    asked: list[Any] = [{"lookup_keys": part, "active": True, "limit": 100} for part in parts]
    return [one for part in asked for one in client.v1.prices.list(part).data]


def _id_of(what: Sold, interval: Interval) -> str:
    price = price_of(what, interval)
    with _asked() as client:
        found = _listed(client, [price.lookup_key])
    if not found:
        raise Declined(f"Stripe has no price {price.lookup_key}: flask billing sync-prices")
    return str(found[0].id)


@contextmanager
def _asked() -> Iterator[StripeClient]:
    """Errors of the network apart from answers. A request is tried again by the library, under its key."""
    try:
        yield _client(_settings())
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise Unreachable from error
    except stripe.APIError as error:
        raise Unreachable from error
    except stripe.StripeError as error:
        raise Declined(str(error.user_message or error)) from error


def _client(settings: Settings) -> StripeClient:
    kept: StripeClient | None = current_app.extensions.get("stripe")
    if kept is None:
        base: Any = {"api": settings.stripe_api_url} if settings.stripe_api_url else None
        kept = StripeClient(
            settings.stripe_secret_key,
            base_addresses=base,
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        )
        current_app.extensions["stripe"] = kept
    return kept


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _signed_at(signature: str) -> datetime:
    """Of a header that was verified."""
    return _instant(next(int(part[2:]) for part in signature.split(",") if part.startswith("t=")))
