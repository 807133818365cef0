from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped, tenant_fk


class ShareCalendar(TenantScoped, Base):
    """What the calendar of a link said last, by which the next reading knows what changed; nothing of who reads."""

    __tablename__ = "share_calendars"

    share_id: Mapped[UUID] = mapped_column(Uuid)
    # By UID: digest, count of changes, when, first day, key of the production (`webapp.sharing.calendars.telling`).
    said: Mapped[dict[str, list[Any]]] = mapped_column(JSONB, default=dict)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    subscribed_at: Mapped[datetime | None] = mapped_column(Instant)  # the first time an application read it

    __table_args__ = (
        tenant_fk("share_id", "shares", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "share_id"),
    )
