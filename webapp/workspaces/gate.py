"""The gate: reads the mark of a view and lets in whom it names, before the view runs.

No mark: refused. Not signed in: sent to sign in. Not a member: 404, as if nothing were there. A member
without the right: 403.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, abort, current_app, g, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.core import once
from webapp.core.access import Door, mark_of
from webapp.core.addresses import split_address
from webapp.core.current import current
from webapp.core.web import leave_for
from webapp.domain.permissions import Permission, Role, may

UNCONFIRMED_MAY = "accounts."


class UnmarkedView(RuntimeError):
    """A view does not say who may ask it."""


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(_take_slug)
    app.url_defaults(_slug_giver(app))
    app.before_request(_open)
    app.before_request(once.replay)
    app.jinja_env.globals["may"] = current.may
    app.jinja_env.globals["may_as"] = _may_as
    app.jinja_env.globals["current"] = current


def _may_as(role: Role, *permissions: str) -> bool:
    """Any of them, for a part drawn once for all who have a role."""
    return any(may(role, Permission(permission)) for permission in permissions)


def _take_slug(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The workspace is in the address, not in the session: two tabs and pasted links behave."""
    slug = values.pop("workspace", "") if values else ""
    g.slug = "" if "\0" in slug else slug  # PostgreSQL could not even be asked


def _slug_giver(app: Flask) -> Callable[[str, dict[str, Any]], None]:
    is_inside = lru_cache(None)(lambda endpoint: app.url_map.is_endpoint_expecting(endpoint, "workspace"))

    def give(endpoint: str, values: dict[str, Any]) -> None:
        if "workspace" not in values and is_inside(endpoint):
            slug = g.get("slug") or (current.workspace.slug if current.workspace else "")
            if slug:
                values["workspace"] = slug

    return give


def _open() -> Response | None:
    if request.endpoint is None:
        _ = current_user.is_authenticated  # the 404 or 405 of routing follows, in the person's language
        return None
    if _is_cross_site():
        abort(400)
    mark = mark_of(current_app.view_functions[request.endpoint])
    if mark is None:
        raise UnmarkedView(f"{request.endpoint} has no access mark")
    if mark in (Door.PUBLIC, Door.LINK):
        _ = current_user.is_authenticated  # a known visitor keeps language and theme
        return None
    if not current_user.is_authenticated:
        return leave_for(url_for("accounts.sign_in", next=_way_back()))
    if not current.person.is_confirmed and not request.endpoint.startswith(UNCONFIRMED_MAY):
        return leave_for(url_for("accounts.unconfirmed"))
    if isinstance(mark, Permission):
        if current.membership is None:
            abort(404)
        if not current.may(mark):
            abort(403)
    elif g.slug and current.membership is None:
        abort(404)
    if g.slug and session.get("slug") != g.slug:
        session["slug"] = g.slug  # where pages without a workspace in their address lead back
    return None


def _way_back() -> str:
    if request.method != "GET":
        return split_address(request.referrer).path
    return request.full_path.rstrip("?")


def _is_cross_site() -> bool:
    """A browser says when another site makes it write; tokens guard those that do not say."""
    return (
        request.method not in {"GET", "HEAD", "OPTIONS"}
        and request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
        and mark_of(current_app.view_functions.get(request.endpoint or "")) is not Door.LINK
    )
