"""Who asks, in which workspace, as what: plain frozen values, never database objects."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from flask import g
from flask_login import UserMixin

from webapp.domain.permissions import Permission, Role, may
from webapp.domain.plans.standing import OPEN, Plan


@dataclass(frozen=True)
class Person(UserMixin):  # type: ignore[misc]
    """The account behind the request."""

    id: UUID
    email: str
    language: str | None
    theme: str
    time_zone: str
    is_confirmed: bool
    sign_in_id: UUID
    login_id: str
    seen_at: datetime

    def get_id(self) -> str:
        return self.login_id


@dataclass(frozen=True)
class Workspace:
    id: UUID
    slug: str
    name: str
    plan: Plan = OPEN
    version: int | None = None  # None where no door told it


@dataclass(frozen=True)
class Membership:
    role: Role
    name: str
    is_resting: bool = False  # writes when Pro comes back
    manages: bool = False  # an owner who rests: buys Pro again, invites and names another

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace("-", " ").split() if word]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


class _Current:
    @property
    def user(self) -> Person | None:
        return cast("Person | None", g.get("person"))

    @property
    def workspace(self) -> Workspace | None:
        return cast("Workspace | None", g.get("workspace"))

    @property
    def membership(self) -> Membership | None:
        return cast("Membership | None", g.get("membership"))

    @property
    def person(self) -> Person:
        """The signed-in person, where the door has made sure of one."""
        if self.user is None:
            raise RuntimeError("nobody is signed in")
        return self.user

    @property
    def workspace_id(self) -> UUID:
        if self.workspace is None:
            raise RuntimeError("no workspace is open")
        return self.workspace.id

    @property
    def told(self) -> str:
        """All that the door said of the person and of the workspace, its version included."""
        said: str = g.told
        return said

    @property
    def signature(self) -> str:
        """What a draft is signed with: the name the others of the workspace see."""
        return self.membership.name if self.membership else ""

    def may(self, permission: Permission | str) -> bool:
        one, asked = self.membership, Permission(permission)
        return one is not None and (may(one.role, asked) or (one.manages and asked.action == "manage"))


current = _Current()
