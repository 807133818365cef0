"""Open sessions: a row each, so that ending the row ends the session."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from werkzeug.exceptions import NotFound

from webapp.accounts.door import digest_of
from webapp.accounts.models import Account, SignIn
from webapp.core import clock
from webapp.core.db import db
from webapp.core.tenancy import act_as

KEPT, SHORT = timedelta(days=60), timedelta(hours=12)


def open_sign_in(account: Account, *, device: str, kept: bool) -> str:
    """A new session; returns what its cookie holds, told once."""
    key = secrets.token_urlsafe(32)
    act_as(db(), person=account.id)
    db().add(
        SignIn(
            account_id=account.id,
            key_digest=digest_of(key),
            device=device[:60],
            is_kept=kept,
            expires_at=clock.now() + (KEPT if kept else SHORT),
        )
    )
    db().flush()
    return f"{account.id}.{key}"


def end_sign_ins(account_id: UUID, *, but: UUID | None = None) -> None:
    """End every open session of a person, or all but one."""
    theirs = [SignIn.account_id == account_id, SignIn.ended_at.is_(None)]
    if but is not None:
        theirs.append(SignIn.id != but)
    db().execute(update(SignIn).where(*theirs).values(ended_at=clock.now()))


def end_sign_in(account_id: UUID, sign_in_id: UUID) -> None:
    """Raises NotFound for the session of another person."""
    found = db().scalar(select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id))
    if found is None:
        raise NotFound
    found.ended_at = found.ended_at or clock.now()


def is_kept(sign_in_id: UUID) -> bool:
    return bool(db().scalar(select(SignIn.is_kept).where(SignIn.id == sign_in_id)))
