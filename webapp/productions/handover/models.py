from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Handover(Addressable, TenantScoped, Base):
    """A file being handed over: its ZIP, then the day the rest is erased. Gone once it is over."""

    __tablename__ = "handovers"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    handed_to: Mapped[str] = mapped_column(String(200))
    parts: Mapped[list[str]] = mapped_column(JSONB)  # keys of handover/parts.py
    started_by: Mapped[str] = mapped_column(String(80))  # kept when the member has left
    started_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    # The ZIP, once the worker has written it.
    zip_key: Mapped[str | None] = mapped_column(String(100))
    zip_size: Mapped[int | None] = mapped_column(BigInteger)
    zip_files: Mapped[int | None] = mapped_column(Integer)
    zip_sha256: Mapped[str | None] = mapped_column(String(64))
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # The erasure, once asked for.
    erasers: Mapped[list[str]] = mapped_column(JSONB, default=list)
    erase_on: Mapped[date | None] = mapped_column(Date)
    erase_by: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        # One at a time for a production.
        Index("uq_handovers_production", "workspace_id", "production_id", unique=True),
    )

    @property
    def is_packed(self) -> bool:
        return self.zip_key is not None

    @property
    def is_erasing(self) -> bool:
        return self.erase_on is not None


class HandoverTrace(Addressable, TenantScoped, Base):
    """What remains: that a file was handed over or erased, how much of each kind, nothing of anybody."""

    __tablename__ = "handover_traces"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    title: Mapped[str] = mapped_column(String(200))
    handed_to: Mapped[str] = mapped_column(String(200))
    by_name: Mapped[str] = mapped_column(String(80))
    zip_size: Mapped[int] = mapped_column(BigInteger)
    zip_files: Mapped[int] = mapped_column(Integer)
    zip_sha256: Mapped[str] = mapped_column(String(64))
    is_erased: Mapped[bool] = mapped_column(Boolean)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)  # by key of the erasers
    done_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        Index("ix_handover_traces_production", "workspace_id", "production_id"),
    )
