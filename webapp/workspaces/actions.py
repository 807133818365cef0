"""Spaces made and named; people invited, given a role, removed. A space always keeps an owner."""

import re
import secrets
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, true, update
from sqlalchemy.exc import IntegrityError

from webapp.accounts.actions import signed_up
from webapp.accounts.models import Account
from webapp.core import clock, throttle
from webapp.core.db import db
from webapp.core.fold import slug as slugged
from webapp.core.links import Link, LinkClosed, Opened, make_link, revoke_links, use_link
from webapp.core.tenancy import ALPHABET, act_as, new_id
from webapp.domain.permissions import Role
from webapp.domain.plans.seats import WRITERS
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.workspaces import mails
from webapp.workspaces.models import Membership, Workspace
from webapp.workspaces.queries import (
    INVITATION,
    invitation_or_404,
    is_member_email,
    membership_of,
    membership_or_404,
    pending_invitations,
    workspace_or_404,
)
from webapp.workspaces.signals import space_added, writer_coming, writers_changed

INVITATION_LASTS = timedelta(days=14)
# By whoever invites, in all their spaces; and to one address, whoever invites it.
INVITATIONS = throttle.Limit("invitations", 30, per_minutes=60)
INVITED = throttle.Limit("invited", 5, per_minutes=60)
SPACES = throttle.Limit("spaces", 10, per_minutes=24 * 60)
LONGEST_SLUG = 30
SLUG = re.compile(r"(?=.{1,30}$)[a-z0-9]+(-[a-z0-9]+)*")


def make_workspace(account: Account, name: str, *, slug: str | None = None) -> Workspace:
    """A space of its own; the rest of the transaction happens inside it, as the account."""
    return _open_workspace(account.id, name, own_name=name, slug=slug)


def add_workspace(account_id: UUID, name: str, *, own_name: str) -> Workspace:
    """Another space of a person who has one."""
    throttle.spend(SPACES, str(account_id))
    made = _open_workspace(account_id, name, own_name=own_name, slug=None)
    space_added.send(made.id)
    return made


def _open_workspace(account_id: UUID, name: str, *, own_name: str, slug: str | None) -> Workspace:
    workspace_id = new_id()
    act_as(db(), person=account_id, workspace=workspace_id)
    if slug is not None and not SLUG.fullmatch(slug):
        raise Refused(
            sentence("Une adresse d’espace s’écrit en minuscules, chiffres et tirets, 30 caractères au plus.")
        )
    made = slug_from(name)
    tries = [slug] if slug else [made, *(f"{made}-{_tail()}" for _ in range(4))]
    workspace = _stored(workspace_id, name, tries)
    db().add(Membership(workspace_id=workspace_id, account_id=account_id, role=Role.OWNER, name=own_name))
    db().flush()
    return workspace


def _stored(workspace_id: UUID, name: str, tries: list[str]) -> Workspace:
    """Which slugs are taken cannot be read, other spaces being invisible: they are tried."""
    for slug in tries:
        workspace = Workspace(id=workspace_id, slug=slug, name=name)
        try:
            with db().begin_nested():
                db().add(workspace)
        except IntegrityError:
            continue
        return workspace
    raise Refused(sentence("Cette adresse d’espace est déjà prise."))


def slug_from(name: str) -> str:
    return slugged(name, LONGEST_SLUG) or "espace"


@signed_up.connect
def _give_a_place(account: Account, *, name: str) -> None:
    make_workspace(account, name)


def rename(workspace_id: UUID, name: str) -> None:
    """The slug stays: addresses already pasted somewhere keep opening."""
    workspace_or_404(workspace_id).name = name
    db().flush()


def invite(workspace_id: UUID, email: str, role: Role, *, by: Membership) -> None:
    """Inviting an address again replaces the invitation it had."""
    if is_member_email(workspace_id, email):
        raise Refused(sentence("Cette personne est déjà dans l’espace."))
    seat = comes_to_write(workspace_id) if role in WRITERS else None
    throttle.spend(INVITATIONS, str(by.account_id))
    throttle.spend(INVITED, email)
    for pending in pending_invitations(workspace_id, clock.now()):
        if pending.payload["email"] == email:
            revoke_links(INVITATION, link_id=pending.id)
    workspace = workspace_or_404(workspace_id)
    payload = {"email": email, "role": role.value, "by": str(by.account_id), "inviter": by.name}
    if seat is not None:
        payload["seat"] = "y"  # its price was told to whoever invites, and agreed to
    token, _link = make_link(INVITATION, lasts=INVITATION_LASTS, workspace_id=workspace_id, payload=payload)
    mails.send_invitation(email, token, workspace=workspace, role=role, inviter=by.name)


def invite_again(workspace_id: UUID, link_id: UUID, *, by: Membership) -> None:
    """A new link, fourteen more days; the former no longer opens."""
    link = invitation_or_404(workspace_id, link_id)
    invite(workspace_id, link.payload["email"], Role(link.payload["role"]), by=by)


def revoke_invitation(workspace_id: UUID, link_id: UUID) -> None:
    revoke_links(INVITATION, link_id=invitation_or_404(workspace_id, link_id).id)


def accept(opened: Opened, account_id: UUID, *, name: str) -> Workspace:
    """The role is the invitation's; whoever is already in, or gets in meanwhile, keeps the role they have."""
    use_link(opened)
    workspace = invited_to(opened)
    inviter = membership_of(workspace.id, UUID(opened.payload["by"]))
    if inviter is None or inviter.role != Role.OWNER:
        raise LinkClosed  # the right to invite was lost since
    act_as(db(), person=account_id)
    if membership_of(workspace.id, account_id) is None:
        role = Role(opened.payload["role"])
        if role in WRITERS:
            comes_to_write(workspace.id, is_agreed="seat" in opened.payload)
        with suppress(IntegrityError), db().begin_nested():
            db().add(Membership(workspace_id=workspace.id, account_id=account_id, role=role, name=name))
        _changed(workspace.id, role)
    return workspace


def invited_to(opened: Opened) -> Workspace:
    """The space of a good link, seen before being in it: its token is the right to."""
    act_as(db(), workspace=opened.workspace_id)
    return workspace_or_404(opened.workspace_id)


def set_role(workspace_id: UUID, account_id: UUID, role: Role) -> None:
    membership = membership_or_404(workspace_id, account_id)
    if role is not Role.OWNER:
        _keep_an_owner(workspace_id, membership)
        _revoke_those_of(workspace_id, account_id)
    if role in WRITERS and membership.role not in WRITERS:
        comes_to_write(workspace_id)
    former, membership.role = membership.role, role
    db().flush()
    if (former in WRITERS) is not (role in WRITERS):
        _changed(workspace_id, Role.EDITOR)


def remove(workspace_id: UUID, account_id: UUID) -> None:
    """The invitations they sent and the links they made end with them."""
    membership = membership_or_404(workspace_id, account_id)
    _keep_an_owner(workspace_id, membership)
    _revoke_those_of(workspace_id, account_id, every=True)
    db().delete(membership)
    db().flush()
    _changed(workspace_id, membership.role)


def comes_to_write(workspace_id: UUID, *, is_agreed: bool = False) -> Sentence | None:
    """What one more person who writes costs, when they do. Raises Refused when there is no room for them."""
    said = [cost for _one, cost in writer_coming.send(workspace_id, is_agreed=is_agreed)]
    return next((cost for cost in said if cost is not None), None)


def _changed(workspace_id: UUID, role: Role) -> None:
    if role in WRITERS:
        writers_changed.send(workspace_id)


def _keep_an_owner(workspace_id: UUID, leaving: Membership) -> None:
    """The owners are locked first: of two who leave at the same time, the second is refused."""
    owners = db().scalars(
        select(Membership.account_id)
        .where(Membership.workspace_id == workspace_id, Membership.role == Role.OWNER)
        .order_by(Membership.account_id)
        .with_for_update()
    )
    if set(owners) == {leaving.account_id}:
        raise Refused(
            sentence("Un espace garde au moins un propriétaire. Donnez d’abord ce rôle à quelqu’un d’autre.")
        )


def _revoke_those_of(workspace_id: UUID, account_id: UUID, *, every: bool = False) -> None:
    db().execute(
        update(Link)
        .where(
            Link.workspace_id == workspace_id,
            true() if every else Link.purpose == INVITATION,
            Link.payload["by"].astext == str(account_id),
            Link.used_at.is_(None),
            Link.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )


def _tail() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))
