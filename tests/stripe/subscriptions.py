"""Subscriptions: periods, trials, dunning, the end."""

import calendar
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import stripe

from tests.stripe import invoices, promotions
from tests.stripe.shapes import listed, shape
from tests.stripe.shop import DAY, Refusal, Shop, Thing, bad

OVER = ("canceled", "incomplete_expired")
FIRST_PAYMENT_WAITS = 23 * 3600
DRAFT_LASTS = 3600  # of a renewal: https://docs.stripe.com/billing/invoices/subscription


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
        plan=plan_of(price),
        quantity=quantity,
        subscription=subscription,
        tax_rates=[],
    )


def plan_of(price: Thing) -> Thing:
    """The older name of a price, which items still carry."""
    return shape(
        stripe.Plan, id=price["id"], active=price["active"], amount=price["unit_amount"],
        amount_decimal=price["unit_amount_decimal"], created=price["created"], currency=price["currency"],
        interval=price["recurring"]["interval"], interval_count=price["recurring"]["interval_count"],
        metadata=price["metadata"], nickname=price["nickname"], product=price["product"], usage_type="licensed",
    )  # fmt: skip


def create(
    shop: Shop,
    customer: Thing,
    wanted: list[tuple[Thing, int]],
    method: Thing | None,
    *,
    metadata: dict[str, str],
    trial_end: int | None = None,
    is_taxed: bool = False,
    discount: Thing | None = None,
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
            automatic_tax={
                "enabled": is_taxed,
                "liability": {"type": "self"} if is_taxed else None,
                "disabled_reason": None,
            },
            billing_mode={"type": "flexible", "flexible": None, "updated_at": None},
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
            trial_settings={
                "end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": "create_invoice"}
            },
        )
    )
    rows = [item(shop, made["id"], price, quantity, (now, end)) for price, quantity in wanted]
    made["items"] = listed(rows, f"/v1/subscription_items?subscription={made['id']}")
    made["pending"] = []
    made["discounts"] = [shop.keep(discount | {"subscription": made["id"]})["id"]] if discount else []
    shop.tell("customer.subscription.created", made)
    if trial_end:
        _draw_nothing(shop, made, customer, (now, end))
        shop.at(trial_end - 3 * DAY, lambda: _trial_will_end(shop, made))
        plan_renewal(shop, made)
        return made, "succeeded"
    return made, _pay_first(shop, made, customer, method)


def _draw_nothing(shop: Shop, made: Thing, customer: Thing, period: tuple[int, int]) -> None:
    """A trial begins with an invoice of nothing, paid."""
    lines = [
        invoices.line(
            shop, f"Trial period for {row['price']['nickname'] or row['price']['id']}", 0, period, row["price"], row["quantity"],
        )
        for row in items_of(made)
    ]  # fmt: skip
    invoice = invoices.draw(shop, customer, lines, "subscription_create", subscription=made)
    made["latest_invoice"] = invoice["id"]
    invoices.mark_paid(shop, invoice)


def _pay_first(shop: Shop, made: Thing, customer: Thing, method: Thing | None) -> str:
    invoice = invoices.draw(shop, customer, lines_of(shop, made), "subscription_create", subscription=made)
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


def _activate(shop: Shop, subscription: Thing) -> None:
    with told(shop, subscription):
        subscription["status"] = "active"
    plan_renewal(shop, subscription)


def _expire(shop: Shop, subscription: Thing, invoice: Thing) -> None:
    if subscription["status"] != "incomplete":
        return
    with told(shop, subscription):
        subscription |= {"status": "incomplete_expired", "ended_at": shop.now()}
    invoices.void(shop, invoice)


def plan_renewal(shop: Shop, subscription: Thing) -> None:
    end = end_of(subscription)
    shop.at(end, lambda: _renew(shop, subscription, end))


def _renew(shop: Shop, subscription: Thing, planned: int) -> None:
    if subscription["status"] in (*OVER, "paused") or end_of(subscription) != planned:
        return
    if subscription["cancel_at"] is not None and subscription["cancel_at"] <= planned:
        cancel(shop, subscription)
        return
    customer = shop.get("customer", subscription["customer"])
    with told(shop, subscription):
        move(subscription, planned)
        if subscription["status"] == "trialing":
            subscription["status"] = "active"
    plan_renewal(shop, subscription)
    pending, subscription["pending"] = subscription["pending"], []
    invoice = invoices.draw(
        shop,
        customer,
        [*lines_of(shop, subscription), *pending],
        "subscription_cycle",
        subscription=subscription,
        is_draft=True,
    )
    subscription["latest_invoice"] = invoice["id"]
    shop.at(shop.now() + DRAFT_LASTS, lambda: _finalize(shop, subscription, invoice))


def _finalize(shop: Shop, subscription: Thing, invoice: Thing) -> None:
    """An hour later; of what is over meanwhile, never."""
    if subscription["status"] in OVER:
        invoice["auto_advance"] = False
        return
    invoices.finalize(shop, invoice)
    if subscription["pause_collection"]:
        invoices.void(shop, invoice)
    else:
        _collect(shop, subscription, invoice, method_of(shop, subscription))


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
    """Past due, tried again three times, then what the account is set to."""
    with told(shop, subscription):
        subscription["status"] = "past_due"
    start = shop.now()
    invoice["next_payment_attempt"] = start + invoices.RETRIES[0]

    def again(rank: int) -> None:
        if subscription["status"] != "past_due" or invoice["status"] != "open":
            return
        ended = invoices.pay(shop, invoice, method_of(shop, subscription))
        if ended == "succeeded":
            with told(shop, subscription):
                subscription["status"] = "active"
        elif rank + 1 < len(invoices.RETRIES):
            shop.at(start + invoices.RETRIES[rank + 1], lambda: again(rank + 1))
        elif shop.ends_as == "canceled":
            cancel(shop, subscription)
        elif shop.ends_as == "unpaid":
            with told(shop, subscription):
                subscription["status"] = "unpaid"

    shop.at(start + invoices.RETRIES[0], lambda: again(0))


def pay_late(shop: Shop, subscription: Thing) -> str:
    """The person gave another card on the portal: what is due is tried at once."""
    invoice = shop.get("invoice", subscription["latest_invoice"])
    ended = invoices.pay(shop, invoice, method_of(shop, subscription))
    if ended == "succeeded" and subscription["status"] == "past_due":
        with told(shop, subscription):
            subscription["status"] = "active"
    return ended


def restart(shop: Shop, subscription: Thing, customer: Thing, lines: list[Thing]) -> str:
    """The cycle begins again now, what was not used taken off."""
    with told(shop, subscription):
        move(subscription, shop.now())
        subscription["billing_cycle_anchor"] = shop.now()
    plan_renewal(shop, subscription)
    return invoice_now(shop, subscription, customer, [*lines, *lines_of(shop, subscription)])


def invoice_now(shop: Shop, subscription: Thing, customer: Thing, lines: list[Thing]) -> str:
    invoice = invoices.draw(shop, customer, lines, "subscription_update", subscription=subscription)
    subscription["latest_invoice"] = invoice["id"]
    return _collect(shop, subscription, invoice, method_of(shop, subscription))


def invoice_last(shop: Shop, subscription: Thing) -> None:
    """What waited for the next invoice, once it is over: a credit goes to the customer's balance."""
    lines, subscription["pending"] = subscription["pending"], []
    if lines:
        customer = shop.get("customer", subscription["customer"])
        invoice = invoices.draw(shop, customer, lines, "subscription_update", subscription=subscription)
        subscription["latest_invoice"] = invoice["id"]
        invoices.pay(shop, invoice, method_of(shop, subscription))


def prorated(shop: Shop, subscription: Thing, rows: list[Thing], *, sign: int) -> list[Thing]:
    """What is left of their period, for these rows; a discount as it was paid."""
    if not rows:
        return []
    now, end = shop.now(), rows[0]["current_period_end"]
    start = rows[0]["current_period_start"]
    left = max(0, end - now) / max(1, end - start)
    words = "Unused time on" if sign < 0 else "Remaining time on"
    return [
        invoices.line(
            shop, f"{words} {row['quantity']} × {row['price']['nickname'] or row['price']['id']}",
            sign * round(_amount(shop, subscription, row) * left), (now, end), row["price"], row["quantity"],
        )
        for row in rows
    ]  # fmt: skip


def lines_of(shop: Shop, subscription: Thing, period: tuple[int, int] | None = None) -> list[Thing]:
    return [
        invoices.line(
            shop, f"{row['quantity']} × {row['price']['nickname'] or row['price']['id']}",
            _amount(shop, subscription, row), period or (row["current_period_start"], row["current_period_end"]),
            row["price"], row["quantity"],
        )
        for row in items_of(subscription)
    ]  # fmt: skip


def _amount(shop: Shop, subscription: Thing, row: Thing) -> int:
    """Of a period, its discounts taken off."""
    amount = row["price"]["unit_amount"] * row["quantity"]
    for discount in subscription["discounts"]:
        amount = promotions.off(shop, discount, amount)
    return amount


def move(subscription: Thing, start: int) -> None:
    end = later(start, items_of(subscription)[0]["price"])
    for row in items_of(subscription):
        row["current_period_start"], row["current_period_end"] = start, end


def end_of(subscription: Thing) -> int:
    return int(items_of(subscription)[0]["current_period_end"])


def method_of(shop: Shop, subscription: Thing) -> Thing | None:
    """Its own, else the customer's."""
    settings = shop.get("customer", subscription["customer"])["invoice_settings"] or {}
    found = subscription["default_payment_method"] or settings.get("default_payment_method")
    return shop.things.get(found) if found else None


def pays_with(shop: Shop, subscription: Thing, method: Thing) -> None:
    """Another card from now on, as the portal sets it."""
    with told(shop, subscription):
        subscription["default_payment_method"] = method["id"]


def _trial_will_end(shop: Shop, subscription: Thing) -> None:
    if subscription["status"] == "trialing":
        shop.tell("customer.subscription.trial_will_end", subscription)
