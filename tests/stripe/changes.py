"""Changes of a subscription: its lines in proportion, its end, its words."""

import copy
from typing import Any

from tests.stripe import subscriptions
from tests.stripe.shop import Refusal, Shop, Thing, bad, missing


def update(shop: Shop, subscription: Thing, asked: Thing) -> None:
    if subscription["status"] in subscriptions.OVER:
        raise bad("A canceled subscription can only update its cancellation_details.")
    if "cancel_at" in asked and "cancel_at_period_end" in asked:
        raise bad("You may only specify one of these parameters: cancel_at, cancel_at_period_end.")
    customer = shop.get("customer", subscription["customer"])
    lines: list[Thing] = []
    restarts = False
    with subscriptions.told(shop, subscription):
        if "default_payment_method" in asked:
            subscription["default_payment_method"] = asked["default_payment_method"]
        if "metadata" in asked:
            merge(subscription["metadata"], asked["metadata"])
        if "cancel_at_period_end" in asked:
            subscription["cancel_at_period_end"] = asked["cancel_at_period_end"]
            _note_cancellation(
                shop,
                subscription,
                subscriptions.end_of(subscription) if asked["cancel_at_period_end"] else None,
            )
        if "cancel_at" in asked:
            subscription["cancel_at_period_end"] = False
            _note_cancellation(shop, subscription, _cancel_at(subscription, asked["cancel_at"]))
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
        subscriptions.restart(shop, subscription, customer, lines)
    elif lines and behavior == "always_invoice" and subscription["status"] != "trialing":
        subscriptions.invoice_now(shop, subscription, customer, lines)
    elif lines and subscription["status"] != "trialing":
        subscription["pending"] += lines


def _change_items(shop: Shop, subscription: Thing, asked: list[Thing]) -> tuple[list[Thing], bool]:
    """Lines of proration, and whether another interval begins a new cycle."""
    rows = subscriptions.items_of(subscription)
    interval = rows[0]["price"]["recurring"]["interval"]
    period = (rows[0]["current_period_start"], subscriptions.end_of(subscription))
    before = {row["id"]: copy.deepcopy(row) for row in rows}
    for one in asked:
        found = next((row for row in rows if row["id"] == one.get("id")), None)
        if found is None and "id" in one:
            raise missing_item(one["id"])
        if one.get("deleted"):
            rows.remove(found)
            continue
        price = (
            shop.named("price", one, "price", "items[0][price]")
            if "price" in one
            else found["price"]
            if found
            else None
        )
        if price is None:
            raise bad("You must pass a price.", "items")
        quantity = int(one.get("quantity", found["quantity"] if found else 1))
        if found is None:
            rows.append(subscriptions.item(shop, subscription["id"], price, quantity, period))
        else:
            found |= {"price": copy.deepcopy(price), "quantity": quantity}
            found["plan"] = subscriptions.plan_of(price)
    if not rows:
        raise bad("A subscription must have at least one item.", "items")
    if len({row["price"]["recurring"]["interval"] for row in rows}) > 1:
        raise bad("All prices on a subscription must have the same recurring.interval.", "items")
    subscription["items"]["data"] = rows
    restarts = rows[0]["price"]["recurring"]["interval"] != interval
    now = {row["id"]: row for row in rows}
    left = [row for row in before.values() if restarts or not _same(row, now.get(row["id"]))]
    lines = subscriptions.prorated(shop, subscription, left, sign=-1)
    if not restarts:
        new = [row for row in rows if not _same(row, before.get(row["id"]))]
        lines += subscriptions.prorated(shop, subscription, new, sign=1)
    return lines, restarts


def _same(one: Thing, other: Thing | None) -> bool:
    return other is not None and all(one[name] == other[name] for name in ("price", "quantity"))


def missing_item(item_id: str) -> Refusal:
    return missing("subscription_item", item_id, "items[0][id]")


def merge(metadata: Thing, asked: Any) -> None:
    """Names are added or changed; an empty value takes one away, an empty word all."""
    if not asked:
        metadata.clear()
    else:
        metadata.update(asked)
        for name in [name for name, value in metadata.items() if value == ""]:
            del metadata[name]


def _cancel_at(subscription: Thing, asked: Any) -> int | None:
    if asked == "":
        return None
    return subscriptions.end_of(subscription) if asked in ("min_period_end", "max_period_end") else int(asked)


def _note_cancellation(shop: Shop, subscription: Thing, at: int | None) -> None:
    subscription["cancel_at"] = at
    subscription["canceled_at"] = shop.now() if at else None
    subscription["cancellation_details"] = {
        "comment": None, "feedback": None, "reason": "cancellation_requested" if at else None,
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
    for row in subscriptions.items_of(subscription):
        row["current_period_end"] = end
    subscriptions.plan_renewal(shop, subscription)
