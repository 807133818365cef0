"""The addresses of Stripe's API that Raccord asks, and how each answers."""

from collections.abc import Callable
from typing import Any

import stripe
from stripe import billing_portal, params
from stripe.checkout import Session
from stripe.params import billing_portal as of_portal
from stripe.params import checkout as of_checkout

from tests.stripe import changes, checkout, owed, pauses, subscriptions
from tests.stripe.door import answers, bp, shop
from tests.stripe.shapes import shape
from tests.stripe.shop import Refusal, Thing, bad

__all__ = ["bp"]
MOST_KEYS = 10


@answers("/customers", params.CustomerCreateParams, stripe.Customer)
def new_customer(said: Thing) -> Thing:
    return checkout.new_customer(shop(), said)


@answers("/customers/<id>", params.CustomerRetrieveParams, stripe.Customer, "GET")
def customer(id: str, _said: Thing) -> Thing:
    """One that is gone is still known to have been."""
    found = shop().things.get(id)
    return found if found is not None and found.get("deleted") else shop().get("customer", id)


@answers("/customers/<id>", params.CustomerUpdateParams, stripe.Customer)
def change_customer(id: str, said: Thing) -> Thing:
    found = shop().get("customer", id)
    for name, value in said.items():
        if name == "invoice_settings":
            found["invoice_settings"] |= value
        elif name == "metadata":
            changes.merge(found["metadata"], value)
        elif name in found:
            found[name] = value or None
    shop().tell("customer.updated", found)
    return found


@answers("/customers/<id>", params.CustomerDeleteParams, stripe.Customer, "DELETE")
def end_customer(id: str, _said: Thing) -> Thing:
    """Its subscriptions end with it."""
    found = shop().get("customer", id)
    for one in list(shop().every("subscription")):
        if one["customer"] == id and one["status"] not in subscriptions.OVER:
            subscriptions.cancel(shop(), one)
    shop().tell("customer.deleted", found)
    return shop().keep({"id": id, "object": "customer", "deleted": True})


@answers("/products", params.ProductCreateParams, stripe.Product)
def new_product(said: Thing) -> Thing:
    if said.get("id") in shop().things:
        raise Refusal(400, "invalid_request_error", "Product already exists.", code="resource_already_exists")
    now = shop().now()
    return shop().keep(
        shape(
            stripe.Product, id=said.get("id") or shop().new_id("prod"), active=True, created=now, updated=now,
            description=said.get("description"), metadata=said.get("metadata", {}), name=said["name"],
            tax_code=said.get("tax_code"), type="service",
        )
    )  # fmt: skip


@answers("/products/<id>", params.ProductRetrieveParams, stripe.Product, "GET")
def product(id: str, _said: Thing) -> Thing:
    return shop().get("product", id)


@answers("/prices", params.PriceCreateParams, stripe.Price)
def new_price(said: Thing) -> Thing:
    shop().named("product", said, "product")
    key = said.get("lookup_key")
    for one in list(shop().every("price")):
        if key and one["lookup_key"] == key:
            if not said.get("transfer_lookup_key"):
                raise bad(f"A price (`{one['id']}`) already uses that lookup key.", "lookup_key")
            one["lookup_key"] = None
    recurring = said.get("recurring")
    return shop().keep(
        shape(
            stripe.Price, id=shop().new_id("price"), active=True, created=shop().now(), currency=said["currency"],
            lookup_key=key, metadata=said.get("metadata", {}), nickname=said.get("nickname"), product=said["product"],
            recurring=shape(
                stripe.Price.Recurring, interval=recurring["interval"], usage_type="licensed",
                interval_count=recurring.get("interval_count", 1),
            ) if recurring else None,
            tax_behavior=said.get("tax_behavior", "unspecified"), type="recurring" if recurring else "one_time",
            unit_amount=said["unit_amount"], unit_amount_decimal=str(said["unit_amount"]), billing_scheme="per_unit",
        )
    )  # fmt: skip


@answers("/prices", params.PriceListParams, stripe.Price, "GET", is_many=True)
def prices(said: Thing) -> list[Thing]:
    keys = said.get("lookup_keys")
    if keys is not None and len(keys) > MOST_KEYS:
        raise bad("You may only specify up to 10 lookup keys.", "lookup_keys")
    found = [one for one in shop().every("price") if (keys is None or one["lookup_key"] in keys)]
    return [one for one in found if one["active"] == said.get("active", one["active"])]


def _change(what: str) -> Callable[..., Thing]:
    """What it was sold at is in none of these parameters."""

    def change(id: str, said: Thing) -> Thing:
        found = shop().get(what, id)
        for name, value in said.items():
            if name == "metadata":
                changes.merge(found["metadata"], value)
            elif name in found:
                found[name] = value
        return found

    change.__name__ = f"change_{what}"
    return change


answers("/products/<id>", params.ProductUpdateParams, stripe.Product)(_change("product"))
answers("/prices/<id>", params.PriceUpdateParams, stripe.Price)(_change("price"))


@answers("/checkout/sessions", of_checkout.SessionCreateParams, Session)
def new_session(said: Thing) -> Thing:
    return checkout.create(shop(), said)


@answers("/checkout/sessions/<id>", of_checkout.SessionRetrieveParams, Session, "GET")
def session(id: str, _said: Thing) -> Thing:
    return shop().get("checkout.session", id)


@answers("/checkout/sessions/<id>/expire", of_checkout.SessionExpireParams, Session)
def expire_session(id: str, _said: Thing) -> Thing:
    found = shop().get("checkout.session", id)
    if found["status"] != "open":
        raise bad('Only Checkout Sessions with a status in ["open"] can be expired.')
    checkout.expire(shop(), found)
    return found


@answers("/subscriptions", params.SubscriptionListParams, stripe.Subscription, "GET", is_many=True)
def every_subscription(said: Thing) -> list[Thing]:
    status = said.get("status")
    wanted: dict[Any, Callable[[str], bool]] = {
        None: lambda one: one != "canceled",
        "all": lambda _one: True,
        "ended": lambda one: one in subscriptions.OVER,
    }
    is_wanted = wanted.get(status, lambda one: one == status)
    return [one for one in _of_customer("subscription", said) if is_wanted(one["status"])]


@answers("/subscriptions/<id>", params.SubscriptionRetrieveParams, stripe.Subscription, "GET")
def subscription(id: str, _said: Thing) -> Thing:
    return shop().get("subscription", id)


@answers("/subscriptions/<id>", params.SubscriptionUpdateParams, stripe.Subscription)
def change_subscription(id: str, said: Thing) -> Thing:
    found = shop().get("subscription", id)
    changes.update(shop(), found, said)
    return found


@answers("/subscriptions/<id>", params.SubscriptionCancelParams, stripe.Subscription, "DELETE")
def end_subscription(id: str, said: Thing) -> Thing:
    found = shop().get("subscription", id)
    subscriptions.cancel(shop(), found)
    if said.get("invoice_now"):
        subscriptions.invoice_last(shop(), found)
    return found


@answers("/subscriptions/<id>/pause", params.SubscriptionPauseParams, stripe.Subscription)
def pause_subscription(id: str, said: Thing) -> Thing:
    found = shop().get("subscription", id)
    pauses.pause(shop(), found, said.get("bill_for", {}).get("unused_time_from", {}).get("type", "now"))
    return found


@answers("/subscriptions/<id>/resume", params.SubscriptionResumeParams, stripe.Subscription)
def resume_subscription(id: str, said: Thing) -> Thing:
    found = shop().get("subscription", id)
    pauses.resume(shop(), found, said.get("payment_behavior", "resume_on_payment_attempt"))
    return found


@answers("/invoices", params.InvoiceListParams, stripe.Invoice, "GET", is_many=True)
def every_invoice(said: Thing) -> list[Thing]:
    found = [
        one for one in _of_customer("invoice", said) if one["status"] == said.get("status", one["status"])
    ]
    if "subscription" in said:
        found = [one for one in found if _subscription_of(one) == said["subscription"]]
    return found


@answers("/invoices/<id>", params.InvoiceRetrieveParams, stripe.Invoice, "GET")
def invoice(id: str, _said: Thing) -> Thing:
    return shop().get("invoice", id)


@answers("/invoices/<id>/pay", params.InvoicePayParams, stripe.Invoice)
def pay_invoice(id: str, _said: Thing) -> Thing:
    found = shop().get("invoice", id)
    owed.pay(shop(), found)
    return found


@answers(
    "/billing_portal/configurations", of_portal.ConfigurationListParams, billing_portal.Configuration, "GET", is_many=True
)  # fmt: skip
def every_portal(_said: Thing) -> list[Thing]:
    """The one that the settings of the account make, once they are saved."""
    made = shape(
        billing_portal.Configuration, id="bpc_default", active=True, is_default=True, created=shop().now()
    )
    return [made] if shop().has_portal else []


@answers(
    "/payment_method_configurations", params.PaymentMethodConfigurationListParams, stripe.PaymentMethodConfiguration, "GET", is_many=True
)  # fmt: skip
def every_choice_of_methods(_said: Thing) -> list[Thing]:
    made = shape(
        stripe.PaymentMethodConfiguration, id="pmc_default", active=True, is_default=True, name="Default"
    )
    for name, cls in (
        ("card", stripe.PaymentMethodConfiguration.Card),
        ("sepa_debit", stripe.PaymentMethodConfiguration.SepaDebit),
    ):
        made[name] = shape(cls, available=name in shop().methods)
    return [made]


@answers("/billing_portal/sessions", of_portal.SessionCreateParams, billing_portal.Session)
def new_portal(said: Thing) -> Thing:
    shop().named("customer", said, "customer")
    if not shop().has_portal:
        raise bad(
            "No configuration provided and your test mode default configuration has not been created. Provide a"
            " configuration or create your default by saving your customer portal settings in test mode at"
            " https://dashboard.stripe.com/test/settings/billing/portal."
        )
    made = shop().keep(
        shape(
            billing_portal.Session, id=shop().new_id("bps"), configuration="bpc_default", created=shop().now(),
            customer=said["customer"], locale=said.get("locale"), return_url=said.get("return_url"),
        )
    )  # fmt: skip
    made["url"] = f"{shop().url}/portal/{made['id']}"
    return made


@answers("/payment_methods/<id>", params.PaymentMethodRetrieveParams, stripe.PaymentMethod, "GET")
def payment_method(id: str, _said: Thing) -> Thing:
    return shop().get("payment_method", id)


@answers("/events", params.EventListParams, stripe.Event, "GET", is_many=True)
def every_event(said: Thing) -> list[Thing]:
    created = said.get("created", 0)
    since = created.get("gte", 0) if isinstance(created, dict) else created
    kinds = said.get("types")
    return [
        one
        for one in reversed(shop().events)
        if one["created"] >= since and (kinds is None or one["type"] in kinds)
    ]


@answers("/events/<id>", params.EventRetrieveParams, stripe.Event, "GET")
def event(id: str, _said: Thing) -> Thing:
    found = next((one for one in shop().events if one["id"] == id), None)
    if found is None:
        raise Refusal(
            404, "invalid_request_error", f"No such event: '{id}'", code="resource_missing", param="id"
        )
    return found


@answers("/disputes", params.DisputeListParams, stripe.Dispute, "GET", is_many=True)
def every_dispute(said: Thing) -> list[Thing]:
    wanted = said.get("payment_intent")
    return [one for one in shop().every("dispute") if wanted is None or one["payment_intent"] == wanted]


def _of_customer(what: str, said: Thing) -> list[Thing]:
    """A customer who is gone keeps what was theirs; one who never was is refused."""
    wanted = said.get("customer")
    if wanted is not None and wanted not in shop().things:
        shop().named("customer", said, "customer")
    return [one for one in shop().every(what) if wanted is None or one["customer"] == wanted]


def _subscription_of(one: Thing) -> str | None:
    details = (one["parent"] or {}).get("subscription_details")
    return details["subscription"] if details else None
