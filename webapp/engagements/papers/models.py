from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.domain.aem.figures import Field


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"
    CALL = "call"
    OTHER = "other"


class Tone(StrEnum):
    CORDIAL = "cordial"
    FIRM = "firm"
    LAST = "last"


class PaperReminder(TenantScoped, Base):
    """That a paper was asked for, as the person says. Several asked for at once share a `reminder_id`."""

    __tablename__ = "paper_reminders"

    reminder_id: Mapped[str] = mapped_column(String(12))
    paper_id: Mapped[UUID] = mapped_column(Uuid)
    reminded_on: Mapped[date] = mapped_column(Date)
    channel: Mapped[Channel] = mapped_column(String(10))
    tone: Mapped[Tone] = mapped_column(String(10))
    by_name: Mapped[str] = mapped_column(String(80))  # kept when its member has left
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        tenant_fk("paper_id", "papers", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "reminder_id", "paper_id"),
        Index("ix_paper_reminders_paper", "workspace_id", "paper_id"),
    )


class AemDifference(TenantScoped, Addressable, Base):
    """What an AEM says that the work does not, as both were when it was compared; open while the paper is wrong."""

    __tablename__ = "aem_differences"

    paper_id: Mapped[UUID] = mapped_column(Uuid)
    field: Mapped[Field] = mapped_column(String(10))
    expected: Mapped[str] = mapped_column(String(200))
    received: Mapped[str] = mapped_column(String(200))
    noted_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("paper_id", "papers", ondelete="CASCADE"),
        Index("ix_aem_differences_paper", "workspace_id", "paper_id"),
    )
