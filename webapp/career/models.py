from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, SmallInteger, String, UniqueConstraint, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.productions.models import ShowKind


class OwnTitle(Addressable, TenantScoped, Base):
    """A title from before Raccord, remembered by hand."""

    __tablename__ = "career_titles"

    title: Mapped[str] = mapped_column(String(200))
    first_year: Mapped[int] = mapped_column(SmallInteger)
    last_year: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[ShowKind] = mapped_column(String(12), default=ShowKind.OTHER)
    director: Mapped[str | None] = mapped_column(String(200))
    company: Mapped[str | None] = mapped_column(String(200))
    job: Mapped[str] = mapped_column(String(200))
    is_hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # from the CV
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("last_year >= first_year", name="order"),
    )


class HiddenTitle(TenantScoped, Base):
    """A production of the workspace that the CV leaves out."""

    __tablename__ = "career_hidden_titles"

    production_id: Mapped[UUID] = mapped_column(Uuid)

    __table_args__ = (
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "production_id"),
    )
