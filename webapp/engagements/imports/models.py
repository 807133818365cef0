from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped


class Import(Addressable, TenantScoped, Base):
    """A spreadsheet read and kept while its lines are looked at, then what became of it."""

    __tablename__ = "imports"

    file_name: Mapped[str] = mapped_column(String(130))
    kind: Mapped[str] = mapped_column(String(4))
    delimiter: Mapped[str] = mapped_column(String(1), default="")
    headers: Mapped[list[str]] = mapped_column(JSONB)
    columns: Mapped[list[str]] = mapped_column(JSONB)  # the field of each header, "" when ignored
    rows: Mapped[list[list[Any]]] = mapped_column(JSONB)  # [line number, cell, cell, …]
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    # How many lines were added, already there, wrong.
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    # What was added, by table, each id with a digest: an import is undone only while nothing of it has changed.
    added: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB, default=dict)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("kind IN ('csv', 'xlsx')", name="kind"),
        Index("ix_imports_created_at", "workspace_id", "created_at"),
    )
