"""Who may do what in a workspace, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """Named "scope:action"."""

    WORKSPACE_READ = "workspace:read"
    WORKSPACE_MANAGE = "workspace:manage"
    MEMBERS_MANAGE = "members:manage"
    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_WRITE = "documents:write"
    PRODUCTIONS_READ = "productions:read"
    PRODUCTIONS_WRITE = "productions:write"
    ENGAGEMENTS_READ = "engagements:read"
    ENGAGEMENTS_WRITE = "engagements:write"
    RIGHTS_READ = "rights:read"
    RIGHTS_WRITE = "rights:write"
    INVOICING_READ = "invoicing:read"
    INVOICING_WRITE = "invoicing:write"
    SHARES_READ = "shares:read"
    SHARES_WRITE = "shares:write"
    MONEY_READ = "money:read"
    MONEY_WRITE = "money:write"

    @property
    def scope(self) -> str:
        return self.value.partition(":")[0]

    @property
    def action(self) -> str:
        return self.value.partition(":")[2]


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


def _every(*actions: str) -> frozenset[Permission]:
    return frozenset(permission for permission in Permission if permission.action in actions)


ROLE_GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OWNER: _every("read", "write", "manage"),
        Role.EDITOR: _every("read", "write"),
        Role.VIEWER: _every("read"),
    }
)


def may(role: Role, permission: Permission) -> bool:
    return permission in ROLE_GRANTS[role]
