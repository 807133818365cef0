from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
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
from webapp.domain.callsheets.kept import sheet_of
from webapp.domain.callsheets.sheet import Sheet
from webapp.domain.callsheets.shown import Part


class CallSheet(Addressable, TenantScoped, Base):
    """The feuille de service of one day of one crew, whatever its version.

    It belongs to a date rather than to a day of the planning: what was sent for the 23rd stays when days move.
    """

    __tablename__ = "call_sheets"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    on: Mapped[date] = mapped_column("sheet_on", Date)
    unit: Mapped[int] = mapped_column(SmallInteger, default=1)
    group_link_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "production_id", "sheet_on", "unit"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        CheckConstraint("unit BETWEEN 1 AND 9", name="unit"),
    )


class Way(StrEnum):
    RECEIVED = "received"  # somebody else's PDF, sent as it is
    BUILT = "built"


class Version(TenantScoped, Base):
    """What a sheet said at one time: a draft, then on its way for a minute, then sent and frozen."""

    __tablename__ = "call_sheet_versions"

    sheet_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(SmallInteger)
    way: Mapped[Way] = mapped_column(String(8))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # Somebody's name and function, and when they said yes; a change takes it back.
    approved_by: Mapped[str | None] = mapped_column(String(200))
    approved_job: Mapped[str | None] = mapped_column(String(200))
    approved_on: Mapped[date | None] = mapped_column(Date)
    approved_minute: Mapped[int | None] = mapped_column(SmallInteger)
    # The page that leaves: the PDF received, or the one made when it was sent.
    file_key: Mapped[str | None] = mapped_column(String(100))
    file_name: Mapped[str | None] = mapped_column(String(130))
    file_size: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[str | None] = mapped_column(String(64))
    # Who sends it, to whom, and when.
    recipients: Mapped[list[str]] = mapped_column(JSONB, default=list)  # keys of the people asked
    tells_others: Mapped[bool] = mapped_column(Boolean, default=False)
    sender: Mapped[str | None] = mapped_column(String(200))
    reply_to: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2), default="fr")
    leaves_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "sheet_id", "number"),
        tenant_fk("sheet_id", "call_sheets", ondelete="CASCADE"),
        CheckConstraint("number BETWEEN 1 AND 99", name="number"),
    )

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.content)

    @property
    def is_draft(self) -> bool:
        return self.leaves_at is None and self.sent_at is None

    @property
    def is_leaving(self) -> bool:
        return self.leaves_at is not None and self.sent_at is None

    @property
    def is_approved(self) -> bool:
        return self.approved_by is not None


class SheetPart(TenantScoped, Base):
    """What a link may show of a sheet, as its last version sent says it: a row for each part, so that who may not read
    one of them has no row of it, and reads nothing of the versions."""

    __tablename__ = "call_sheet_parts"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    sheet_id: Mapped[UUID] = mapped_column(Uuid)
    sheet_key: Mapped[str] = mapped_column(String(12))  # the sheet's own public id
    part: Mapped[Part] = mapped_column(String(9))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)

    __table_args__ = (
        UniqueConstraint("workspace_id", "sheet_id", "part"),
        tenant_fk("sheet_id", "call_sheets", ondelete="CASCADE"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        Index("ix_call_sheet_parts_production", "workspace_id", "production_id"),
    )


class Receipt(Addressable, TenantScoped, Base):
    """One person asked to say « Bien reçu » to one version; the last of a person is the one that counts."""

    __tablename__ = "call_receipts"

    sheet_id: Mapped[UUID] = mapped_column(Uuid)
    version_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(SmallInteger)  # of the version
    member_key: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    job: Mapped[str] = mapped_column(String(200), default="")
    department: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    link_id: Mapped[UUID | None] = mapped_column(Uuid)  # the same from one version to the next
    is_called: Mapped[bool] = mapped_column(Boolean, default=True)  # False: told not to come any more
    asked_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_by_group: Mapped[bool] = mapped_column(Boolean, default=False)  # confirmed from the link of the group
    worry: Mapped[str | None] = mapped_column(String(5000))
    worried_at: Mapped[datetime | None] = mapped_column(Instant)
    refused_at: Mapped[datetime | None] = mapped_column(Instant)  # the address, by the server of mails
    refusal: Mapped[str | None] = mapped_column(String(300))

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "version_id", "member_key"),
        tenant_fk("sheet_id", "call_sheets", ondelete="CASCADE"),
        tenant_fk("version_id", "call_sheet_versions", ondelete="CASCADE"),
        Index("ix_call_receipts_sheet", "workspace_id", "sheet_id"),
    )

    @property
    def state(self) -> str:
        if self.confirmed_at:
            return "confirmed"
        return "opened" if self.opened_at else "pending"
