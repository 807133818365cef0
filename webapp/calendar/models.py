from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Subscription(Addressable, TenantScoped, Base):
    """A calendar of elsewhere: a file read once, or an address read again every day.

    Until it is kept, what was read waits in `draft`.
    """

    __tablename__ = "calendar_subscriptions"

    name: Mapped[str] = mapped_column(String(80))
    url: Mapped[str | None] = mapped_column(String(2000))
    hue: Mapped[int] = mapped_column(SmallInteger, default=6)
    production_id: Mapped[UUID | None] = mapped_column(Uuid)
    is_hidden: Mapped[bool] = mapped_column(Boolean, default=False)
    is_endless: Mapped[bool] = mapped_column(Boolean, default=False)  # something in it repeats for ever
    draft: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    kept_at: Mapped[datetime | None] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    # Why the last reading failed: a sentence and its values; empty when it did not.
    trouble: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions"),
        CheckConstraint("hue BETWEEN 1 AND 6", name="hue"),
    )


class ImportedEvent(Addressable, TenantScoped, Base):
    """One date of a calendar of elsewhere, in Paris; without minutes it lasts whole days."""

    __tablename__ = "imported_events"

    subscription_id: Mapped[UUID] = mapped_column(Uuid)
    uid: Mapped[str] = mapped_column(String(64))  # digest of the UID, which may be of any length
    occurrence: Mapped[str] = mapped_column(String(25), default="")  # which date of an event that repeats
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str | None] = mapped_column(String(2000))
    start_on: Mapped[date] = mapped_column(Date)
    end_on: Mapped[date] = mapped_column(Date)
    start_minute: Mapped[int | None] = mapped_column(SmallInteger)
    end_minute: Mapped[int | None] = mapped_column(SmallInteger)
    is_hidden: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "uid", "occurrence"),
        tenant_fk("subscription_id", "calendar_subscriptions", ondelete="CASCADE"),
        CheckConstraint("end_on >= start_on", name="order"),
        Index("ix_imported_events_days", "workspace_id", "start_on", "end_on"),
        Index("ix_imported_events_subscription", "workspace_id", "subscription_id"),
    )
