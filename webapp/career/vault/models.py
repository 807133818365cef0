from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped


class Vault(TenantScoped, Base):
    """The ZIP of the coffre, being made or kept for a while; one at a time."""

    __tablename__ = "career_vaults"

    started_by: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))
    started_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    done: Mapped[int] = mapped_column(Integer, default=0)  # papers packed so far, of `total`
    total: Mapped[int | None] = mapped_column(Integer)
    zip_key: Mapped[str | None] = mapped_column(String(100))
    zip_size: Mapped[int | None] = mapped_column(BigInteger)
    zip_files: Mapped[int | None] = mapped_column(Integer)
    zip_sha256: Mapped[str | None] = mapped_column(String(64))
    lost: Mapped[int] = mapped_column(Integer, default=0)  # files that could not be read
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSONB)

    __table_args__ = (UniqueConstraint("workspace_id"),)

    @property
    def is_packed(self) -> bool:
        return self.zip_key is not None

    @property
    def is_under_way(self) -> bool:
        return not self.is_packed and self.failure is None
