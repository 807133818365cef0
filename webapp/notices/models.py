from datetime import datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped
from webapp.domain.notices import Notice


class NoticeSilence(TenantScoped, Base):
    """A member who asked not to be told of this."""

    __tablename__ = "notice_silences"

    account_id: Mapped[UUID] = mapped_column(Uuid)
    notice: Mapped[Notice] = mapped_column(String(10))

    __table_args__ = (UniqueConstraint("workspace_id", "account_id", "notice"),)


class SentNotice(TenantScoped, Base):
    """A mail that left: the same thing is told once to each person."""

    __tablename__ = "sent_notices"

    account_id: Mapped[UUID] = mapped_column(Uuid)
    notice: Mapped[Notice] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(120))
    sent_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "notice", "key", "account_id", name="uq_sent_notices_once"),
    )
