from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped
from webapp.domain.declaration.windows import Reminder


class Declaration(Addressable, TenantScoped, Base):
    """A copy of what was declared for a month, never changed. The newest of a month rules; older ones stay.

    One kept by mistake is cancelled, not erased.
    """

    __tablename__ = "declarations"

    month_on: Mapped[date] = mapped_column(Date)  # its first day
    declared_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    declared_by: Mapped[UUID | None] = mapped_column(Uuid)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    situations: Mapped[dict[str, Any]] = mapped_column(JSONB)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("extract(day from month_on) = 1", name="month"),
        Index("ix_declarations_month", "workspace_id", "month_on", "declared_at"),
    )


class SentReminder(TenantScoped, Base):
    """A mail that said a window opens or closes: each is sent once to each owner."""

    __tablename__ = "declaration_reminders"

    month_on: Mapped[date] = mapped_column(Date)
    reminder: Mapped[Reminder] = mapped_column(String(10))
    account_id: Mapped[UUID] = mapped_column(Uuid)
    sent_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint(
            "workspace_id", "month_on", "reminder", "account_id", name="uq_declaration_reminders_once"
        ),
    )


class Silence(TenantScoped, Base):
    """A member who asked not to be reminded."""

    __tablename__ = "declaration_silences"

    account_id: Mapped[UUID] = mapped_column(Uuid)

    __table_args__ = (UniqueConstraint("workspace_id", "account_id"),)
