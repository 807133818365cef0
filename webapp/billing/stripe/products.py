"""What is sold, in Stripe: its products and its prices, found by their names."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from webapp.billing.stripe.client import Declined, Impossible, asked
from webapp.domain.plans.prices import Interval, Price, Sold, price_of, prices

MOST_KEYS = 10  # lookup keys in one question
MEANS = ("card", "sepa_debit")  # of payment
PRODUCTS = {Sold.PRO: "raccord_pro", Sold.SEAT: "raccord_seat", Sold.PASS: "raccord_pass"}
NAMES = {
    Sold.PRO: "Raccord Pro",
    Sold.SEAT: "Raccord, une personne de plus",
    Sold.PASS: "Raccord, passe production",
}


def sync_prices() -> list[str]:
    """Make what is missing in Stripe; again, nothing. What was done, in words."""
    return [*_sync_products(), *_sync_prices()]


def lacks() -> list[str]:
    """What only a person can do in Stripe, once, on its pages: in words for the operator."""
    default: Any = {"is_default": True, "active": True, "limit": 1}
    with asked() as client:
        has_portal = bool(client.v1.billing_portal.configurations.list(default).data)
        means = client.v1.payment_method_configurations.list().data
    own = next((one for one in means if one.is_default and one.application is None), None)
    off = [name for name in MEANS if own is None or not getattr(getattr(own, name), "available", False)]
    return [
        *(["The portal has no settings: save them once, https://dashboard.stripe.com/settings/billing/portal"] * (not has_portal)),
        *(f"{name} is off: turn it on, https://dashboard.stripe.com/settings/payment_methods" for name in off),
    ]  # fmt: skip


def id_of(what: Sold, interval: Interval) -> str:
    """Of the price that is sold now."""
    price = price_of(what, interval)
    found = _listed([price.lookup_key])
    if not found:
        raise Declined(f"Stripe has no price {price.lookup_key}: flask billing sync-prices")
    return str(found[0].id)


def _sync_products() -> Iterator[str]:
    for sold, product in PRODUCTS.items():
        if not _is_there(product):
            made: Any = {"id": product, "name": NAMES[sold]}
            with asked() as client:
                client.v1.products.create(made, _once())
            yield f"product {product}"


def _is_there(product: str) -> bool:
    try:
        with asked() as client:
            client.v1.products.retrieve(product)
    except Impossible:
        return False
    return True


def _sync_prices() -> Iterator[str]:
    """A price that was sold is never changed: whoever has it keeps it. Raises Declined, making nothing."""
    known = {one.lookup_key: one for one in _listed([price.lookup_key for price in prices()])}
    for price in prices():
        found = known.get(price.lookup_key)
        if found is not None and found.unit_amount != price.cents:
            raise Declined(f"{price.lookup_key} is {found.unit_amount} in Stripe: name the new price anew")
    for price in prices():
        if price.lookup_key not in known:
            with asked() as client:
                client.v1.prices.create(_made_of(price), _once())
            yield f"price {price.lookup_key}"


def _once() -> Any:
    """Under no name of ours: what was made before and archived by hand since would only be answered again."""
    return {"idempotency_key": uuid4().hex}


def _made_of(price: Price) -> Any:
    made: dict[str, Any] = {
        "product": PRODUCTS[price.what], "currency": "eur", "unit_amount": price.cents, "lookup_key": price.lookup_key,
        "tax_behavior": "inclusive", "nickname": NAMES[price.what],
        "transfer_lookup_key": True,  # from one that is archived
    }  # fmt: skip
    if price.interval is not Interval.ONCE:
        made["recurring"] = {"interval": price.interval.value}
    return made


def _listed(keys: list[str]) -> list[Any]:
    parts = [keys[start : start + MOST_KEYS] for start in range(0, len(keys), MOST_KEYS)]
    wanted: list[Any] = [{"lookup_keys": part, "active": True, "limit": 100} for part in parts]
    with asked() as client:
        return [one for part in wanted for one in client.v1.prices.list(part).data]
