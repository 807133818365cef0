"""How means of payment end: the numbers of Stripe's own tests."""

import stripe

from tests.stripe.shapes import shape
from tests.stripe.shop import DAY, Charge, Shop, Thing

# https://docs.stripe.com/testing
DECLINED = "4000000000000002"
DECLINED_LATER = "4000000000000341"  # attaches; every charge is refused
ASKS = "4000002760003184"  # 3-D Secure, each time the person is there
IBAN_GOOD = "FR1420041010050500013M02606"
IBAN_BAD = "FR8420041010050500013M02607"
SEPA_TAKES = 5 * DAY


def card(shop: Shop, customer: str, number: str) -> Thing:
    return shop.keep(
        shape(
            stripe.PaymentMethod,
            id=shop.new_id("pm"),
            created=shop.now(),
            customer=customer,
            type="card",
            card=shape(
                stripe.PaymentMethod.Card,
                brand="visa",
                last4=number[-4:],
                exp_month=8,
                exp_year=2030,
                country="FR",
                funding="credit",
            ),
            metadata={"number": number},
        )
    )


def debit(shop: Shop, customer: str, iban: str) -> Thing:
    return shop.keep(
        shape(
            stripe.PaymentMethod,
            id=shop.new_id("pm"),
            created=shop.now(),
            customer=customer,
            type="sepa_debit",
            sepa_debit=shape(
                stripe.PaymentMethod.SepaDebit, last4=iban[-4:], country=iban[:2], bank_code="20041"
            ),
            metadata={"number": iban},
        )
    )


def number_of(method: Thing) -> str:
    return str(method["metadata"]["number"])


def outcome(method: Thing | None) -> str:
    """Of a charge: `succeeded`, `processing` until the bank answers, `declined`."""
    if method is None:
        return "declined"
    if method["type"] == "sepa_debit":
        return "processing"
    return "declined" if number_of(method) in (DECLINED, DECLINED_LATER) else "succeeded"


def refused_by_checkout(method: Thing, *, passed: bool, charges: bool) -> str:
    """Why the hosted page stays open, or nothing."""
    number = number_of(method)
    if number == ASKS and not passed:
        return "asks"
    return "declined" if number == DECLINED or (charges and outcome(method) == "declined") else ""


def charge(shop: Shop, customer: str, amount: int, why: str, method: Thing, status: str) -> Charge:
    made = Charge(shop.new_id("ch"), customer, amount, why, method["id"], shop.now(), status)
    shop.charges.append(made)
    return made


def settle(shop: Shop, made: Charge, status: str) -> None:
    shop.charges[shop.charges.index(made)] = Charge(**{**vars(made), "status": status})
