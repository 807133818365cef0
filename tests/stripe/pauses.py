"""A pause, and what it takes to go on."""

from tests.stripe import invoices, subscriptions
from tests.stripe.shop import Shop, Thing, bad


def pause(shop: Shop, subscription: Thing, unused_from: str) -> None:
    """No period, no invoice until it resumes; time not used is credited unless told otherwise."""
    if subscription["status"] != "active":
        raise bad("Only an active subscription can be paused.")
    if unused_from == "now":
        subscription["pending"] += subscriptions.prorated(
            shop, subscription, subscriptions.items_of(subscription), sign=-1
        )
    with subscriptions.told(shop, subscription, "customer.subscription.paused"):
        subscription["status"] = "paused"
        for row in subscriptions.items_of(subscription):
            row["current_period_end"] = shop.now()
        subscription["status_details"] = {
            "paused": {
                "type": "subscription", "transitioned_at": shop.now(), "subscription": {"type": "pause_requested"},
            }
        }  # fmt: skip
    shop.tell("customer.subscription.updated", subscription)


def resume(shop: Shop, subscription: Thing, behavior: str) -> None:
    """A new period begins once its invoice is paid: at once when asked so, else by whoever pays it within a day.

    https://docs.stripe.com/api/subscriptions/resume
    """
    if subscription["status"] != "paused":
        raise bad("Only a paused subscription can be resumed.")
    customer = shop.get("customer", subscription["customer"])
    now = shop.now()
    end = subscriptions.later(now, subscriptions.items_of(subscription)[0]["price"])
    pending, subscription["pending"] = subscription["pending"], []
    lines = [*pending, *subscriptions.lines_of(shop, subscription, (now, end))]
    invoice = invoices.draw(shop, customer, lines, "subscription_update", subscription=subscription)
    subscription["latest_invoice"] = invoice["id"]
    if behavior == "resume_on_payment_attempt" and invoice["amount_due"]:
        shop.at(now + subscriptions.FIRST_PAYMENT_WAITS, lambda: invoices.void(shop, invoice))
        return
    method = subscriptions.method_of(shop, subscription)
    ended = invoices.pay(shop, invoice, method)
    if ended == "succeeded":
        resumed(shop, subscription, now)
    elif ended == "processing" and method is not None:
        invoices.debit(shop, invoice, method, lambda is_good: is_good and resumed(shop, subscription, now))
    else:
        _try_to_resume(shop, subscription, invoice, now)


def resumed(shop: Shop, subscription: Thing, since: int) -> None:
    if subscription["status"] != "paused":
        return
    with subscriptions.told(shop, subscription, "customer.subscription.resumed"):
        subscription["status"], subscription["status_details"] = "active", None
        subscription["billing_cycle_anchor"] = since
        subscriptions.move(subscription, since)
    shop.tell("customer.subscription.updated", subscription)
    subscriptions.plan_renewal(shop, subscription)


def _try_to_resume(shop: Shop, subscription: Thing, invoice: Thing, since: int) -> None:
    def again() -> None:
        if invoices.pay(shop, invoice, subscriptions.method_of(shop, subscription)) == "succeeded":
            resumed(shop, subscription, since)

    for wait in invoices.RETRIES:
        shop.at(shop.now() + wait, again)
