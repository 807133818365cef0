"""What is answered, held against the types of its fields: nothing invented, nothing forgotten, nothing of another type."""

from decimal import Decimal
from typing import Any

import stripe
from stripe import billing_portal, checkout

from tests.stripe import annotations

CLASSES: dict[str, type] = {
    one.OBJECT_NAME: one  # type: ignore[attr-defined]
    for one in (
        stripe.Charge, stripe.Coupon, stripe.Customer, stripe.Discount, stripe.Dispute, stripe.Event, stripe.Invoice, stripe.PaymentIntent, stripe.PaymentMethod,
        stripe.PaymentMethodConfiguration, stripe.Price, stripe.Product, stripe.PromotionCode, stripe.Subscription, billing_portal.Configuration,
        billing_portal.Session, checkout.Session,
    )
}  # fmt: skip
GONE = {"id", "object", "deleted"}


def faults(thing: dict[str, Any]) -> list[str]:
    """Where an object is not what stripe-python says of it."""
    kind = thing["object"]
    if thing.get("deleted"):
        return [f"{kind}: {name} of what is gone" for name in set(thing) ^ GONE]
    found = _object(CLASSES[kind], thing, kind)
    if kind == "event":
        found += [f"event of {one}" for one in faults(thing["data"]["object"])]
    return found


def _object(cls: type, value: Any, at: str) -> list[str]:
    known = annotations.fields(cls)
    found = [f"{at}.{name}: the types do not name it" for name in value if name not in known]
    for name, hint in known.items():
        if name in value:
            found += _value(hint, value[name], f"{at}.{name}")
        elif type(None) not in annotations.choices(hint):
            found.append(f"{at}.{name}: forgotten")
    return found


def _value(hint: Any, value: Any, at: str) -> list[str]:
    tries = [_one(one, value, at) for one in annotations.choices(hint)]
    if [] in tries:
        return []
    return min(tries, key=lambda one: (any("is not" in fault for fault in one), len(one)))


def _one(hint: Any, value: Any, at: str) -> list[str]:
    wrong = [f"{at}: {value!r} is not {hint}"]
    if hint is Any:
        return []
    if annotations.is_object(hint) or annotations.is_listed(hint):
        if not isinstance(value, dict):
            return wrong
        return _list(hint, value, at) if annotations.is_listed(hint) else _object(hint, value, at)
    if annotations.is_words(hint):
        return [] if isinstance(value, dict) else wrong
    if annotations.is_list(hint):
        if not isinstance(value, list):
            return wrong
        inside = annotations.inside(hint)
        return [fault for rank, one in enumerate(value) for fault in _value(inside, one, f"{at}[{rank}]")]
    if names := annotations.names(hint):
        return [] if value in names else wrong
    if hint in (float, Decimal):
        return [] if type(value) in (int, float) or (hint is Decimal and type(value) is str) else wrong
    return [] if type(value) is hint else wrong


def _list(hint: Any, value: dict[str, Any], at: str) -> list[str]:
    if set(value) != {"object", "data", "has_more", "url"} or value["object"] != "list":
        return [f"{at}: not a list"]
    inside = annotations.inside(hint)
    return [fault for rank, one in enumerate(value["data"]) for fault in _value(inside, one, f"{at}[{rank}]")]
