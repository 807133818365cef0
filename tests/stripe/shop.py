"""What the account holds: objects by id, the clock, idempotency keys, what was charged, what was told."""

import copy
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import stripe

from tests.stripe.shapes import shape

Thing = dict[str, Any]
DAY = 24 * 3600
OURS = ("pending", "asked", "moving")  # kept on a thing, and told to nobody


class Refusal(Exception):
    """An error as Stripe answers it."""

    def __init__(
        self, status: int, kind: str, message: str, *, code: str | None = None, param: str | None = None
    ):
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, "code": code, "param": param}}


def missing(what: str, thing_id: str, param: str = "id") -> Refusal:
    """In the address, it is not found; said in a parameter, it is a bad one."""
    return Refusal(
        404 if param == "id" else 400, "invalid_request_error", f"No such {what}: '{thing_id}'",
        code="resource_missing", param=param,
    )  # fmt: skip


def bad(message: str, param: str | None = None) -> Refusal:
    return Refusal(400, "invalid_request_error", message, param=param, code="parameter_invalid")


@dataclass(frozen=True)
class Charge:
    """Money that moved, or a debit on its way."""

    id: str
    customer: str
    amount: int
    why: str
    method: str
    at: int
    status: str  # "succeeded", "processing", "failed"


@dataclass(frozen=True)
class Kept:
    """The answer to an idempotency key, and what was asked with it."""

    asked: str
    status: int
    body: Thing
    at: int


@dataclass
class Shop:
    """Everything under one lock: requests of the app, hosted pages and the clock come from several threads."""

    key: str = "sk_test_raccord"
    lock: threading.RLock = field(default_factory=threading.RLock)
    things: dict[str, Thing] = field(default_factory=dict)
    events: list[Thing] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    kept: dict[str, Kept] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)  # keys of what is not answered yet
    keys: threading.Lock = field(default_factory=threading.Lock)  # of the two above
    has_portal: bool = True  # its settings were saved once, by hand
    methods: tuple[str, ...] = ("card", "sepa_debit")  # switched on, by hand
    ends_as: str = "canceled"  # what nobody pays: or "unpaid", or "past_due", a setting of the account
    heard: list[Callable[[Thing], None]] = field(default_factory=list)  # what wants each event
    hours: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)  # (when, rank, what)
    trouble: list[str] = field(default_factory=list)  # of the next requests: `trouble.py`
    slow_seconds: float = 1.0
    ahead: int = 0  # seconds
    number: int = 0
    url: str = ""

    def now(self) -> int:
        return int(time.time()) + self.ahead

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{secrets.token_hex(12)}"

    def get(self, what: str, thing_id: str) -> Thing:
        found = self.things.get(thing_id)
        if found is None or found["object"] != what or found.get("deleted"):
            raise missing(what, thing_id)
        return found

    def named(self, what: str, said: Thing, name: str, param: str | None = None) -> Thing:
        """What a parameter names."""
        try:
            return self.get(what, said[name])
        except Refusal:
            raise missing(what, said[name], param or name) from None

    def every(self, what: str) -> Iterator[Thing]:
        """The newest first, as lists give them."""
        return reversed(
            [one for one in self.things.values() if one["object"] == what and not one.get("deleted")]
        )

    def keep(self, thing: Thing) -> Thing:
        self.things[thing["id"]] = thing
        return thing

    def tell(self, kind: str, thing: Thing, before: Thing | None = None) -> None:
        """An event, with the object as it is now, and what it was where it changed."""
        data: Thing = {"object": copy.deepcopy({name: thing[name] for name in thing if name not in OURS})}
        if before is not None:
            changed = {
                name: before[name] for name in before if before[name] != thing[name] and name not in OURS
            }
            if not changed:
                return
            data["previous_attributes"] = copy.deepcopy(changed)
        event = shape(
            stripe.Event,
            id=self.new_id("evt"),
            api_version=stripe.api_version,
            created=self.now(),
            data=data,
            pending_webhooks=1,
            request={"id": self.new_id("req"), "idempotency_key": None},
            type=kind,
        )
        self.events.append(event)
        for listener in self.heard:
            listener(copy.deepcopy(event))

    def at(self, when: int, what: Callable[[], None]) -> None:
        """Done once the clock is there."""
        self.number += 1
        self.hours.append((when, self.number, what))

    def advance(self, seconds: int) -> None:
        """Time passes: what falls due is done in its order, each at its own instant."""
        with self.lock:
            target = self.now() + seconds
            while due := sorted((one for one in self.hours if one[0] <= target), key=lambda one: one[:2]):
                first = due[0]
                self.hours.remove(first)
                self.ahead += max(0, first[0] - self.now())
                first[2]()
            self.ahead += max(0, target - self.now())
