"""What Stripe did not sign, or not lately, writes nothing."""

import gzip
import json

import pytest

from tests.billing.conftest import SECRET
from tests.browse import Browser
from tests.stripe.delivery import body_of, signature
from webapp.billing import views
from webapp.core import clock

HOUR = 3600


def now() -> int:
    return int(clock.now().timestamp())


def renamed(event: dict) -> bytes:
    return body_of({**event, "id": "evt_other"})


# What is sent, and what its header says.
FORGED = {
    "unsigned": lambda event: (body_of(event), ""),
    "garbage": lambda event: (b"\xff\x00", "t=1,v1=x"),
    "no time": lambda event: (body_of(event), signature(body_of(event), SECRET, now()).partition(",")[2]),
    "a time that is none": lambda event: (body_of(event), signature(body_of(event), SECRET, now()).replace("t=", "t=x")),
    "another secret": lambda event: (body_of(event), signature(body_of(event), "whsec_another", now())),
    "no secret": lambda event: (body_of(event), signature(body_of(event), "", now())),
    "old": lambda event: (body_of(event), signature(body_of(event), SECRET, now() - HOUR)),
    "just too old": lambda event: (body_of(event), signature(body_of(event), SECRET, now() - 302)),
    "of the future": lambda event: (body_of(event), signature(body_of(event), SECRET, now() + HOUR)),
    "an old one with the time of now": lambda event: (
        body_of(event), f"t={now()},{signature(body_of(event), SECRET, now() - HOUR).partition(',')[2]}",
    ),
    "tampered": lambda event: (
        body_of(event).replace(b"complete", b"expired_"), signature(body_of(event), SECRET, now()),
    ),
    "replayed under another id": lambda event: (renamed(event), signature(body_of(event), SECRET, now())),
    "written again": lambda event: (
        json.dumps(event, indent=1).encode(), signature(body_of(event), SECRET, now()),
    ),
    "packed": lambda event: (gzip.compress(body_of(event)), signature(body_of(event), SECRET, now())),
    "the old scheme alone": lambda event: (
        body_of(event), signature(body_of(event), SECRET, now()).replace("v1=", "v0="),
    ),
    "signed, and nothing of Stripe": lambda event: (b"[1]", signature(b"[1]", SECRET, now())),
    "signed, and no event": lambda event: (b"{}", signature(b"{}", SECRET, now())),
    "signed, and thin": lambda event: (
        body := body_of({"object": "v2.core.event", "id": "evt_thin"}), signature(body, SECRET, now()),
    ),
}  # fmt: skip
TRUE = {
    "as Stripe does": lambda event: signature(body_of(event), SECRET, now()),
    "almost old": lambda event: signature(body_of(event), SECRET, now() - 290),
    "by two secrets, while one replaces the other": lambda event: (
        f"{signature(body_of(event), 'whsec_another', now())},"
        f"{signature(body_of(event), SECRET, now()).partition(',')[2]}"
    ),
    "in both schemes": lambda event: f"{signature(body_of(event), SECRET, now())},v0=00",
}


def sent(app, body: bytes, header: str) -> int:
    client = Browser(app, None).client
    return client.post("/stripe/events", data=body, headers={"Stripe-Signature": header}).status_code


def written(peek) -> tuple[int, int]:
    ((events,),) = peek("SELECT count(*) FROM stripe_events")
    ((jobs,),) = peek("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'billing.%%'")
    return events, jobs


@pytest.mark.parametrize("way", FORGED)
def test_what_is_forged_writes_nothing(app, shop, buy, peek, way):
    buy()
    assert sent(app, *FORGED[way](shop.events[-1])) == 400
    assert written(peek) == (0, 0)


@pytest.mark.parametrize("way", TRUE)
def test_what_is_signed_is_kept(app, shop, buy, peek, way):
    buy()
    event = shop.events[-1]
    assert sent(app, body_of(event), TRUE[way](event)) == 204
    assert written(peek) == (1, 1)


def test_what_no_event_is_as_long_as_is_not_read(app, shop, peek):
    body = b" " * (views.MOST_BYTES + 1)
    assert sent(app, body, signature(body, SECRET, now())) == 413
    assert written(peek) == (0, 0)


def test_nobody_is_heard_where_nothing_is_sold(app, world, peek):
    """Not even by an empty secret."""
    assert sent(app, b"{}", signature(b"{}", "", now())) == 400
    assert written(peek) == (0, 0)
