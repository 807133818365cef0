"""How many productions the plan lets be active, and which may be written: asked here by every way that makes one.

Behind the doors, `_refuse` looks at what each flush is about to write: a crafted form, an import, a job or an old tab
writes nothing of a production that is closed, and never makes one too many.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import g, has_app_context
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from webapp.billing import entitlements, stripe
from webapp.billing import queries as billing
from webapp.core import clock
from webapp.core.current import current
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.plans.limits import room_left
from webapp.domain.plans.standing import OPEN, Feature, Offer, Plan, open_productions
from webapp.domain.refusals import Refused, Way
from webapp.domain.words import sentence
from webapp.productions import queries
from webapp.productions.models import Production
from webapp.productions.owned import parent_of, productions_of

KEPT_IN = "open productions"  # of the session
# What may change of a production that is closed: it leaves, or comes back where there is room.
COMING_AND_GOING = frozenset({"archived_at", "deleted_at", "opened_at"})
TO_CHOOSE = Way("productions.kept", sentence("Choisir les productions ouvertes"))
READ_ONLY = sentence(
    "Cette production est en lecture seule\u00a0: tout s’y consulte et s’exporte, rien ne s’y écrit."
)
TOO_MANY = sentence("L’offre Libre comprend trois productions actives.")


def init_app() -> None:
    if not event.contains(Session, "before_flush", _refuse):
        event.listen(Session, "before_flush", _refuse)


def plan() -> Plan:
    """Of the door; asked where there was none: a job, a link that opens."""
    if not stripe.is_sold():
        return OPEN
    if current.membership is not None and current.workspace is not None:
        return current.workspace.plan
    return billing.plan_of(billing.subscription(), billing.passes(), is_sold=True)


def is_libre() -> bool:
    return plan().offer(clock.now()) is Offer.LIBRE


def make_room() -> None:
    """Before one more is active: under a lock until the end, there is room, or the trial begins, or Refused."""
    if places_left() == 0:
        entitlements.need(Feature.PRODUCTIONS)


def make_room_for(production: Production) -> None:
    """Before it comes back: with a pass, it takes no place."""
    if not plan().has_pass(production.id, clock.now()):
        make_room()


def places_left() -> int | None:
    """How many more may be active, nobody else making one meanwhile; None: any number."""
    if is_lifted() or not is_libre():
        return None
    hold("productions", workspace_of(db()))
    db().info.pop(KEPT_IN, None)
    return room_left(plan(), clock.now(), _active())


def is_full() -> bool:
    """Told before it bites, without a lock."""
    return not is_lifted() and is_libre() and room_left(plan(), clock.now(), _active()) == 0


def open_ids() -> frozenset[UUID] | None:
    """Those that may be written; None: every one, archives included."""
    if not is_libre():
        return None
    held: dict[str, Any] = db().info
    if KEPT_IN not in held:
        held[KEPT_IN] = open_productions(plan(), clock.now(), _active())
    found: frozenset[UUID] = held[KEPT_IN]
    return found


def closed_keys(active: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Of the active ones, ids and keys, the last opened first: the keys of those that are only read."""
    keys = {UUID(one): key for one, key in active}
    are_open = open_productions(plan(), clock.now(), list(keys))
    return frozenset(key for one, key in keys.items() if one not in are_open)


@contextmanager
def lifted() -> Iterator[None]:
    """For what must go on whatever the plan: leaving, erasing, what was already sent, a demonstration."""
    before, g.is_lifted = is_lifted(), True
    try:
        yield
    finally:
        g.is_lifted = before


def is_lifted() -> bool:
    return bool(g.get("is_lifted", False))


def _active() -> list[UUID]:
    return [row.id for row in queries.active_productions()]


def _refuse(session: Session, _flush: UOWTransaction, _instances: Any) -> None:
    """What is taken away is left to the doors: less is never too much."""
    if not has_app_context() or session is not g.get("session") or is_lifted() or not stripe.is_sold():
        return
    rows = [row for row in (*session.new, *session.dirty) if _is_guarded(session, row)]
    if not rows or not is_libre():
        return
    shows = [row for row in rows if isinstance(row, Production)]
    coming = {row.id for row in shows if _is_coming(row)}
    if coming:
        hold("productions", workspace_of(session))
        session.info.pop(KEPT_IN, None)
        told, now = plan(), clock.now()
        left = room_left(told, now, set(_active()) - coming)
        if left is not None and left < sum(not told.has_pass(one, now) for one in coming):
            raise Refused(TOO_MANY, _way(entitlements.TO_THE_PAGE))
    written = {row.id for row in shows if row not in session.new and _changes(row) - COMING_AND_GOING}
    written |= productions_of(session, (row for row in rows if row not in shows))
    if written - coming and not written - coming <= (open_ids() or frozenset()):
        raise Refused(READ_ONLY, _way(TO_CHOOSE))
    if coming:
        session.info.pop(KEPT_IN, None)  # read again with them


def _way(page: Way) -> Way | None:
    """Whoever comes by a link has no page of the space to go to."""
    return page if current.membership is not None else None


def _is_guarded(session: Session, row: Any) -> bool:
    table = row.__tablename__
    is_its_own = isinstance(row, Production) or parent_of(table) is not None
    return is_its_own and (row in session.new or session.is_modified(row))


def _is_coming(row: Production) -> bool:
    """About to be active, that was not."""
    state = inspect(row)
    if not state.persistent:
        return row.is_active
    return row.is_active and bool({"archived_at", "deleted_at"} & _changes(row))


def _changes(row: Production) -> set[str]:
    return {one.key for one in inspect(row).attrs if one.history.has_changes()}
