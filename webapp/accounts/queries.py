from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select
from werkzeug.exceptions import NotFound

from webapp.accounts.models import Account, SignIn
from webapp.core.db import db
from webapp.core.links import Link

MOST_SHOWN = 50


def account_by_email(email: str) -> Account | None:
    return db().scalar(select(Account).where(Account.email == email.strip().lower()))


def account_or_404(account_id: UUID | None) -> Account:
    account = db().get(Account, account_id) if account_id else None
    if account is None:
        raise NotFound
    return account


def open_sign_ins(account_id: UUID, now: datetime) -> Sequence[Row[UUID, str, datetime, datetime]]:
    """The live sessions of a person, the last seen first."""
    live = (
        select(SignIn.id, SignIn.device, SignIn.created_at, SignIn.seen_at)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.id)
        .limit(MOST_SHOWN)
    )
    return db().execute(live).all()


def last_link(account_id: UUID, purpose: str) -> Link | None:
    return db().scalar(
        select(Link)
        .where(Link.account_id == account_id, Link.purpose == purpose)
        .order_by(Link.created_at.desc())
        .limit(1)
    )
