"""The addresses of Stripe's API that Raccord asks, and how each answers."""

import json
from collections.abc import Callable
from typing import Any

import stripe
from flask import Blueprint, Response, current_app, request
from stripe import billing_portal

from tests.stripe import changes, checkout, pauses, subscriptions
from tests.stripe.forms import nested
from tests.stripe.shapes import listed, shape
from tests.stripe.shop import OURS, Kept, Refusal, Shop, Thing, bad

bp = Blueprint("api", __name__, url_prefix="/v1")


def shop() -> Shop:
    found: Shop = current_app.extensions["shop"]
    return found


def asked() -> Thing:
    return nested([*request.args.items(multi=True), *request.form.items(multi=True)])


@bp.before_request
def _door() -> None:
    if request.headers.get("Authorization") != f"Bearer {shop().key}":
        raise Refusal(401, "authentication_error", "Invalid API Key provided")


@bp.errorhandler(Refusal)
def _refused(refusal: Refusal) -> Response:
    return _answer(refusal.body, refusal.status)


def answers(rule: str, method: str = "POST") -> Callable[[Callable[..., Thing]], Callable[..., Response]]:
    """A view that gives an object: under the lock, kept for its idempotency key, expanded as asked."""

    def made(view: Callable[..., Thing]) -> Callable[..., Response]:
        def answered(**values: str) -> Response:
            key = request.headers.get("Idempotency-Key") if method == "POST" else None
            with shop().lock:
                if key and key in shop().kept:
                    return _again(shop().kept[key])
                status = 200
                try:
                    body = _expanded(view(**values), asked().get("expand", []))
                except Refusal as refusal:
                    status, body = refusal.status, refusal.body
                body = json.loads(json.dumps(body))
                if key and status < 500:
                    shop().kept[key] = Kept(_said(), status, body)
            return _answer(body, status)

        bp.add_url_rule(rule, view.__name__, answered, methods=[method])
        return answered

    return made


def _again(kept: Kept) -> Response:
    """The answer already given to this idempotency key: https://docs.stripe.com/api/idempotent_requests"""
    if kept.asked != _said():
        raise Refusal(
            400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters they"
            " were first used with.",
        )  # fmt: skip
    again = _answer(kept.body, kept.status)
    again.headers["Idempotent-Replayed"] = "true"
    return again


@answers("/customers")
def new_customer() -> Thing:
    return checkout.new_customer(shop(), asked())


@answers("/customers/<id>", "GET")
def customer(id: str) -> Thing:
    """One that is gone is still known to have been."""
    found = shop().things.get(id)
    return found if found is not None and found.get("deleted") else shop().get("customer", id)


def _change_customer(id: str) -> Thing:
    found = shop().get("customer", id)
    for name, value in asked().items():
        if name == "invoice_settings":
            found["invoice_settings"] |= value
        elif name == "metadata":
            changes.merge(found["metadata"], value)
        elif name in found:
            found[name] = value or None
    shop().tell("customer.updated", found)
    return found


answers("/customers/<id>")(_change_customer)


@answers("/customers/<id>", "DELETE")
def end_customer(id: str) -> Thing:
    """Its subscriptions end with it."""
    found = shop().get("customer", id)
    for one in list(shop().every("subscription")):
        if one["customer"] == id and one["status"] not in subscriptions.OVER:
            subscriptions.cancel(shop(), one)
    shop().tell("customer.deleted", found)
    return shop().keep({"id": id, "object": "customer", "deleted": True})


@answers("/products")
def new_product() -> Thing:
    said = asked()
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


@answers("/products/<id>", "GET")
def product(id: str) -> Thing:
    return shop().get("product", id)


def _change(what: str) -> Callable[..., Thing]:
    def change(id: str) -> Thing:
        found = shop().get(what, id)
        for name, value in asked().items():
            if name in ("active", "name", "description", "metadata", "nickname", "tax_behavior", "tax_code"):
                found[name] = value
        return found

    change.__name__ = f"change_{what}"
    return change


answers("/products/<id>")(_change("product"))
answers("/prices/<id>")(_change("price"))


@answers("/prices")
def new_price() -> Thing:
    said = asked()
    shop().get("product", said["product"])
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
            recurring={
                "interval": recurring["interval"], "interval_count": int(recurring.get("interval_count", 1)),
                "usage_type": "licensed", "meter": None, "trial_period_days": None,
            } if recurring else None,
            tax_behavior=said.get("tax_behavior", "unspecified"), type="recurring" if recurring else "one_time",
            unit_amount=int(said["unit_amount"]), unit_amount_decimal=said["unit_amount"],
        )
    )  # fmt: skip


@answers("/prices", "GET")
def prices() -> Thing:
    said = asked()
    keys = said.get("lookup_keys")
    if keys is not None and len(keys) > 10:
        raise bad("You may only specify up to 10 lookup keys.", "lookup_keys")
    found = [one for one in shop().every("price") if (keys is None or one["lookup_key"] in keys)]
    if "active" in said:
        found = [one for one in found if one["active"] == said["active"]]
    return _page(found)


@answers("/checkout/sessions")
def new_session() -> Thing:
    return checkout.public(checkout.create(shop(), asked()))


@answers("/checkout/sessions/<id>", "GET")
def session(id: str) -> Thing:
    return checkout.public(shop().get("checkout.session", id))


@answers("/checkout/sessions/<id>/expire")
def expire_session(id: str) -> Thing:
    found = shop().get("checkout.session", id)
    if found["status"] != "open":
        raise bad('Only Checkout Sessions with a status in ["open"] can be expired.')
    checkout.expire(shop(), found)
    return checkout.public(found)


@answers("/subscriptions", "GET")
def every_subscription() -> Thing:
    said = asked()
    status = said.get("status")
    found = [
        one
        for one in shop().every("subscription")
        if one["customer"] == said.get("customer", one["customer"])
        and (status == "all" or (one["status"] == status if status else one["status"] != "canceled"))
    ]
    return _page([subscriptions.public(one) for one in found])


@answers("/subscriptions/<id>", "GET")
def subscription(id: str) -> Thing:
    return subscriptions.public(shop().get("subscription", id))


@answers("/subscriptions/<id>")
def change_subscription(id: str) -> Thing:
    found = shop().get("subscription", id)
    said = asked()
    items = said.get("items")
    if isinstance(items, dict):
        said["items"] = list(items.values())
    changes.update(shop(), found, said)
    return subscriptions.public(found)


@answers("/subscriptions/<id>", "DELETE")
def end_subscription(id: str) -> Thing:
    found = shop().get("subscription", id)
    subscriptions.cancel(shop(), found)
    if asked().get("invoice_now") in (True, "true"):
        subscriptions.invoice_last(shop(), found)
    return subscriptions.public(found)


@answers("/subscriptions/<id>/pause")
def pause_subscription(id: str) -> Thing:
    found = shop().get("subscription", id)
    unused = asked().get("bill_for", {}).get("unused_time_from", {}).get("type", "now")
    pauses.pause(shop(), found, unused)
    return subscriptions.public(found)


@answers("/subscriptions/<id>/resume")
def resume_subscription(id: str) -> Thing:
    found = shop().get("subscription", id)
    pauses.resume(shop(), found, asked().get("payment_behavior", "resume_on_payment_attempt"))
    return subscriptions.public(found)


@answers("/invoices", "GET")
def every_invoice() -> Thing:
    said = asked()
    found = [
        one for one in shop().every("invoice") if one["customer"] == said.get("customer", one["customer"])
    ]
    if "subscription" in said:
        found = [one for one in found if _subscription_of(one) == said["subscription"]]
    return _page(found)


@answers("/invoices/<id>", "GET")
def invoice(id: str) -> Thing:
    return shop().get("invoice", id)


@answers("/billing_portal/sessions")
def new_portal() -> Thing:
    said = asked()
    shop().get("customer", said["customer"])
    made = shop().keep(
        shape(
            billing_portal.Session, id=shop().new_id("bps"), configuration="bpc_default", created=shop().now(),
            customer=said["customer"], flow=said.get("flow_data"), locale=said.get("locale"),
            return_url=said.get("return_url"),
        )
    )  # fmt: skip
    made["url"] = f"{shop().url}/portal/{made['id']}"
    return made


@answers("/payment_methods/<id>", "GET")
def payment_method(id: str) -> Thing:
    return shop().get("payment_method", id)


@answers("/events", "GET")
def every_event() -> Thing:
    said = asked()
    since = int(said.get("created", {}).get("gte", 0)) if isinstance(said.get("created"), dict) else 0
    kinds = said.get("types")
    return _page(
        [
            one
            for one in reversed(shop().events)
            if one["created"] >= since and (kinds is None or one["type"] in kinds)
        ]
    )


@answers("/events/<id>", "GET")
def event(id: str) -> Thing:
    found = next((one for one in shop().events if one["id"] == id), None)
    if found is None:
        raise Refusal(
            404, "invalid_request_error", f"No such event: '{id}'", code="resource_missing", param="id"
        )
    return found


def _page(found: list[Thing]) -> Thing:
    said = asked()
    limit = int(said.get("limit", 10))
    after = said.get("starting_after")
    ids = [one["id"] for one in found]
    start = ids.index(after) + 1 if after in ids else 0
    return listed(found[start : start + limit], request.path, has_more=len(found) > start + limit)


def _subscription_of(one: Thing) -> str | None:
    details = (one["parent"] or {}).get("subscription_details")
    return details["subscription"] if details else None


def _expanded(thing: Thing, paths: list[str]) -> Thing:
    found = _plain(thing)
    for path in paths:
        _expand(found, path.split("."))
    return found


def _expand(at: Any, way: list[str]) -> None:
    if isinstance(at, list):
        for one in at:
            _expand(one, way)
    elif isinstance(at, dict) and way and way[0] in at:
        value = at[way[0]]
        at[way[0]] = [_whole(one) for one in value] if isinstance(value, list) else _whole(value)
        _expand(at[way[0]], way[1:])


def _whole(value: Any) -> Any:
    found = shop().things.get(value) if isinstance(value, str) else None
    return _plain(found) if found else value


def _plain(thing: Thing) -> Thing:
    return json.loads(json.dumps({name: value for name, value in thing.items() if name not in OURS}))


def _said() -> str:
    return json.dumps([request.path, sorted(request.form.items(multi=True))])


def _answer(body: Thing, status: int) -> Response:
    response = Response(json.dumps(body), status, mimetype="application/json")
    response.headers["Request-Id"] = shop().new_id("req")
    response.headers["Stripe-Version"] = stripe.api_version
    return response
