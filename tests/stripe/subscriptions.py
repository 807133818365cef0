"""Subscriptions: periods, trials, changes with proration, pause, dunning, the end."""

import calendar
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import stripe

from tests.stripe import invoices
from tests.stripe.shapes import listed, shape
from tests.stripe.shop import DAY, Refusal, Shop, Thing, bad

OVER = ("canceled", "incomplete_expired")
FIRST_PAYMENT_WAITS = 23 * 3600


def later(instant: int, price: Thing) -> int:
    """A month or a year after, on the same day or the last of a shorter month."""
    at = datetime.fromtimestamp(instant, UTC)
    recurring = price["recurring"]
    months = recurring["interval_count"] * (12 if recurring["interval"] == "year" else 1)
    total = at.month - 1 + months
    year, month = at.year + total // 12, total % 12 + 1
    day = min(at.day, calendar.monthrange(year, month)[1])
    return int(at.replace(year=year, month=month, day=day).timestamp())


@contextmanager
def told(shop: Shop, subscription: Thing, kind: str = "customer.subscription.updated") -> Iterator[None]:
    before = copy.deepcopy(subscription)
    yield
    shop.tell(kind, subscription, before)


def items_of(subscription: Thing) -> list[Thing]:
    return list(subscription["items"]["data"])


def item(shop: Shop, subscription: str, price: Thing, quantity: int, period: tuple[int, int]) -> Thing:
    return shape(
        stripe.SubscriptionItem,
        id=shop.new_id("si"),
        created=shop.now(),
        current_period_start=period[0],
        current_period_end=period[1],
        price=copy.deepcopy(price),
        plan={"id": price["id"], "object": "plan", "interval": price["recurring"]["interval"]},
        quantity=quantity,
        subscription=subscription,
        tax_rates=[],
    )


def create(
    shop: Shop,
    customer: Thing,
    wanted: list[tuple[Thing, int]],
    method: Thing | None,
    *,
    metadata: dict[str, str],
    trial_end: int | None = None,
) -> tuple[Thing, str]:
    """The subscription, and how its first payment ended; a card refused leaves it `incomplete`."""
    now = shop.now()
    if trial_end is not None and trial_end <= now:
        raise bad("The trial_end must be in the future.", "trial_end")
    end = trial_end or later(now, wanted[0][0])
    made = shop.keep(
        shape(
            stripe.Subscription,
            id=shop.new_id("sub"),
            billing_cycle_anchor=end if trial_end else now,
            billing_mode={"type": "flexible"},
            created=now,
            currency="eur",
            customer=customer["id"],
            default_payment_method=method["id"] if method else None,
            default_tax_rates=[],
            invoice_settings={"account_tax_ids": None, "issuer": {"type": "self"}},
            metadata=metadata,
            payment_settings={"save_default_payment_method": "on_subscription"},
            start_date=now,
            status="trialing" if trial_end else "incomplete",
            trial_start=now if trial_end else None,
            trial_end=trial_end,
            trial_settings={"end_behavior": {"missing_payment_method": "cancel"}},
        )
    )
    rows = [item(shop, made["id"], price, quantity, (now, end)) for price, quantity in wanted]
    made["items"] = listed(rows, f"/v1/subscription_items?subscription={made['id']}")
    made["pending"] = []
    shop.tell("customer.subscription.created", made)
    if trial_end:
        shop.at(trial_end - 3 * DAY, lambda: _trial_will_end(shop, made))
        _plan_renewal(shop, made)
        return made, "succeeded"
    return made, _pay_first(shop, made, customer, method)


def _pay_first(shop: Shop, made: Thing, customer: Thing, method: Thing | None) -> str:
    invoice = invoices.draw(shop, customer, _lines(shop, made), "subscription_create", subscription=made)
    made["latest_invoice"] = invoice["id"]
    ended = invoices.pay(shop, invoice, method)
    if ended == "succeeded":
        _activate(shop, made)
    elif ended == "processing":
        assert method is not None
        # A debit on its way opens the subscription; a refusal days later closes it.
        _activate(shop, made)
        invoices.debit(shop, invoice, method, lambda is_good: _bank_answered(shop, made, invoice, is_good))
    else:
        shop.at(shop.now() + FIRST_PAYMENT_WAITS, lambda: _expire(shop, made, invoice))
    return ended


def update(shop: Shop, subscription: Thing, asked: Thing) -> None:
    if subscription["status"] in OVER:
        raise bad("A canceled subscription can only update its cancellation_details.")
    customer = shop.get("customer", subscription["customer"])
    lines: list[Thing] = []
    restarts = False
    with told(shop, subscription):
        for name in ("cancel_at_period_end", "metadata", "default_payment_method"):
            if name in asked:
                subscription[name] = asked[name]
        if "cancel_at_period_end" in asked:
            _note_cancellation(shop, subscription, asked["cancel_at_period_end"])
        if "pause_collection" in asked:
            subscription["pause_collection"] = _pause_collection(asked["pause_collection"])
        if "trial_end" in asked:
            _end_trial(shop, subscription, asked["trial_end"])
        if "items" in asked:
            lines, restarts = _change_items(shop, subscription, asked["items"])
    behavior = asked.get("proration_behavior", "create_prorations")
    if behavior == "none":
        lines = []
    if restarts and subscription["status"] != "trialing":
        _restart(shop, subscription, customer, lines)
    elif lines and behavior == "always_invoice" and subscription["status"] != "trialing":
        _invoice_now(shop, subscription, customer, lines)
    elif lines and subscription["status"] != "trialing":
        subscription["pending"] += lines


def cancel(shop: Shop, subscription: Thing) -> None:
    if subscription["status"] in OVER:
        raise missing_subscription(subscription["id"])
    now = shop.now()
    subscription |= {"status": "canceled", "ended_at": now, "canceled_at": subscription["canceled_at"] or now}
    shop.tell("customer.subscription.deleted", subscription)


def missing_subscription(subscription_id: str) -> Refusal:
    return Refusal(
        404,
        "invalid_request_error",
        f"No such subscription: '{subscription_id}'",
        code="resource_missing",
        param="id",
    )


def pause(shop: Shop, subscription: Thing, unused_from: str) -> None:
    """No period, no invoice until it resumes; time not used is credited unless told otherwise."""
    if subscription["status"] != "active":
        raise bad("Only an active subscription can be paused.")
    if unused_from == "now":
        subscription["pending"] += _prorated(shop, subscription, items_of(subscription), sign=-1)
    with told(shop, subscription, "customer.subscription.paused"):
        subscription["status"] = "paused"
        subscription["status_details"] = {
            "paused": {
                "type": "subscription", "transitioned_at": shop.now(), "subscription": {"type": "pause_requested"},
            }
        }  # fmt: skip
    shop.tell("customer.subscription.updated", subscription)


def resume(shop: Shop, subscription: Thing) -> str:
    """A new period begins now and is paid now."""
    if subscription["status"] != "paused":
        raise bad("Only a paused subscription can be resumed.")
    customer = shop.get("customer", subscription["customer"])
    with told(shop, subscription, "customer.subscription.resumed"):
        subscription["status"], subscription["status_details"] = "active", None
    pending, subscription["pending"] = subscription["pending"], []
    return _restart(shop, subscription, customer, pending)


def public(subscription: Thing) -> Thing:
    """As it is answered: without what is ours."""
    return {name: value for name, value in subscription.items() if name != "pending"}


def _activate(shop: Shop, subscription: Thing) -> None:
    with told(shop, subscription):
        subscription["status"] = "active"
    _plan_renewal(shop, subscription)


def _expire(shop: Shop, subscription: Thing, invoice: Thing) -> None:
    if subscription["status"] != "incomplete":
        return
    with told(shop, subscription):
        subscription |= {"status": "incomplete_expired", "ended_at": shop.now()}
    invoices.void(shop, invoice)


def _plan_renewal(shop: Shop, subscription: Thing) -> None:
    end = _end(subscription)
    shop.at(end, lambda: _renew(shop, subscription, end))


def _renew(shop: Shop, subscription: Thing, planned: int) -> None:
    if subscription["status"] in (*OVER, "paused") or _end(subscription) != planned:
        return
    if subscription["cancel_at_period_end"]:
        cancel(shop, subscription)
        return
    customer = shop.get("customer", subscription["customer"])
    method = _method(shop, subscription)
    if subscription["status"] == "trialing" and method is None:
        cancel(shop, subscription)
        return
    with told(shop, subscription):
        _move(subscription, planned)
        if subscription["status"] == "trialing":
            subscription["status"] = "active"
    _plan_renewal(shop, subscription)
    pending, subscription["pending"] = subscription["pending"], []
    collection = subscription["pause_collection"]
    invoice = invoices.draw(
        shop,
        customer,
        [*_lines(shop, subscription), *pending],
        "subscription_cycle",
        subscription=subscription,
    )
    subscription["latest_invoice"] = invoice["id"]
    if collection:
        invoices.void(shop, invoice)
        return
    _collect(shop, subscription, invoice, method)


def _collect(shop: Shop, subscription: Thing, invoice: Thing, method: Thing | None) -> str:
    ended = invoices.pay(shop, invoice, method)
    if ended == "processing":
        assert method is not None
        invoices.debit(
            shop, invoice, method, lambda is_good: _bank_answered(shop, subscription, invoice, is_good)
        )
    elif ended != "succeeded":
        _dun(shop, subscription, invoice)
    return ended


def _bank_answered(shop: Shop, subscription: Thing, invoice: Thing, is_good: bool) -> None:
    if not is_good and subscription["status"] not in OVER:
        _dun(shop, subscription, invoice)


def _dun(shop: Shop, subscription: Thing, invoice: Thing) -> None:
    """Past due, tried again three times, then over."""
    with told(shop, subscription):
        subscription["status"] = "past_due"
    start = shop.now()
    invoice["next_payment_attempt"] = start + invoices.RETRIES[0]

    def again(rank: int) -> None:
        if subscription["status"] != "past_due" or invoice["status"] != "open":
            return
        ended = invoices.pay(shop, invoice, _method(shop, subscription))
        if ended == "succeeded":
            with told(shop, subscription):
                subscription["status"] = "active"
        elif rank + 1 < len(invoices.RETRIES):
            shop.at(start + invoices.RETRIES[rank + 1], lambda: again(rank + 1))
        else:
            cancel(shop, subscription)

    shop.at(start + invoices.RETRIES[0], lambda: again(0))


def pay_late(shop: Shop, subscription: Thing) -> str:
    """The person gave another card on the portal: what is due is tried at once."""
    invoice = shop.get("invoice", subscription["latest_invoice"])
    ended = invoices.pay(shop, invoice, _method(shop, subscription))
    if ended == "succeeded" and subscription["status"] == "past_due":
        with told(shop, subscription):
            subscription["status"] = "active"
    return ended


def _restart(shop: Shop, subscription: Thing, customer: Thing, lines: list[Thing]) -> str:
    """The cycle begins again now, what was not used taken off."""
    with told(shop, subscription):
        _move(subscription, shop.now())
        subscription["billing_cycle_anchor"] = shop.now()
    _plan_renewal(shop, subscription)
    return _invoice_now(shop, subscription, customer, [*lines, *_lines(shop, subscription)])


def _invoice_now(shop: Shop, subscription: Thing, customer: Thing, lines: list[Thing]) -> str:
    invoice = invoices.draw(shop, customer, lines, "subscription_update", subscription=subscription)
    subscription["latest_invoice"] = invoice["id"]
    return _collect(shop, subscription, invoice, _method(shop, subscription))


def _change_items(shop: Shop, subscription: Thing, asked: list[Thing]) -> tuple[list[Thing], bool]:
    """Lines of proration, and whether another interval begins a new cycle."""
    rows = items_of(subscription)
    interval = rows[0]["price"]["recurring"]["interval"]
    period = (rows[0]["current_period_start"], _end(subscription))
    lines = _prorated(shop, subscription, rows, sign=-1)
    for one in asked:
        found = next((row for row in rows if row["id"] == one.get("id")), None)
        if found is None and "id" in one:
            raise missing_item(one["id"])
        if one.get("deleted"):
            rows.remove(found)
            continue
        price = shop.get("price", one["price"]) if "price" in one else found["price"] if found else None
        if price is None:
            raise bad("You must pass a price.", "items")
        quantity = int(one.get("quantity", found["quantity"] if found else 1))
        if found is None:
            rows.append(item(shop, subscription["id"], price, quantity, period))
        else:
            found |= {"price": copy.deepcopy(price), "quantity": quantity}
            found["plan"] = {"id": price["id"], "object": "plan", "interval": price["recurring"]["interval"]}
    if not rows:
        raise bad("A subscription must have at least one item.", "items")
    if len({row["price"]["recurring"]["interval"] for row in rows}) > 1:
        raise bad("All prices on a subscription must have the same recurring.interval.", "items")
    subscription["items"]["data"] = rows
    restarts = rows[0]["price"]["recurring"]["interval"] != interval
    if not restarts:
        lines += _prorated(shop, subscription, rows, sign=1)
    return lines, restarts


def missing_item(item_id: str) -> Refusal:
    return Refusal(
        404,
        "invalid_request_error",
        f"No such subscription_item: '{item_id}'",
        code="resource_missing",
        param="items",
    )


def _prorated(shop: Shop, subscription: Thing, rows: list[Thing], *, sign: int) -> list[Thing]:
    now, end = shop.now(), _end(subscription)
    start = rows[0]["current_period_start"]
    left = max(0, end - now) / max(1, end - start)
    words = "Unused time on" if sign < 0 else "Remaining time on"
    return [
        invoices.line(
            shop, f"{words} {row['quantity']} × {row['price']['nickname'] or row['price']['id']}",
            sign * round(row["price"]["unit_amount"] * row["quantity"] * left), (now, end), row["price"], row["quantity"],
        )
        for row in rows
    ]  # fmt: skip


def _lines(shop: Shop, subscription: Thing) -> list[Thing]:
    return [
        invoices.line(
            shop, f"{row['quantity']} × {row['price']['nickname'] or row['price']['id']}",
            row["price"]["unit_amount"] * row["quantity"], (row["current_period_start"], row["current_period_end"]),
            row["price"], row["quantity"],
        )
        for row in items_of(subscription)
    ]  # fmt: skip


def _move(subscription: Thing, start: int) -> None:
    end = later(start, items_of(subscription)[0]["price"])
    for row in items_of(subscription):
        row["current_period_start"], row["current_period_end"] = start, end


def _end(subscription: Thing) -> int:
    return int(items_of(subscription)[0]["current_period_end"])


def _method(shop: Shop, subscription: Thing) -> Thing | None:
    customer = shop.get("customer", subscription["customer"])
    settings = customer["invoice_settings"] or {}
    found = settings.get("default_payment_method") or subscription["default_payment_method"]
    return shop.things.get(found) if found else None


def _note_cancellation(shop: Shop, subscription: Thing, at_end: Any) -> None:
    subscription["cancel_at"] = _end(subscription) if at_end else None
    subscription["canceled_at"] = shop.now() if at_end else None
    subscription["cancellation_details"] = {
        "comment": None, "feedback": None, "reason": "cancellation_requested" if at_end else None,
    }  # fmt: skip


def _pause_collection(asked: Any) -> Thing | None:
    if not asked:
        return None
    resumes = asked.get("resumes_at")
    return {"behavior": asked["behavior"], "resumes_at": int(resumes) if resumes else None}


def _end_trial(shop: Shop, subscription: Thing, asked: Any) -> None:
    if subscription["status"] != "trialing":
        raise bad("Only a trialing subscription has a trial to end.", "trial_end")
    end = shop.now() if asked == "now" else int(asked)
    subscription["trial_end"] = end
    for row in items_of(subscription):
        row["current_period_end"] = end
    _plan_renewal(shop, subscription)


def _trial_will_end(shop: Shop, subscription: Thing) -> None:
    if subscription["status"] == "trialing":
        shop.tell("customer.subscription.trial_will_end", subscription)
