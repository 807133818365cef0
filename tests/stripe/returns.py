"""Money that goes back: a charge refunded by hand, or contested at the bank."""

import stripe

from tests.stripe.shapes import shape
from tests.stripe.shop import Shop, Thing


def charge(shop: Shop, intent: Thing, status: str) -> Thing:
    """Of what is paid once; known by its intent."""
    made = shop.keep(
        shape(
            stripe.Charge, id=shop.new_id("ch"), amount=intent["amount"], created=shop.now(), currency="eur",
            customer=intent["customer"], metadata={}, payment_intent=intent["id"], status=status,
            amount_captured=intent["amount"], captured=True, paid=status == "succeeded",
        )
    )  # fmt: skip
    intent["latest_charge"] = made["id"]
    return made


def refund(shop: Shop, session: Thing, amount: int | None = None) -> None:
    """The whole of it, unless said otherwise."""
    held = _charge_of(shop, session)
    before = dict(held)
    held["amount_refunded"] = held["amount"] if amount is None else amount
    held["refunded"] = held["amount_refunded"] == held["amount"]
    shop.tell("charge.refunded", held, before)


def dispute(shop: Shop, session: Thing, status: str) -> Thing:
    """A debit contested at its bank is lost at once; a card is argued about first."""
    held = _charge_of(shop, session)
    held["disputed"] = True
    made = shop.keep(
        shape(
            stripe.Dispute, id=shop.new_id("du"), amount=held["amount"], charge=held["id"], created=shop.now(),
            currency="eur", metadata={}, payment_intent=held["payment_intent"], reason="general", status=status,
        )
    )  # fmt: skip
    shop.tell("charge.dispute.created", made)
    return made


def _charge_of(shop: Shop, session: Thing) -> Thing:
    return shop.get("charge", shop.get("payment_intent", session["payment_intent"])["latest_charge"])
