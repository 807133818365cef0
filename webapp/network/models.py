from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, Index, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class ExchangeKind(StrEnum):
    CALL = "call"
    COFFEE = "coffee"
    MESSAGE = "message"
    MEETING = "meeting"
    NOTE = "note"  # said to oneself: it is no news of the other


class Exchange(Addressable, TenantScoped, Base):
    """Something said to or heard from a contact, noted by hand."""

    __tablename__ = "exchanges"

    contact_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[ExchangeKind] = mapped_column(String(10))
    on: Mapped[date] = mapped_column("happened_on", Date)
    minutes: Mapped[int | None] = mapped_column(SmallInteger)
    note: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("contact_id", "contacts"),
        Index("ix_exchanges_contact", "workspace_id", "contact_id", "happened_on"),
    )


class Direction(StrEnum):
    GIVEN = "given"  # I recommended them
    RECEIVED = "received"  # they recommended me


class Recommendation(Addressable, TenantScoped, Base):
    """A name given to somebody: mine by a contact, or a contact's by me."""

    __tablename__ = "recommendations"

    direction: Mapped[Direction] = mapped_column(String(8))
    contact_id: Mapped[UUID] = mapped_column(Uuid)  # who was recommended, or who recommended me
    to_contact_id: Mapped[UUID | None] = mapped_column(Uuid)  # to whom
    purpose: Mapped[str | None] = mapped_column(String(200))  # for what job, on what show
    on: Mapped[date] = mapped_column("happened_on", Date)
    note: Mapped[str | None] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("contact_id", "contacts"),
        tenant_fk("to_contact_id", "contacts"),
        Index("ix_recommendations_contact", "workspace_id", "contact_id"),
        Index("ix_recommendations_to_contact", "workspace_id", "to_contact_id"),
    )


class RemovedTag(Addressable, TenantScoped, Base):
    """A tag that was thrown away, and who bore it, so that it may come back."""

    __tablename__ = "removed_tags"

    name: Mapped[str] = mapped_column(String(60))
    cadence_days: Mapped[int | None] = mapped_column(SmallInteger)
    contact_ids: Mapped[list[str]] = mapped_column(JSONB, default=list)
    removed_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (UniqueConstraint("workspace_id", "public_id"),)
