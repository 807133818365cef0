"""Stripe, asked and told: one file here knows its library (`client`). What comes out are plain values.

Every request that makes something carries an idempotency key: sent again after a cut network, it makes
it once. Shapes and statuses: stripe-python 16.1, API 2026-10-28.
"""

from webapp.billing.stripe.checkout import (
    Paid,
    begin_pass,
    begin_subscription,
    end_of_trial,
    expire_session,
    session,
)
from webapp.billing.stripe.client import RETRIES, Declined, Forged, Gone, Impossible, Unreachable, is_sold
from webapp.billing.stripe.customers import Bill, bills_of, end_customer, is_gone, make_customer, portal
from webapp.billing.stripe.events import Event, heard, is_ours
from webapp.billing.stripe.products import PRODUCTS, lacks, sync_prices
from webapp.billing.stripe.subscriptions import (
    ALIVE,
    Said,
    cancel_at_end,
    change_interval,
    end_now,
    pause,
    resume,
    set_seats,
    subscription_of,
)

__all__ = [
    "ALIVE",
    "PRODUCTS",
    "RETRIES",
    "Bill",
    "Declined",
    "Event",
    "Forged",
    "Gone",
    "Impossible",
    "Paid",
    "Said",
    "Unreachable",
    "begin_pass",
    "begin_subscription",
    "bills_of",
    "cancel_at_end",
    "change_interval",
    "end_customer",
    "end_now",
    "end_of_trial",
    "expire_session",
    "heard",
    "is_gone",
    "is_ours",
    "is_sold",
    "lacks",
    "make_customer",
    "pause",
    "portal",
    "resume",
    "session",
    "set_seats",
    "subscription_of",
    "sync_prices",
]
