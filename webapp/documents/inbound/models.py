from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped


class InboundAddress(TenantScoped, Base):
    """The address of a workspace, readable by its members; a mail finds it by its digest among the links."""

    __tablename__ = "inbound_addresses"

    token: Mapped[str] = mapped_column(String(40))
    link_id: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (UniqueConstraint("workspace_id"),)


class InboundMail(Addressable, TenantScoped, Base):
    """A mail that arrived, so that it is taken in once, and told when it left nothing in the tray."""

    __tablename__ = "inbound_mails"

    digest: Mapped[str] = mapped_column(String(64))  # of its Message-ID
    sender: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(String(200))
    kept: Mapped[int] = mapped_column(Integer)
    refused: Mapped[int] = mapped_column(Integer)
    received_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "digest"),
        Index("ix_inbound_mails_received", "workspace_id", "received_at"),
    )
