"""The one file that imports Stripe's library: the client of this account, its errors as ours, its signature."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import stripe
from flask import current_app
from stripe import StripeClient

from webapp.core.settings import Settings

# A person waits for these, on one of a few threads: twice eight seconds at most.
TIMEOUT_SECONDS = 8
RETRIES = 1


class Unreachable(RuntimeError):
    """Stripe did not answer, or not in time: nothing is known of what was asked."""


class Declined(RuntimeError):
    """Stripe answered no."""


class Impossible(Declined):
    """What was asked of does not exist, or is no longer in a state to be asked it."""

    def __init__(self, said: str, code: str | None):
        super().__init__(said)
        self.is_missing = code == "resource_missing"


class Forged(ValueError):
    """An event that Stripe did not sign, or too long ago."""


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def is_sold() -> bool:
    return bool(settings().stripe_secret_key)


@contextmanager
def asked() -> Iterator[StripeClient]:
    """Errors of the network apart from answers. A request is tried again by the library, under its key."""
    try:
        yield _client()
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        raise Unreachable from error
    except stripe.InvalidRequestError as error:
        raise Impossible(str(error.user_message or error), error.code) from error
    except stripe.StripeError as error:
        raise Declined(str(error.user_message or error)) from error


def verified(body: bytes, signature: str, tolerance_seconds: int) -> stripe.Event:
    """Raises Forged."""
    secret = settings().stripe_webhook_secret
    try:
        told: stripe.Event = stripe.Webhook.construct_event(body, signature, secret, tolerance_seconds)
    except (ValueError, TypeError, AttributeError, stripe.SignatureVerificationError) as error:
        raise Forged from error
    return told


def instant(seconds: int) -> datetime:
    """Stripe counts seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def _client() -> StripeClient:
    kept: StripeClient | None = current_app.extensions.get("stripe")
    if kept is None:
        own = settings()
        base: Any = {"api": own.stripe_api_url} if own.stripe_api_url else None
        kept = StripeClient(
            own.stripe_secret_key,
            base_addresses=base,
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        )
        current_app.extensions["stripe"] = kept
    return kept
