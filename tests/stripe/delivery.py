"""Webhooks: signed, tried again until 2xx, and when asked twice, out of order, late or not at all."""

import hashlib
import hmac
import json
import queue
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.stripe.shop import Shop, Thing

WAITS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)  # seconds before each further try; Stripe's are hours


def signature(body: bytes, secret: str, at: int) -> str:
    """`Stripe-Signature`: https://docs.stripe.com/webhooks#verify-manually"""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def body_of(event: Thing) -> bytes:
    return json.dumps(event, separators=(",", ":")).encode()


@dataclass
class Post:
    """Carries events to one address, in a thread of its own. `is_held` keeps them until `release`."""

    shop: Shop
    url: str
    secret: str
    is_held: bool = False
    times: int = 1
    waiting: "queue.Queue[Thing | None]" = field(default_factory=queue.Queue)
    held: list[Thing] = field(default_factory=list)
    tries: list[tuple[str, int]] = field(default_factory=list)  # (type, status), 0 when nobody answered

    def start(self) -> "Post":
        self.shop.heard.append(self._heard)
        threading.Thread(target=self._carry, daemon=True).start()
        return self

    def _heard(self, event: Thing) -> None:
        if self.is_held:
            self.held.append(event)
        else:
            for _time in range(self.times):
                self.waiting.put(event)

    def release(self, *, shuffled: bool = False, times: int = 1) -> None:
        """What was held leaves now, each so many times; `shuffled` in any order."""
        events = [event for event in self.held for _time in range(times)]
        self.held.clear()
        if shuffled:
            random.shuffle(events)
        for event in events:
            self.waiting.put(event)

    def flush(self, seconds: float = 20) -> None:
        """Return once everything was delivered. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while self.waiting.unfinished_tasks:
            if time.monotonic() > end:
                raise TimeoutError(f"not delivered: {self.tries[-5:]}")
            time.sleep(0.01)

    def _carry(self) -> None:
        while (event := self.waiting.get()) is not None:
            for wait in (0.0, *WAITS):
                time.sleep(wait)
                if self._send(event):
                    break
            self.waiting.task_done()

    def _send(self, event: Thing) -> bool:
        body = body_of(event)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": signature(body, self.secret, int(time.time())),
        }
        try:
            with urlopen(Request(self.url, body, headers), timeout=10) as answer:
                status = answer.status
        except HTTPError as error:
            status = error.code
        except (URLError, OSError):
            status = 0
        self.tries.append((event["type"], status))
        return 200 <= status < 300
