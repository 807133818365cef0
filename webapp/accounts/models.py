from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import new_id


class Account(Base):
    """Read before anything is known of the visitor, so it holds an address, a digest and preferences."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_digest: Mapped[str | None] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    language: Mapped[str | None] = mapped_column(String(2))
    theme: Mapped[str] = mapped_column(String(6), default="system")
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class SignIn(Base):
    """One open session on one device; ending the row ends the session."""

    __tablename__ = "sign_ins"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(60), default="")
    is_kept: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
