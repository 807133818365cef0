"""Checkout sessions: what was asked, and what the hosted page does with it."""

from typing import Any

import stripe
from stripe.checkout import Session

from tests.stripe import invoices, payments, promotions, returns, subscriptions
from tests.stripe.shapes import listed, shape
from tests.stripe.shop import DAY, Refusal, Shop, Thing, bad


def create(shop: Shop, asked: Thing) -> Thing:
    lines = [
        (shop.named("price", one, "price", f"line_items[{rank}][price]"), one.get("quantity", 1))
        for rank, one in enumerate(asked.get("line_items", []))
    ]
    if not lines or "success_url" not in asked:
        raise bad("Missing required param: success_url." if lines else "Missing required param: line_items.")
    mode = asked.get("mode", "payment")
    if any((price["type"] == "recurring") != (mode == "subscription") for price, _n in lines):
        raise bad("You specified `payment` mode but passed a recurring price.", "mode")
    if asked.get("customer"):
        shop.named("customer", asked, "customer")
    _check(shop, asked, mode)
    total = 0 if asked.get("subscription_data", {}).get("trial_end") else total_of(lines)
    now = shop.now()
    made = shop.keep(
        shape(
            Session,
            id=shop.new_id("cs_test"),
            allow_promotion_codes=asked.get("allow_promotion_codes"),
            amount_subtotal=total,
            amount_total=total,
            automatic_tax=_tax(bool(asked.get("automatic_tax", {}).get("enabled"))),
            billing_address_collection=asked.get("billing_address_collection"),
            cancel_url=asked.get("cancel_url"),
            client_reference_id=asked.get("client_reference_id"),
            created=now,
            currency="eur",
            customer=asked.get("customer"),
            customer_creation=asked.get("customer_creation"),
            customer_email=asked.get("customer_email"),
            expires_at=asked.get("expires_at", now + DAY),
            line_items=listed([], ""),
            locale=asked.get("locale"),
            metadata=asked.get("metadata", {}),
            mode=mode,
            allowed_payment_method_types=asked.get("allowed_payment_method_types"),
            payment_method_types=asked.get("allowed_payment_method_types", ["card", "sepa_debit"]),
            payment_method_collection=asked.get(
                "payment_method_collection", "always" if mode == "subscription" else "if_required"
            ),
            payment_status="unpaid",
            status="open",
            success_url=asked["success_url"],
            tax_id_collection={
                "enabled": bool(asked.get("tax_id_collection", {}).get("enabled")),
                "required": "never",
            },
            ui_mode="hosted_page",
        )
    )
    made["url"] = f"{shop.url}/pay/{made['id']}"
    made["asked"] = {
        "lines": lines,
        "subscription": asked.get("subscription_data", {}),
        "invoice": asked.get("invoice_creation"),
    }
    shop.at(made["expires_at"], lambda: expire(shop, made))
    return made


def total_of(lines: list[tuple[Thing, int]]) -> int:
    return sum(price["unit_amount"] * quantity for price, quantity in lines)


def _tax(is_asked: bool) -> Thing:
    liability, provider = ({"type": "self"}, "stripe") if is_asked else (None, None)
    return {
        "enabled": is_asked, "liability": liability, "provider": provider,
        "status": "requires_location_inputs" if is_asked else None,
    }  # fmt: skip


def _check(shop: Shop, asked: Thing, mode: str) -> None:
    """What Checkout does not take together: https://docs.stripe.com/api/checkout/sessions/create"""
    for param, is_wrong, words in (
        *_of_its_mode(asked, mode),
        *_of_its_customer(shop, asked),
        *_of_time(shop, asked),
    ):
        if is_wrong:
            raise bad(words, param)


def _of_its_mode(asked: Thing, mode: str) -> list[tuple[str, Any, str]]:
    return [
        ("customer_creation", mode != "payment" and asked.get("customer_creation"), "`customer_creation` can only be used in `payment` and `setup` mode."),
        ("invoice_creation", mode != "payment" and asked.get("invoice_creation"), "You can only enable invoice creation when `mode` is set to `payment`."),
        ("subscription_data", mode != "subscription" and asked.get("subscription_data"), "You can not pass `subscription_data` in `payment` mode."),
        ("payment_method_collection", mode != "subscription" and asked.get("payment_method_collection"), "`payment_method_collection` can only be used in `subscription` mode."),
        ("line_items[0][quantity]", any("quantity" not in one for one in asked["line_items"]), "Quantity is required. Add `quantity` to `line_items[0]`"),
        ("success_url", not asked["success_url"].startswith(("http://", "https://")), "Not a valid URL"),
    ]  # fmt: skip


def _of_its_customer(shop: Shop, asked: Thing) -> list[tuple[str, Any, str]]:
    customer, update = asked.get("customer"), asked.get("customer_update", {})
    is_collecting = asked.get("tax_id_collection", {}).get("enabled")
    is_taxed = asked.get("automatic_tax", {}).get("enabled")
    is_placed = update.get("address") == "auto" or (customer and shop.get("customer", customer)["address"])
    return [
        ("customer_update", not customer and update, "`customer_update` can only be used with `customer`."),
        ("customer_email", customer and asked.get("customer_email"), "You may only specify one of these parameters: customer, customer_email."),
        ("tax_id_collection", customer and is_collecting and update.get("name") != "auto", "Tax ID collection requires updating business name on the customer."),
        ("automatic_tax", customer and is_taxed and not is_placed, "Automatic tax calculation in Checkout requires a valid address on the Customer."),
    ]  # fmt: skip


def _of_time(shop: Shop, asked: Thing) -> list[tuple[str, Any, str]]:
    now, trial_end = shop.now(), asked.get("subscription_data", {}).get("trial_end")
    is_soon_or_late = not 30 * 60 <= asked.get("expires_at", now + DAY) - now <= DAY
    return [
        ("expires_at", is_soon_or_late, "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation."),
        ("subscription_data[trial_end]", trial_end and trial_end < now + 2 * DAY, "The `trial_end` date has to be at least 2 days in the future."),
    ]  # fmt: skip


def redeem(shop: Shop, session: Thing, code: str) -> bool:
    """What the code takes off stands on the page; False for a code that is none."""
    discount = promotions.redeemed(shop, code, session["id"], session["customer"])
    if not session["allow_promotion_codes"] or discount is None:
        return False
    shop.keep(discount)
    session["asked"]["discount"] = discount
    session["discounts"] = [
        {"coupon": discount["source"]["coupon"], "promotion_code": discount["promotion_code"]}
    ]
    session["amount_total"] = promotions.off(shop, discount["id"], session["amount_subtotal"])
    return True


def expire(shop: Shop, session: Thing) -> None:
    if session["status"] == "open":
        session |= {"status": "expired", "url": None}
        shop.tell("checkout.session.expired", session)


def finish(shop: Shop, session: Thing, who: Thing, number: str, *, passed: bool = False) -> str:
    """The person pays on the hosted page: `succeeded`, `processing`, `declined`, or `asks` for 3-D Secure."""
    if session["status"] != "open":
        return "over"
    customer = _customer(shop, session, who)
    maker = payments.debit if number[:2].isalpha() else payments.card
    if maker is payments.debit and "sepa_debit" not in session["payment_method_types"]:
        return "declined"
    method = maker(shop, customer["id"], number)
    if session["mode"] == "payment":
        return _pay_once(shop, session, customer, method, passed)
    return _subscribe(shop, session, customer, method, passed)


def _customer(shop: Shop, session: Thing, who: Thing) -> Thing:
    if session["customer"]:
        customer = shop.get("customer", session["customer"])
    else:
        customer = new_customer(shop, {"email": who.get("email"), "name": who.get("name")})
    for name in ("name", "address"):
        if who.get(name):
            customer[name] = who[name]
    session["customer_details"] = {
        "email": who.get("email") or customer["email"], "name": who.get("name") or customer["name"],
        "address": who.get("address"), "phone": None, "tax_exempt": "none",
        "tax_ids": [{"type": "eu_vat", "value": who["tax_id"]}] if who.get("tax_id") else [],
        "business_name": None, "individual_name": None,
    }  # fmt: skip
    return customer


def new_customer(shop: Shop, asked: Thing) -> Thing:
    if "@" not in (asked.get("email") or "@"):
        raise Refusal(
            400, "invalid_request_error", f"Invalid email address: {asked['email']}", code="email_invalid", param="email"
        )  # fmt: skip
    made = shop.keep(
        shape(
            stripe.Customer,
            id=shop.new_id("cus"),
            address=asked.get("address") or None,
            balance=0,
            created=shop.now(),
            email=asked.get("email") or None,
            invoice_settings={
                "custom_fields": None,
                "default_payment_method": None,
                "footer": None,
                "rendering_options": None,
            },
            metadata=asked.get("metadata", {}),
            name=asked.get("name") or None,
            preferred_locales=asked.get("preferred_locales", []),
            tax_exempt="none",
        )
    )
    shop.tell("customer.created", made)
    return made


def _subscribe(shop: Shop, session: Thing, customer: Thing, method: Thing, passed: bool) -> str:
    data = session["asked"]["subscription"]
    trial_end = data.get("trial_end")
    if refused := payments.refused_by_checkout(method, passed=passed, charges=not trial_end):
        return refused  # nothing is made until the card is good: the page stays open
    made, ended = subscriptions.create(
        shop, customer, session["asked"]["lines"], method, metadata=data.get("metadata", {}),
        trial_end=trial_end, is_taxed=session["automatic_tax"]["enabled"],
        discount=session["asked"].get("discount"),
    )  # fmt: skip
    session["subscription"], session["invoice"] = made["id"], made["latest_invoice"]
    session["customer"] = customer["id"]
    _complete(
        shop, session, "no_payment_required" if trial_end else "paid" if ended == "succeeded" else "unpaid"
    )
    if ended == "processing":
        shop.at(shop.now() + payments.SEPA_TAKES, lambda: _bank_answered(shop, session, method))
    return ended


def _pay_once(shop: Shop, session: Thing, customer: Thing, method: Thing, passed: bool) -> str:
    if refused := payments.refused_by_checkout(method, passed=passed, charges=True):
        return refused
    ended = payments.outcome(method)
    now = shop.now()
    intent = shop.keep(
        shape(
            stripe.PaymentIntent,
            id=shop.new_id("pi"),
            amount=session["amount_total"],
            amount_received=session["amount_total"] if ended == "succeeded" else 0,
            created=now,
            currency="eur",
            customer=customer["id"],
            metadata=session["metadata"],
            payment_method=method["id"],
            payment_method_types=session["payment_method_types"],
            status="succeeded" if ended == "succeeded" else "processing",
        )
    )
    session |= {"payment_intent": intent["id"], "customer": customer["id"]}
    made = payments.charge(shop, customer["id"], session["amount_total"], session["id"], method, ended)
    charge = returns.charge(shop, intent, "succeeded" if ended == "succeeded" else "pending")
    if ended == "succeeded":
        _bill(shop, session, customer)
        _complete(shop, session, "paid")
        return ended
    _complete(shop, session, "unpaid")

    def settled() -> None:
        is_good = payments.number_of(method) != payments.IBAN_BAD
        payments.settle(shop, made, "succeeded" if is_good else "failed")
        intent["status"] = "succeeded" if is_good else "requires_payment_method"
        charge.update(status="succeeded" if is_good else "failed", paid=is_good)
        if is_good:
            _bill(shop, session, customer)
        _bank_answered(shop, session, method)

    shop.at(now + payments.SEPA_TAKES, settled)
    return ended


def _bill(shop: Shop, session: Thing, customer: Thing) -> None:
    """An invoice of what was paid, when the session asked for one."""
    if not (session["asked"]["invoice"] or {}).get("enabled"):
        return
    now = shop.now()
    lines = [
        invoices.line(
            shop,
            price["nickname"] or price["id"],
            price["unit_amount"] * quantity,
            (now, now),
            price,
            quantity,
        )
        for price, quantity in session["asked"]["lines"]
    ]
    if less := session["amount_subtotal"] - session["amount_total"]:
        lines.append(invoices.line(shop, "Réduction", -less, (now, now)))
    made = invoices.draw(shop, customer, lines, "manual", metadata=session["metadata"])
    made |= {"amount_due": made["total"], "customer_tax_ids": session["customer_details"]["tax_ids"]}
    invoices.mark_paid(shop, made)
    session["invoice"] = made["id"]


def _complete(shop: Shop, session: Thing, payment_status: str) -> None:
    session |= {"status": "complete", "payment_status": payment_status, "url": None}
    if session["automatic_tax"]["enabled"]:
        session["automatic_tax"]["status"] = "complete"
    shop.tell("checkout.session.completed", session)


def _bank_answered(shop: Shop, session: Thing, method: Thing) -> None:
    is_good = payments.number_of(method) != payments.IBAN_BAD
    session["payment_status"] = "paid" if is_good else "unpaid"
    kind = "succeeded" if is_good else "failed"
    shop.tell(f"checkout.session.async_payment_{kind}", session)
