"""How a request comes in and an answer goes out: its key, its parameters, its idempotency, what it asks to see whole."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import stripe
from flask import Blueprint, Response, current_app, request
from stripe import ListObject

from tests.stripe import asking, trouble
from tests.stripe.forms import nested
from tests.stripe.shapes import listed
from tests.stripe.shop import DAY, OURS, Kept, Refusal, Shop, Thing, bad, missing

bp = Blueprint("api", __name__, url_prefix="/v1")
LONGEST_KEY = 255
MOST = 100  # things on a page


def shop() -> Shop:
    found: Shop = current_app.extensions["shop"]
    return found


@bp.before_request
def _door() -> None:
    if request.headers.get("Authorization") != f"Bearer {shop().key}":
        raise Refusal(401, "invalid_request_error", "Invalid API Key provided")


@bp.errorhandler(Refusal)
def _refused(refusal: Refusal) -> Response:
    return _answer(refusal.body, refusal.status)


@bp.route("/<path:unknown>", methods=["GET", "POST", "DELETE"])
def nowhere(unknown: str) -> Response:
    raise Refusal(
        404, "invalid_request_error", f"Unrecognized request URL ({request.method}: /v1/{unknown})."
    )


def answers(
    rule: str, params: type, gives: type, method: str = "POST", *, is_many: bool = False
) -> Callable[[Callable[..., Thing]], Callable[..., Response]]:
    """A view that gives an object: what is asked read by its types, under the lock, kept for its idempotency key.

    The view takes what the address names, then what is asked. A list is made into the page that is asked for.
    """
    held: Any = ListObject[gives] if is_many else gives  # type: ignore[valid-type]

    def made(view: Callable[..., Thing]) -> Callable[..., Response]:
        def does(values: dict[str, str]) -> tuple[int, Thing, bool]:
            """The status, the body, and whether it had begun: what was not is kept for no key."""
            try:
                said = asking.read(
                    params, nested([*request.args.items(multi=True), *request.form.items(multi=True)])
                )
                asking.expand(held, said.get("expand", []))
            except Refusal as refusal:
                return refusal.status, refusal.body, False
            try:
                found = view(*values.values(), said)
                return HTTPStatus.OK, _expanded(_page(found, said) if is_many else _plain(found), said), True
            except Refusal as refusal:
                return refusal.status, refusal.body, True

        def answered(**values: str) -> Response:
            key = request.headers.get("Idempotency-Key") if method == "POST" else None
            if key:
                return _once(key, lambda: does(values))
            status, body, _has_begun = _locked(lambda: does(values))
            return _answer(body, status)

        bp.add_url_rule(rule, view.__name__, answered, methods=[method])
        return answered

    return made


def _locked(does: Callable[[], tuple[int, Thing, bool]]) -> tuple[int, Thing, bool]:
    with shop().lock:
        status, body, has_begun = does()
        body = json.loads(json.dumps(body))
        if trouble.is_broken():
            status, body, has_begun = *trouble.REFUSED["500"], True
    trouble.wait()
    return status, body, has_begun


def _once(key: str, does: Callable[[], tuple[int, Thing, bool]]) -> Response:
    """The answer already given to this key, or one: https://docs.stripe.com/api/idempotent_requests"""
    if len(key) > LONGEST_KEY:
        raise bad("Idempotency keys can have up to 255 characters.", None)
    with shop().keys:
        kept = shop().kept.get(key)
        if kept is not None and kept.at + DAY > shop().now():
            return _again(key, kept)
        if key in shop().asking:
            raise Refusal(
                409, "invalid_request_error", "There is currently another in-progress request using this Idempotent Key"
                f" (that probably means you submitted twice, and the other request is still going through): {key}."
                " Please try again later.", code="idempotency_key_in_use",
            )  # fmt: skip
        shop().asking.add(key)
    try:
        status, body, has_begun = _locked(does)
        if has_begun:
            shop().kept[key] = Kept(_said(), status, body, shop().now())
    finally:
        shop().asking.discard(key)
    return _answer(body, status, key)


def _again(key: str, kept: Kept) -> Response:
    if kept.asked != _said():
        raise Refusal(
            400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters they"
            f" were first used with. Try using a key other than '{key}' if you meant to execute a different request.",
        )  # fmt: skip
    again = _answer(kept.body, kept.status, key)
    again.headers["Idempotent-Replayed"] = "true"
    return again


def _page(found: list[Thing], said: Thing) -> Thing:
    """https://docs.stripe.com/api/pagination"""
    limit = said.get("limit", 10)
    if not 1 <= limit <= MOST:
        raise bad(f"This value must be between 1 and {MOST}.", "limit")
    found = [_plain(one) for one in found]
    ids = [one["id"] for one in found]
    for name in ("starting_after", "ending_before"):
        if name in said and said[name] not in ids:
            raise missing("object", said[name], name)
    if "ending_before" in said:
        before = found[: ids.index(said["ending_before"])]
        return listed(before[-limit:], request.path, has_more=len(before) > limit)
    start = ids.index(said["starting_after"]) + 1 if "starting_after" in said else 0
    return listed(found[start : start + limit], request.path, has_more=len(found) > start + limit)


def _expanded(thing: Thing, said: Thing) -> Thing:
    for path in said.get("expand", []):
        _expand(thing, path.split("."))
    return thing


def _expand(at: Any, way: list[str]) -> None:
    if isinstance(at, list):
        for one in at:
            _expand(one, way)
    elif isinstance(at, dict) and way and way[0] in at:
        value = at[way[0]]
        at[way[0]] = [_whole(one) for one in value] if isinstance(value, list) else _whole(value)
        _expand(at[way[0]], way[1:])


def _whole(value: Any) -> Any:
    found = shop().things.get(value) if isinstance(value, str) else None
    return _plain(found) if found else value


def _plain(thing: Thing) -> Thing:
    return json.loads(json.dumps({name: value for name, value in thing.items() if name not in OURS}))


def _said() -> str:
    return json.dumps([request.path, sorted(request.form.items(multi=True))])


def _answer(body: Thing, status: int, key: str | None = None) -> Response:
    response = Response(json.dumps(body), status, mimetype="application/json")
    response.headers["Request-Id"] = shop().new_id("req")
    response.headers["Stripe-Version"] = request.headers.get("Stripe-Version") or stripe.api_version
    if key:
        response.headers["Idempotency-Key"] = key
    return response
