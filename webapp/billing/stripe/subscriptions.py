"""The subscription of a customer: read as it is now, and changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from webapp.billing.stripe.client import asked, instant
from webapp.billing.stripe.products import id_of
from webapp.domain.plans.prices import Interval, Sold, price_named

# Of several subscriptions, the one that counts: the first alive, else the last that was.
ORDER = ("active", "trialing", "past_due", "paused", "unpaid", "incomplete", "canceled", "incomplete_expired")
# What Stripe takes money for.
ALIVE = ("active", "trialing", "past_due")
# What its first payment may come to, once it is refused.
SENT_BACK = ("past_due", "unpaid", "canceled")


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
    others: int = 0  # of the same customer, paid for besides
    # Id of an invoice that waits, of a pause what ends it: refused, or a debit on its way.
    owed: str | None = None
    was_begun: bool = True  # False: its first payment was refused, and nothing was ever paid


def subscription_of(customer: str) -> Said | None:
    """As it is now, whatever events said; None when there was never one."""
    wanted: Any = {
        "customer": customer,
        "status": "all",
        "limit": 100,
        "expand": [
            "data.customer", "data.default_payment_method", "data.latest_invoice", "data.discounts.source.coupon",
        ],
    }  # fmt: skip
    with asked() as client:
        found = list(client.v1.subscriptions.list(wanted).auto_paging_iter())
    if not found:
        return None
    best = min(found, key=lambda one: (_rank(_status(one)), -one.created))
    others = sum(one.status in ALIVE for one in found if one is not best)
    return replace(_said(best), others=others)


def _rank(status: str) -> int:
    return ORDER.index(status) if status in ORDER else len(ORDER)


def change_interval(said: Said, interval: Interval, *, key: str) -> None:
    """What is left of the period is taken off the first of the new."""
    items: list[dict[str, Any]] = [{"id": said.item, "price": id_of(Sold.PRO, interval)}]
    if said.seat_item:
        items.append({"id": said.seat_item, "price": id_of(Sold.SEAT, interval)})
    _update(said.id, {"items": items, "proration_behavior": "always_invoice"}, key)


def set_seats(said: Said, seats: int, interval: Interval, *, key: str) -> None:
    """In proportion to what is left of the period."""
    if said.seat_item is None and seats == 0:
        return
    line: dict[str, Any] = {"price": id_of(Sold.SEAT, interval), "quantity": seats}
    if said.seat_item is not None:
        line = {"id": said.seat_item, **({"quantity": seats} if seats else {"deleted": True})}
    _update(said.id, {"items": [line], "proration_behavior": "always_invoice"}, key)


def cancel_at_end(said: Said, is_ending: bool, *, key: str) -> None:
    """A date said on the portal is taken back by its own name: Stripe takes one of the two at a time."""
    by_date = not is_ending and said.cancels_at is not None and not said.ends_with_period
    _update(said.id, {"cancel_at": ""} if by_date else {"cancel_at_period_end": is_ending}, key)


def end_now(said: Said, *, key: str) -> None:
    """Of one that is not open: the time that a pause gave back stays to the customer's credit."""
    with asked() as client:
        client.v1.subscriptions.cancel(said.id, {"invoice_now": True}, {"idempotency_key": key})


def pause(said: Said, resumes_on: str, *, key: str) -> None:
    """At once; the time left is given back when it resumes."""
    _update(said.id, {"metadata": {"resumes_on": resumes_on}}, f"{key} date")
    with asked() as client:
        client.v1.subscriptions.pause(said.id, {}, {"idempotency_key": key})


def resume(said: Said, *, key: str) -> None:
    """Paid at once, and paused until it is: otherwise Stripe draws an invoice that nobody collects. One that waits
    already is the one to pay: another would be taken as well."""
    wanted: Any = {"payment_behavior": "resume_on_payment_success"}
    with asked() as client:
        if said.owed is None:
            client.v1.subscriptions.resume(said.id, wanted, {"idempotency_key": key})
        else:
            client.v1.invoices.pay(said.owed, {}, {"idempotency_key": key})


def _update(subscription: str, wanted: Any, key: str) -> None:
    with asked() as client:
        client.v1.subscriptions.update(subscription, wanted, {"idempotency_key": key})


def _said(found: Any) -> Said:
    lines = found["items"].data
    keys = {line.id: line.price.lookup_key or "" for line in lines}
    seat = next((line for line in lines if _is_seat(keys[line.id])), None)
    pro = next((line for line in lines if line is not seat), lines[0])
    method = found.default_payment_method
    return Said(
        id=found.id,
        status=_status(found),
        price=keys[pro.id] or None,
        seats=(seat.quantity or 0) if seat else 0,
        amount_cents=_next_amount(found),
        period_ends_at=instant(pro.current_period_end),
        cancels_at=instant(found.cancel_at) if found.cancel_at else None,
        resumes_on=found.metadata.to_dict().get("resumes_on") if found.status == "paused" else None,
        method=_method(method),
        item=pro.id,
        seat_item=seat.id if seat else None,
        ends_with_period=found.cancel_at_period_end,
        owed=_owed(found),
        was_begun=_was_begun(found),
    )


def _status(found: Any) -> str:
    """Grace is for who has paid before: a first debit that comes back leaves nothing to go on with."""
    return "unpaid" if found.status == "past_due" and not _was_begun(found) else str(found.status)


def _was_begun(found: Any) -> bool:
    first = found.latest_invoice
    if first is None or isinstance(first, str) or first.billing_reason != "subscription_create":
        return True
    return first.status == "paid" or found.status not in SENT_BACK


def _owed(found: Any) -> str | None:
    """What was drawn before a pause is another thing to pay: it does not end it."""
    last, details = found.latest_invoice, getattr(found, "status_details", None)
    if last is None or isinstance(last, str) or last.status != "open":
        return None
    paused = getattr(details, "paused", None)
    return last.id if paused is None or last.created >= paused.transitioned_at else None


def _is_seat(lookup_key: str) -> bool:
    price = price_named(lookup_key)
    return price is not None and price.what is Sold.SEAT


def _next_amount(found: Any) -> int:
    """What will be taken for the next period: less a promotion code that lasts until then, less what Stripe owes."""
    lines = found["items"].data
    cents = sum((line.price.unit_amount or 0) * (line.quantity or 1) for line in lines)
    renews_at = lines[0].current_period_end
    if _is_waived(found.pause_collection, renews_at):
        return 0
    for discount in found.discounts:
        coupon = None if isinstance(discount, str) else discount.source.coupon
        if coupon is None or isinstance(coupon, str) or (discount.end and discount.end <= renews_at):
            continue
        cents -= round(cents * coupon.percent_off / 100) if coupon.percent_off else coupon.amount_off or 0
    # Below zero, a credit: https://docs.stripe.com/billing/customer/balance
    balance = getattr(found.customer, "balance", None) or 0
    return max(0, max(0, cents) + balance)


def _is_waived(pause: Any, renews_at: int) -> bool:
    """Set by hand in Stripe: what falls due is drawn, and taken from nobody."""
    return pause is not None and (pause.resumes_at is None or pause.resumes_at > renews_at)


def _method(method: Any) -> str | None:
    if method is None or isinstance(method, str):
        return None
    held = getattr(method, method.type, None)
    return f"{method.type} {held.last4}" if held is not None else str(method.type)
