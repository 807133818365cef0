from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, case, select
from werkzeug.exceptions import NotFound

from webapp.accounts.models import Account
from webapp.core.db import db
from webapp.core.links import Link
from webapp.domain.permissions import Role
from webapp.workspaces.models import Membership, Workspace

INVITATION = "invitation"
MOST_SHOWN = 200
IN_ORDER = case({role.value: place for place, role in enumerate(Role)}, value=Membership.role)


def workspaces_of(account_id: UUID) -> Sequence[Row[str, str, Role]]:
    """The spaces of a person, the first one first: slug, name, role."""
    theirs = (
        select(Workspace.slug, Workspace.name, Membership.role)
        .join(Membership, Membership.workspace_id == Workspace.id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.created_at, Workspace.slug)
        .limit(MOST_SHOWN)
    )
    return db().execute(theirs).all()


def members(workspace_id: UUID) -> Sequence[Row[UUID, str, Role, str]]:
    theirs = (
        select(Membership.account_id, Membership.name, Membership.role, Account.email)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.workspace_id == workspace_id)
        .order_by(IN_ORDER, Membership.name, Membership.account_id)
        .limit(MOST_SHOWN)
    )
    return db().execute(theirs).all()


def pending_invitations(
    workspace_id: UUID, now: datetime
) -> Sequence[Row[UUID, dict[str, Any], datetime, bool]]:
    """Those sent and neither used nor revoked; an expired one stays, to be sent again or taken away."""
    waiting = (
        select(Link.id, Link.payload, Link.created_at, (Link.expires_at <= now).label("is_over"))
        .where(*_unanswered(workspace_id))
        .order_by(Link.created_at.desc(), Link.id)
        .limit(MOST_SHOWN)
    )
    return db().execute(waiting).all()


def invitation_or_404(workspace_id: UUID, link_id: UUID) -> Link:
    found = db().scalar(select(Link).where(Link.id == link_id, *_unanswered(workspace_id)))
    if found is None:
        raise NotFound
    return found


def _unanswered(workspace_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        Link.workspace_id == workspace_id,
        Link.purpose == INVITATION,
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
    )


def workspace_or_404(workspace_id: UUID | None) -> Workspace:
    found = db().get(Workspace, workspace_id) if workspace_id else None
    if found is None:
        raise NotFound
    return found


def membership_of(workspace_id: UUID, account_id: UUID) -> Membership | None:
    return db().get(Membership, (workspace_id, account_id))


def membership_or_404(workspace_id: UUID, account_id: UUID) -> Membership:
    found = membership_of(workspace_id, account_id)
    if found is None:
        raise NotFound
    return found


def name_of(account_id: UUID) -> str:
    """The name a person already has in a space, the oldest first; empty for a newcomer."""
    return (
        db().scalar(
            select(Membership.name)
            .where(Membership.account_id == account_id)
            .order_by(Membership.created_at)
            .limit(1)
        )
        or ""
    )


def is_member_email(workspace_id: UUID, email: str) -> bool:
    return (
        db().scalar(
            select(Membership.account_id)
            .join(Account, Account.id == Membership.account_id)
            .where(Membership.workspace_id == workspace_id, Account.email == email)
        )
        is not None
    )
