"""Invoices: what is due for a period, a proration or a pass, tried, paid or refused."""

from typing import Any

import stripe

from tests.stripe import payments
from tests.stripe.shapes import listed, shape
from tests.stripe.shop import DAY, Shop, Thing

RETRIES = (3 * DAY, 5 * DAY, 7 * DAY)  # after the first refusal, each counted from it


def line(
    shop: Shop,
    words: str,
    amount: int,
    period: tuple[int, int],
    price: Thing | None = None,
    quantity: int = 1,
) -> Thing:
    return shape(
        stripe.InvoiceLineItem,
        id=shop.new_id("il"),
        amount=amount,
        currency="eur",
        description=words,
        discountable=True,
        period={"start": period[0], "end": period[1]},
        quantity=quantity,
        subtotal=amount,
        pricing={
            "type": "price_details",
            "price_details": {"price": price["id"], "product": price["product"]},
        }
        if price
        else None,
    )


def draw(
    shop: Shop,
    customer: Thing,
    lines: list[Thing],
    reason: str,
    *,
    subscription: Thing | None = None,
    metadata: dict[str, str] | None = None,
    is_draft: bool = False,
) -> Thing:
    """A credit left over goes to the customer's balance, as Stripe does; finalized at once, but for a draft."""
    total = sum(one["amount"] for one in lines)
    balance = customer["balance"] or 0
    due = max(0, total + balance)
    customer["balance"] = min(0, total + balance)
    now = shop.now()
    made = shop.keep(
        shape(
            stripe.Invoice,
            id=shop.new_id("in"),
            amount_due=due,
            amount_remaining=due,
            billing_reason=reason,
            created=now,
            currency="eur",
            customer=customer["id"],
            customer_name=customer["name"],
            customer_email=customer["email"],
            customer_address=customer["address"],
            customer_tax_ids=[],
            lines=listed(lines, ""),
            metadata=metadata or {},
            parent={
                "type": "subscription_details",
                "quote_details": None,
                "subscription_details": {
                    "subscription": subscription["id"],
                    "metadata": subscription["metadata"],
                    "subscription_proration_date": None,
                },
            }
            if subscription
            else None,
            period_start=lines[0]["period"]["start"] if lines else now,
            period_end=lines[0]["period"]["end"] if lines else now,
            starting_balance=balance,
            status="draft",
            auto_advance=True,
            ending_balance=None,
            status_transitions={
                "finalized_at": None,
                "paid_at": None,
                "voided_at": None,
                "marked_uncollectible_at": None,
            },
            subtotal=total,
            total=total,
        )
    )
    for one in lines:
        one["invoice"] = made["id"]
    shop.tell("invoice.created", made)
    if not is_draft:
        finalize(shop, made)
    return made


def finalize(shop: Shop, invoice: Thing) -> None:
    """From now on it has a number and a page, and can be paid."""
    shop.number += 1
    page = f"{shop.url}/invoice/{invoice['id']}"
    invoice |= {
        "status": "open",
        "number": f"RAC-{shop.number:04d}",
        "hosted_invoice_url": page,
        "invoice_pdf": f"{page}/pdf",
        "ending_balance": shop.get("customer", invoice["customer"])["balance"],
    }
    invoice["status_transitions"]["finalized_at"] = shop.now()
    shop.tell("invoice.finalized", invoice)


def pay(shop: Shop, invoice: Thing, method: Thing | None) -> str:
    """One try; what became of it. A debit is known some days later (`settled`)."""
    if invoice["status"] != "open":
        return "succeeded" if invoice["status"] == "paid" else "declined"
    if invoice["amount_due"] == 0:
        mark_paid(shop, invoice)
        return "succeeded"
    ended = payments.outcome(method)
    before = dict(invoice)
    invoice["attempted"], invoice["attempt_count"] = True, invoice["attempt_count"] + 1
    if ended == "succeeded":
        assert method is not None
        payments.charge(shop, invoice["customer"], invoice["amount_due"], invoice["id"], method, "succeeded")
        mark_paid(shop, invoice)
    elif ended == "declined":
        shop.tell("invoice.payment_failed", invoice, before)
    return ended


def debit(shop: Shop, invoice: Thing, method: Thing, known: Any) -> None:
    """A SEPA debit leaves; `known(True or False)` is called when the bank has answered."""
    made = payments.charge(
        shop, invoice["customer"], invoice["amount_due"], invoice["id"], method, "processing"
    )

    invoice["moving"] = True

    def settled() -> None:
        invoice["moving"] = False
        is_good = payments.number_of(method) != payments.IBAN_BAD
        payments.settle(shop, made, "succeeded" if is_good else "failed")
        if is_good:
            mark_paid(shop, invoice)
        else:
            shop.tell("invoice.payment_failed", invoice)
        known(is_good)

    shop.at(shop.now() + payments.SEPA_TAKES, settled)


def void(shop: Shop, invoice: Thing) -> None:
    if invoice["status"] == "open":
        invoice["status"], invoice["status_transitions"]["voided_at"] = "void", shop.now()
        shop.tell("invoice.voided", invoice)


def mark_paid(shop: Shop, invoice: Thing) -> None:
    invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
    invoice["status_transitions"]["paid_at"] = shop.now()
    shop.tell("invoice.paid", invoice)
    shop.tell("invoice.payment_succeeded", invoice)
