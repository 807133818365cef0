"""The one place that turns a session cookie into a person: Flask-Login's loader is the door.

The cookie holds `<account id>.<session key>`; `enter()` checks both against a live sign-in, reads the
person and, if the address names a workspace, the membership, and sets the tenant: one trip, sent
together with BEGIN.
"""

from hashlib import sha256
from uuid import UUID

from flask import Flask, g
from flask import session as cookie
from flask_login import LoginManager

from webapp.core import clock, db
from webapp.core.current import Membership, Person, Workspace
from webapp.domain.permissions import Role

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(load)


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
        "SELECT * FROM enter(%s, %s, %s, %s)",
        (account_id, digest_of(key), g.get("slug") or cookie.get("slug", ""), clock.now()),
    )
    session = db.open_with(first)
    g.person = None
    if first.rows:
        _remember(first.rows[0], login_id)
        if g.workspace is not None:
            session.info["workspace_id"] = g.workspace.id
    known: Person | None = g.person
    return known


def digest_of(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _remember(row: tuple, login_id: str) -> None:  # type: ignore[type-arg]
    account_id, email, language, theme, zone, is_confirmed, sign_in_id, seen_at = row[:8]
    workspace_id, slug, workspace, role, name = row[8:]
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
    g.workspace = Workspace(workspace_id, slug, workspace) if workspace_id else None
    g.membership = Membership(Role(role), name) if workspace_id else None
