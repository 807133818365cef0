"""The one place that turns a session cookie into a person: Flask-Login's loader is the door.

The cookie holds `<account id>.<session key>`; `enter_workspace()` checks both against a live sign-in, reads the
person and, if the address names a workspace, the membership, and sets the tenant: one trip, sent
together with BEGIN.
"""

import contextlib
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, g
from flask import session as cookie
from flask_login import LoginManager
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from webapp.accounts.models import SignIn
from webapp.core import clock, db
from webapp.core.current import Membership, Person, Workspace
from webapp.domain.permissions import Role
from webapp.domain.plans.seats import role_in_force
from webapp.domain.plans.standing import OPEN, Plan, plan_from

SEEN_EVERY = timedelta(hours=1)
login_manager = LoginManager()
# Sessions are rows here, ended at will; a fingerprint of address and browser would only lose people on trains.
login_manager.session_protection = None


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(load)
    app.after_request(_note_seen)


def load(login_id: str) -> Person | None:
    if "person" in g:
        found: Person | None = g.person
        return found
    account, _dot, key = login_id.partition(".")
    try:
        account_id = UUID(account)
    except ValueError:
        return None
    first = db.First(
        "SELECT * FROM enter_workspace(%s, %s, %s, %s)",
        (account_id, digest_of(key), g.get("slug") or cookie.get("slug", ""), clock.now()),
    )
    g.person = g.workspace = g.membership = None  # also for the page of an error, if the next line fails
    session = db.open_with(first)
    if first.rows:
        _remember(first.rows[0], login_id)
        if g.workspace is not None:
            session.info["workspace_id"] = g.workspace.id
    known: Person | None = g.person
    return known


def let_in(login_id: str, *, kept: bool) -> None:
    """A new cookie: nothing chosen by whoever held the one before survives."""
    cookie.clear()
    cookie["_user_id"] = login_id
    cookie["_fresh"] = True
    cookie.permanent = kept


def let_out() -> None:
    """The cookie forgets the person; the device keeps its language and theme."""
    known = {name: value for name, value in _looks().items() if value}
    cookie.clear()
    cookie.update(known)


def digest_of(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _remember(row: tuple, login_id: str) -> None:  # type: ignore[type-arg]
    account_id, email, language, theme, zone, is_confirmed, sign_in_id, seen_at = row[:8]
    workspace_id, slug, workspace, role, name, plan = row[8:]
    g.told = repr((row[:7], row[8:]))
    g.person = Person(
        id=account_id,
        email=email,
        language=language,
        theme=theme,
        time_zone=zone,
        is_confirmed=is_confirmed,
        sign_in_id=sign_in_id,
        login_id=login_id,
        seen_at=seen_at,
    )
    g.workspace = None
    if workspace_id:
        g.workspace = Workspace(workspace_id, slug, workspace, _plan(plan), plan["version"])
    g.membership = _membership(Role(role), name, g.workspace.plan, account_id) if workspace_id else None


def _membership(role: Role, name: str, plan: Plan, account: UUID) -> Membership:
    """As the plan lets them be, with what they were given kept beside."""
    in_force = role_in_force(role, plan, clock.now(), account)
    is_resting = in_force is not role
    return Membership(in_force, name, is_resting=is_resting, manages=is_resting and role is Role.OWNER)


def _plan(said: dict[str, Any] | None) -> Plan:
    if not current_app.config["SETTINGS"].stripe_secret_key:
        return OPEN
    return plan_from(said or {})


def _looks() -> dict[str, str | None]:
    person: Person | None = g.get("person")
    return {"language": person.language, "theme": person.theme} if person else {}


def _note_seen(response: Response) -> Response:
    """At most once an hour, beside the request: a page that only reads stays read-only."""
    person: Person | None = g.get("person")
    database = db.database()
    if person is None or database.bind is not None or clock.now() - person.seen_at < SEEN_EVERY:
        return response
    with contextlib.suppress(SQLAlchemyError), database.transaction(_as(person)) as session:
        session.execute(update(SignIn).where(SignIn.id == person.sign_in_id).values(seen_at=clock.now()))
    return response


def _as(person: Person) -> db.First:
    return db.First("SELECT set_config('app.user_id', %s, true)", (str(person.id),))
