from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk

UNDONE_WITHIN = timedelta(days=30)


class Merge(Addressable, TenantScoped, Base):
    """What one card took from another, so that it can all go back."""

    __tablename__ = "contact_merges"

    kept_id: Mapped[UUID] = mapped_column(Uuid)
    gone_id: Mapped[UUID] = mapped_column(Uuid)
    by_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    # Of the kept card: each field that changed, as [before, after].
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    # Rows of every table, in the order they changed: table, column, before, after, ids.
    moves: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    # What the kept card was given a copy of, by table: ways, tags, roles, photo; the other card keeps its own.
    copies: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_name: Mapped[str | None] = mapped_column(String(200))
    # What had changed since and stayed: names of fields, then how many rows of each table.
    left: Mapped[dict[str, Any] | None] = mapped_column("stayed", JSONB)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("kept_id", "contacts", ondelete="CASCADE"),
        tenant_fk("gone_id", "contacts", ondelete="CASCADE"),
        Index("ix_contact_merges_at", "workspace_id", "at"),
        Index("ix_contact_merges_kept", "workspace_id", "kept_id"),
        Index("ix_contact_merges_gone", "workspace_id", "gone_id"),
    )

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and clock.now() <= self.at + UNDONE_WITHIN


class Apart(TenantScoped, Base):
    """Two cards that look alike, and are two people: said once."""

    __tablename__ = "contacts_apart"

    one_id: Mapped[UUID] = mapped_column(Uuid)
    other_id: Mapped[UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        tenant_fk("one_id", "contacts", ondelete="CASCADE"),
        tenant_fk("other_id", "contacts", ondelete="CASCADE"),
        Index("ix_contacts_apart_one", "workspace_id", "one_id"),
        Index("ix_contacts_apart_other", "workspace_id", "other_id"),
    )
