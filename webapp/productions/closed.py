"""The door of a production: what Libre does not keep open is read and exported, and says so on its pages."""

from dataclasses import dataclass

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from webapp.core import clock
from webapp.core.access import mark_of
from webapp.core.current import current
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Offer, open_productions
from webapp.domain.refusals import Refused
from webapp.productions import limits, queries

# What is written of a production.
ITS_OWN = frozenset({Permission.PRODUCTIONS_WRITE, Permission.SHARES_WRITE})
OF_IT = frozenset({*ITS_OWN, Permission.PRODUCTIONS_READ, Permission.SHARES_READ})
# It leaves, comes back where there is room, or is copied into another that asks for its own.
COMING_AND_GOING = frozenset(
    {
        "productions.archive",
        "productions.unarchive",
        "productions.delete",
        "productions.restore",
        "cloning.create",
    }
)
# Handing back and erasing what is others' wait for no plan.
LEAVING = frozenset({"crew.erase", "crew.revoke_fiche"})
# Pages of who writes that are only read, or lead to what is above; any other is a form, told before one types.
READ_BY_WHO_WRITES = frozenset(
    {"crew.fiche_asked", "crew.private", "cloning.new", "productions.ask_deletion"}
)


@dataclass(frozen=True)
class Closed:
    """A production that is only read."""

    public_id: str
    is_archived: bool


def init_app(app: Flask) -> None:
    app.before_request(_look)
    app.jinja_env.globals["may"] = may_here
    app.jinja_env.globals["closed_production"] = closed


def closed() -> Closed | None:
    """The one this page is of."""
    found: Closed | None = g.get("closed_production")
    return found


def may_here(permission: Permission | str) -> bool:
    """As a page offers it: the role allows it, and the production this page is of is open."""
    return current.may(permission) and not (closed() and Permission(permission) in ITS_OWN)


def _look() -> Response | None:
    """One statement, in Libre alone."""
    asked = _asked()
    if asked is None or current.workspace is None or current.membership is None:
        return None
    plan, now = current.workspace.plan, clock.now()
    if plan.offer(now) is not Offer.LIBRE:
        return None
    rows = queries.active_productions(besides=asked)
    active = [row.id for row in rows if row.is_active]
    found = next((row for row in rows if row.public_id == asked), None)
    if found is None or found.is_deleted or found.id in open_productions(plan, now, active):
        return None
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        g.closed_production = Closed(asked, not found.is_active)
        if _is_form():
            raise Refused(limits.READ_ONLY, limits.TO_CHOOSE if found.is_active else None)
    elif _is_leaving():
        g.is_lifted = True
    elif request.endpoint not in COMING_AND_GOING:
        raise Refused(limits.READ_ONLY, limits.TO_CHOOSE)
    return None


def _asked() -> str | None:
    """The production named by the address of a page that is a production's."""
    if not request.endpoint or mark_of(current_app.view_functions[request.endpoint]) not in OF_IT:
        return None
    values = request.view_args or {}
    asked = values.get("production")
    if asked is None and request.endpoint.startswith("productions."):
        asked = values.get("public_id")
    return asked


def _is_form() -> bool:
    """Of somebody who may write; others are told so by the view, as anywhere."""
    mark = mark_of(current_app.view_functions[request.endpoint or ""])
    is_read = _is_leaving() or request.endpoint in READ_BY_WHO_WRITES
    return isinstance(mark, Permission) and mark in ITS_OWN and not is_read and current.may(mark)


def _is_leaving() -> bool:
    return request.endpoint in LEAVING or (request.endpoint or "").startswith("handover.")
