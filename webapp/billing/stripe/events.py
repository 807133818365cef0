"""What Stripe tells: believed once its signature is verified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webapp.billing.stripe.client import Forged, instant, settings, verified
from webapp.core import clock

TOLERANCE_SECONDS = 300  # of the clock in a signature, both ways


@dataclass(frozen=True)
class Event:
    id: str
    type: str
    created_at: datetime
    is_live: bool
    object: Mapping[str, Any]


def heard(body: bytes, signature: str | None) -> Event:
    """Raises Forged."""
    told = verified(body, signature or "", TOLERANCE_SECONDS)
    try:
        event = Event(
            id=told.id,
            type=told.type,
            created_at=instant(told.created),
            is_live=told.livemode,
            object=told.data.object.to_dict(),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Forged from error
    if _signed_at(signature or "") > clock.now() + timedelta(seconds=TOLERANCE_SECONDS):
        raise Forged("signed in the future")
    return event


def is_ours(event: Event) -> bool:
    """A test event has nothing to say to a live account, nor the other way round."""
    return event.is_live is not settings().stripe_secret_key.startswith(("sk_test_", "rk_test_"))


def _signed_at(signature: str) -> datetime:
    """Of a header that was verified."""
    return instant(next(int(part[2:]) for part in signature.split(",") if part.startswith("t=")))
