"""A page asked again while nothing changed: the answer given before, instead of the same work.

What such a page shows comes from the rows of its workspace, from what the door tells and from the day; its address,
its reader and these decide alone. The door is asked each time: who lost the right to read is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from flask import Response, current_app, g, make_response, request, session

from webapp.core import clock
from webapp.core.current import current
from webapp.core.headers import compressed
from webapp.core.i18n import language, theme

MOST = 512  # answers a process keeps: some five megabytes
LARGEST = 1 << 16  # of one: no page of every day is, and a long one for each address would fill the memory
HEADERS_OF_PARTS = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")


@dataclass(frozen=True)
class Answer:
    body: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass
class Slot:
    answer: Answer | None = None


def answered_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """For a view that reads nothing but rows of its workspace, and whose finest grain of time is the day.

    A form that acts once has a key of its own each time: a page that shows one is made anew.
    """

    @wraps(view)
    def answer(**values: Any) -> Response:
        asked = _asked()
        slot = _slot(asked) if asked else None
        if slot is not None and slot.answer is not None:
            return Response(slot.answer.body, headers=list(slot.answer.headers))
        made = compressed(make_response(view(**values)))
        if slot is not None and made.status_code == 200 and not g.get("has_key"):
            body = made.get_data()
            if len(body) <= LARGEST:
                slot.answer = Answer(body, tuple(made.headers))
        return made

    answer.is_given_again = True  # type: ignore[attr-defined]
    return answer


def is_given_again(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_given_again", False)


def forget() -> None:
    _slot.cache_clear()


def _asked() -> tuple[Any, ...] | None:
    """What decides, None where an answer is for once: a message is said, a first page gives the token of its forms."""
    workspace = current.workspace
    if workspace is None or workspace.version is None or current_app.debug:
        return None
    if "_flashes" in session or "csrf_token" not in session:
        return None
    return (
        current.told,
        workspace.plan.offer(clock.now()),
        session["csrf_token"],
        clock.today(),
        language(),
        theme(),
        request.url_root,
        request.path,
        request.query_string,
        *map(request.headers.get, HEADERS_OF_PARTS),
        bool(request.accept_encodings.quality("gzip")),
    )


@lru_cache(MOST)
def _slot(_asked: tuple[Any, ...]) -> Slot:
    return Slot()
