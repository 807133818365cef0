"""Tenancy: whose rows these are, held by three locks.

1. The door: `/w/<workspace>/…` is opened once, for a member (`workspaces/gate.py`).
2. The session (this file): every ORM statement on a tenant table carries the workspace; without
   one it raises; new rows are stamped, rows of another workspace are refused at flush.
3. The database: primary and foreign keys begin with `workspace_id`, and row-level security is
   forced for a role that cannot lift it.

Holes of lock 2, and what stands behind: `text()` and Core tables raise here and are forbidden in
rooms by a guard test; a bulk `insert(Model)` raises; `session.get` of an object already loaded is
checked by the composite key. Relationships are for reading (`viewonly`): the ids are written.
"""

import secrets
from contextlib import suppress
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Table, Uuid, event
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    mapped_column,
    sessionmaker,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.sql.visitors import ExternallyTraversible
from uuid6 import uuid7

from webapp.core import versions

# Crockford's alphabet without its look-alikes, in lower case: ids that can be read aloud.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class NoWorkspace(RuntimeError):
    """A tenant table was named while no workspace was set."""


class ForeignWorkspace(RuntimeError):
    """A row of another workspace was about to be written."""


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def new_public_id() -> str:
    return "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(12))


class TenantScoped:
    """A row of one workspace: key (workspace_id, id), stamped with the session's workspace."""

    workspace_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, sort_order=-100
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, sort_order=-99)

    def __init__(self, **values: Any):
        values.setdefault("id", new_id())
        super().__init__(**values)


class Addressable:
    """A tenant row with a page of its own: `public_id` stands in URLs, unique in its workspace."""

    public_id: Mapped[str] = mapped_column(String(12), default=new_public_id, sort_order=-98)


def tenant_fk(column: str, table: str, *, ondelete: str = "RESTRICT") -> ForeignKeyConstraint:
    """A foreign key that cannot leave the workspace."""
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete=ondelete
    )


def guard(sessions: "sessionmaker[Session]") -> None:
    event.listen(sessions, "do_orm_execute", _scope)
    event.listen(sessions, "before_flush", _stamp)


def workspace_of(session: Session) -> UUID:
    workspace_id: UUID | None = session.info.get("workspace_id")
    if workspace_id is None:
        raise NoWorkspace("no workspace is set for this session")
    return workspace_id


def act_as(session: Session, *, person: UUID | None = None, workspace: UUID | None = None) -> None:
    """Set whose rows this transaction sees, where no door did: signing up, a link that opens.

    Only `accounts`, `workspaces` and doors opened by a link may call it, once they know who asks.
    """
    if workspace is not None:
        versions.go_on(session)
    connection = session.connection()
    for name, value in (("user_id", person), ("workspace_id", workspace)):
        if value is not None:
            connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (f"app.{name}", str(value)))
    if workspace is not None:
        session.info["workspace_id"] = workspace


def _scope(state: ORMExecuteState) -> None:
    if not state.is_orm_statement:
        _refuse_core(state)
        return
    workspace_id: UUID | None = state.session.info.get("workspace_id")
    if workspace_id is None and _names_a_tenant(state):
        raise NoWorkspace(f"no workspace is set, and this names a tenant table: {state.statement}")
    if state.is_insert and _names_a_tenant(state):
        raise ForeignWorkspace("insert(Model) does not stamp rows: use session.add_all")
    if workspace_id is not None and not state.is_insert:
        state.statement = state.statement.options(
            with_loader_criteria(
                TenantScoped, lambda cls: cls.workspace_id == workspace_id, include_aliases=True
            )
        )


def _names_a_tenant(state: ORMExecuteState) -> bool:
    return any(issubclass(mapper.class_, TenantScoped) for mapper in state.all_mappers)


def _refuse_core(state: ORMExecuteState) -> None:
    if state.execution_options.get("trusted"):
        return
    if isinstance(state.statement, TextClause):
        raise NoWorkspace("text() escapes the workspace: write it with the models")
    for element in visitors.iterate(cast(ExternallyTraversible, state.statement)):
        if isinstance(element, Table) and "workspace_id" in element.primary_key.columns:
            raise NoWorkspace(f"the bare table {element.name} escapes the workspace: use its model")


def _stamp(session: Session, _flush: UOWTransaction, _instances: Any) -> None:
    for row in session.new:
        if isinstance(row, TenantScoped) and row.workspace_id is None:
            row.workspace_id = workspace_of(session)
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantScoped):
            with suppress(NoWorkspace):
                if row.workspace_id == workspace_of(session):
                    continue
            raise ForeignWorkspace(f"{row!r} is not of this session's workspace")
