"""An invoice that waits, paid before Stripe tries it again."""

from tests.stripe import invoices, pauses, subscriptions
from tests.stripe.shop import Refusal, Shop, Thing, bad


def pay(shop: Shop, invoice: Thing) -> None:
    """What it was drawn for goes on once it is paid. Raises Refusal: a card that says no, a debit on its way."""
    if invoice["status"] != "open":
        raise bad(f"This invoice is {invoice['status']}: only an open one can be paid.")
    if invoice.get("moving"):
        raise bad("This invoice has a payment that is processing.")
    subscription = _subscription_of(shop, invoice)
    method = subscriptions.method_of(shop, subscription)
    ended = invoices.pay(shop, invoice, method)
    if ended == "succeeded":
        _goes_on(shop, subscription)
    elif ended == "processing" and method is not None:
        invoices.debit(shop, invoice, method, lambda is_good: is_good and _goes_on(shop, subscription))
    else:
        raise Refusal(402, "card_error", "Your card was declined.", code="card_declined")


def _subscription_of(shop: Shop, invoice: Thing) -> Thing:
    return shop.get("subscription", invoice["parent"]["subscription_details"]["subscription"])


def _goes_on(shop: Shop, subscription: Thing) -> None:
    pauses.resumed(shop, subscription, shop.now())
    if subscription["status"] in ("past_due", "unpaid"):
        with subscriptions.told(shop, subscription):
            subscription["status"] = "active"
