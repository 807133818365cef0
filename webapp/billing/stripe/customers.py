"""The customer that a workspace is for Stripe, and its invoices."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.billing.stripe.client import Gone, asked, instant

MOST_BILLS = 24


@dataclass(frozen=True)
class Bill:
    number: str | None
    status: str | None
    cents: int
    at: datetime
    url: str | None
    pdf: str | None


def make_customer(workspace_id: UUID, email: str, name: str, language: str, *, former: str = "") -> str:
    """`former`: the one it had, deleted since; what made that one would only be answered again."""
    with asked() as client:
        made = client.v1.customers.create(
            {
                "email": email, "name": name, "preferred_locales": [language],
                "metadata": {"workspace": str(workspace_id)},
            },
            {"idempotency_key": _key("customer", workspace_id, email, name, language, former)},
        )  # fmt: skip
    return made.id


def is_gone(customer: str) -> bool:
    """Deleted by hand: it is still known to have been, and pays for nothing any more."""
    try:
        with asked() as client:
            return bool(getattr(client.v1.customers.retrieve(customer), "deleted", False))
    except Gone:
        return True


def end_customer(customer: str) -> None:
    """With its subscriptions. One that is gone already is fine."""
    with suppress(Gone), asked() as client:
        client.v1.customers.delete(customer)


def portal(customer: str, back: str, language: str) -> str:
    """The address of the portal: cards, invoices, address, cancelling."""
    wanted: Any = {"customer": customer, "return_url": back, "locale": language}
    with asked() as client:
        return client.v1.billing_portal.sessions.create(wanted).url


def bills_of(customer: str) -> list[Bill]:
    """The newest first; a trial begins with one of nothing, which is none to a person."""
    with asked() as client:
        found = client.v1.invoices.list({"customer": customer, "limit": MOST_BILLS}).data
    return [
        Bill(one.number, one.status, one.total, instant(one.created), one.hosted_invoice_url, one.invoice_pdf)
        for one in found
        if one.total
    ]


def _key(*said: object) -> str:
    """Of all that is said: another address after a cut network is another question, not a contradiction."""
    return hashlib.sha256(" ".join(map(str, said)).encode()).hexdigest()
