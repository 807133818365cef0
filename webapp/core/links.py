"""Links for someone without an account, or not signed in: confirm, reset, invite, share.

A link is 256 random bits in a URL; only its SHA-256 is kept. Unknown, expired, used and revoked
give one and the same answer. Looking one up happens before a workspace is known, through
`resolve_link()`, a SECURITY DEFINER function that answers for one digest and nothing else.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

from flask import current_app, request
from sqlalchemy import String, Uuid, func, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import NotFound

from webapp.core import clock, throttle
from webapp.core.db import Base, Instant, db
from webapp.core.tenancy import new_id


class LinkClosed(NotFound):
    """This link does not open; which of the reasons it is, nobody learns."""


GUESSES = throttle.Limit("links", 30, per_minutes=10)


class Link(Base):
    """One link; it belongs to a workspace, to an account, or to both."""

    __tablename__ = "links"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    purpose: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    workspace_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    account_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


@dataclass(frozen=True)
class Opened:
    """What a good link gives: never the row itself."""

    digest: str
    purpose: str
    workspace_id: UUID | None
    account_id: UUID | None
    payload: dict[str, Any]


def make_link(
    purpose: str,
    *,
    lasts: timedelta,
    workspace_id: UUID | None = None,
    account_id: UUID | None = None,
    payload: dict[str, Any] | None = None,
    token: str = "",
    is_told_again: bool = False,
) -> tuple[str, Link]:
    """The token for the URL, told once, and the row that remembers its digest.

    `token`: where it must be written otherwise. `is_told_again`: its owner may read it anew, to share it (`token_of`).
    """
    link_id = new_id()
    token = token or (token_of(link_id) if is_told_again else secrets.token_urlsafe(32))
    link = Link(
        id=link_id,
        purpose=purpose,
        digest=digest_of(token),
        workspace_id=workspace_id,
        account_id=account_id,
        payload=payload or {},
        expires_at=clock.now() + lasts,
    )
    db().add(link)
    db().flush()
    return token, link


def token_of(link_id: UUID) -> str:
    """The token of a link made to be told again: 256 bits that only the secret key can find."""
    key: str = current_app.config["SECRET_KEY"]
    made = hmac.digest(key.encode(), b"link " + link_id.bytes, "sha256")
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def open_link(purpose: str, token: str) -> Opened:
    """Raises LinkClosed for any link that does not open, and counts the try against the address."""
    return find_link(purpose, token) or _closed()


def find_link(purpose: str, token: str) -> Opened | None:
    """For a caller that is no page: it counts the tries itself."""
    digest = digest_of(token)
    found = db().scalar(select(func.resolve_link(digest, purpose, clock.now(), type_=JSONB)))
    return _opened(found, digest, purpose) if found else None


def enter_by_link(purpose: str, token: str) -> Opened:
    """Open a link and set its workspace for the rest of the transaction, in one trip.

    The setting is made from the row of the good link itself, inside the database: nothing that is asked names it.
    """
    digest = digest_of(token)
    link = func.resolve_link(digest, purpose, clock.now(), type_=JSONB)
    good = select(link.label("link")).subquery()
    entered = func.set_config("app.workspace_id", good.c.link["workspace_id"].astext, True)
    found = db().execute(select(good.c.link, entered).where(good.c.link.is_not(None))).first()
    opened = _opened(found.link, digest, purpose) if found else _closed()
    db().info["workspace_id"] = opened.workspace_id
    return opened


def count_a_guess() -> None:
    """A link that does not open is counted against the address that asked."""
    throttle.spend(GUESSES, request.remote_addr or "")


def _closed() -> NoReturn:
    count_a_guess()
    raise LinkClosed


def _opened(found: dict[str, Any], digest: str, purpose: str) -> Opened:
    return Opened(
        digest=digest,
        purpose=purpose,
        workspace_id=UUID(found["workspace_id"]) if found["workspace_id"] else None,
        account_id=UUID(found["account_id"]) if found["account_id"] else None,
        payload=found["payload"],
    )


def use_link(opened: Opened) -> None:
    """Close a link that serves once; of two at the same time the second raises LinkClosed."""
    if not db().scalar(select(func.close_link(opened.digest, clock.now()))):
        raise LinkClosed


def revoke_links(purpose: str, *, account_id: UUID | None = None, link_id: UUID | None = None) -> None:
    """End the links of one purpose: all of an account's, or the one named."""
    which = Link.id == link_id if link_id else Link.account_id == account_id
    db().execute(
        update(Link)
        .where(Link.purpose == purpose, which, Link.used_at.is_(None), Link.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def extend_link(purpose: str, link_id: UUID, *, lasts: timedelta) -> None:
    """The same link opens for so long from now, whatever was said before; one revoked stays closed."""
    change_link(purpose, link_id, expires_at=clock.now() + lasts)


def change_link(purpose: str, link_id: UUID, **values: Any) -> None:
    """Until when it opens (`expires_at`), or what it opens (`payload`); one revoked stays closed."""
    db().execute(
        update(Link)
        .where(Link.purpose == purpose, Link.id == link_id, Link.revoked_at.is_(None))
        .values(**values)
    )


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
