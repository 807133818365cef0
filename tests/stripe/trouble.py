"""What goes wrong between a program and Stripe: asked for with `shop.trouble`, one word for each next request.

`cut`: the work is done, the connection closes before the answer. `slow`: done, and answered too late.
`500`, `429`: nothing is done. `broken`: done halfway, and so answered again to the same key. Empty: as usual.
"""

import json
import socket
import time
from contextlib import suppress

from flask import Flask, Response, current_app, g, request

REFUSED = {
    "500": (500, {"error": {"type": "api_error", "message": "An unknown error occurred"}}),
    "429": (429, {"error": {"type": "rate_limit_error", "code": "rate_limit", "message": "Too many requests"}}),
}  # fmt: skip


def init_app(app: Flask) -> None:
    app.before_request(_before)
    app.after_request(_after)


def _before() -> Response | None:
    coming = current_app.extensions["shop"].trouble
    g.trouble = coming.pop(0) if coming and request.path.startswith("/v1/") else ""
    if g.trouble not in REFUSED:
        return None
    status, body = REFUSED[g.trouble]
    return Response(json.dumps(body), status, mimetype="application/json")


def _after(response: Response) -> Response:
    if g.trouble == "cut":
        with suppress(OSError):
            request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return response


def is_broken() -> bool:
    return bool(g.trouble == "broken")


def wait() -> None:
    """Before the answer, its key still in use."""
    if g.trouble == "slow":
        time.sleep(current_app.extensions["shop"].slow_seconds)
