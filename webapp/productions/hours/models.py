from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped, tenant_fk
from webapp.domain.crewhours import Rule, Stint


class HoursRule(TenantScoped, Base):
    """What the hours of a production are counted by; without a row, the ordinary one."""

    __tablename__ = "hours_rules"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    day_minutes: Mapped[int] = mapped_column(SmallInteger)
    night_start: Mapped[int] = mapped_column(SmallInteger)
    night_end: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        UniqueConstraint("workspace_id", "production_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
    )

    @property
    def rule(self) -> Rule:
        return Rule(self.day_minutes, self.night_start, self.night_end)


class HoursEntry(TenantScoped, Base):
    """What one person worked on one day, or that they were not there; without an end, a day under way."""

    __tablename__ = "hours_entries"

    member_id: Mapped[UUID] = mapped_column(Uuid)
    on: Mapped[date] = mapped_column("day_on", Date)
    call_minute: Mapped[int | None] = mapped_column(SmallInteger)
    start_minute: Mapped[int | None] = mapped_column(SmallInteger)
    break_minutes: Mapped[int] = mapped_column(SmallInteger, default=0)
    end_minute: Mapped[int | None] = mapped_column(SmallInteger)
    travel_minutes: Mapped[int] = mapped_column(SmallInteger, default=0)
    is_absent: Mapped[bool] = mapped_column(Boolean, default=False)
    notes: Mapped[str | None] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "day_on"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        CheckConstraint("is_absent OR start_minute IS NOT NULL", name="start"),
        Index("ix_hours_entries_day", "workspace_id", "day_on"),
    )

    @property
    def stint(self) -> Stint | None:
        """What is counted; nothing while the end is not noted."""
        if self.start_minute is None or self.end_minute is None:
            return None
        return Stint(
            self.on,
            self.start_minute,
            self.end_minute,
            self.break_minutes,
            self.travel_minutes,
            self.call_minute,
        )

    @property
    def is_whole(self) -> bool:
        return self.is_absent or self.end_minute is not None


class HoursWeek(TenantScoped, Base):
    """A version of a week: attested and frozen, or opened again to be corrected, with the reason."""

    __tablename__ = "hours_weeks"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    week_on: Mapped[date] = mapped_column(Date)  # its Monday
    version: Mapped[int] = mapped_column(SmallInteger, default=1)
    reason: Mapped[str | None] = mapped_column(String(400))  # why this version corrects the one before
    attested_by: Mapped[str | None] = mapped_column(String(200))
    attested_job: Mapped[str | None] = mapped_column(String(200))
    attested_on: Mapped[date | None] = mapped_column(Date)
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "production_id", "week_on", "version"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        CheckConstraint("extract(isodow from week_on) = 1", name="monday"),
        CheckConstraint("(attested_on IS NULL) = (frozen IS NULL)", name="frozen"),
    )
