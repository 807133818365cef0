"""Promotion codes: one that takes a part off, each time."""

import stripe

from tests.stripe.shapes import shape
from tests.stripe.shop import Shop, Thing

CODE, PERCENT = "MERCI25", 25.0


def redeemed(shop: Shop, code: str, session: str, customer: str) -> Thing | None:
    """The discount that a code gives, or nothing for a code that is none."""
    if code.strip().upper() != CODE:
        return None
    coupon = shop.keep(
        shape(
            stripe.Coupon, id=f"coupon_{CODE}", created=shop.now(), duration="forever", metadata={}, name="Merci",
            percent_off=PERCENT, times_redeemed=0, valid=True,
        )
    )  # fmt: skip
    promotion = shop.keep(
        shape(
            stripe.PromotionCode, id=f"promo_{CODE}", active=True, code=CODE, created=shop.now(),
            promotion={"type": "coupon", "coupon": coupon["id"]}, metadata={},
        )
    )  # fmt: skip
    return shape(
        stripe.Discount, id=shop.new_id("di"), checkout_session=session, customer=customer,
        promotion_code=promotion["id"], source={"type": "coupon", "coupon": coupon["id"]}, start=shop.now(),
    )  # fmt: skip


def off(shop: Shop, discount_id: str, amount: int) -> int:
    discount = shop.get("discount", discount_id)
    coupon = shop.get("coupon", discount["source"]["coupon"])
    return amount - round(amount * coupon["percent_off"] / 100)
