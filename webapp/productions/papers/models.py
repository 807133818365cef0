from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class PaperKind(StrEnum):
    SCRIPT = "script"  # scénario
    SCHEDULE = "schedule"  # plan de travail
    CALL_SHEET = "call_sheet"  # feuille de service reçue
    RIDER = "rider"  # fiche technique
    LIGHT_PLOT = "light_plot"  # plan de feu
    CUE_SHEET = "cue_sheet"  # conduite
    REPORT = "report"
    BUDGET = "budget"  # devis
    CONTRACT = "contract"
    PERMIT = "permit"  # mairie, préfecture
    MINOR = "minor"  # autorisation d'un mineur
    INSURANCE = "insurance"
    OTHER = "other"


class ProductionPaper(Addressable, TenantScoped, Base):
    """A document in a production: the file and its title are the document's."""

    __tablename__ = "production_papers"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    document_id: Mapped[UUID] = mapped_column(Uuid)
    drop_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[PaperKind] = mapped_column(String(12), default=PaperKind.OTHER)
    version: Mapped[str | None] = mapped_column(String(40))
    issuer: Mapped[str | None] = mapped_column(String(200))  # who gave it: town, insurer, supplier
    dated_on: Mapped[date | None] = mapped_column(Date)
    valid_until_on: Mapped[date | None] = mapped_column(Date)
    is_confidential: Mapped[bool] = mapped_column(Boolean, default=False)
    replaces_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "document_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("document_id", "documents", ondelete="CASCADE"),
        tenant_fk("drop_id", "production_drops"),
        tenant_fk("replaces_id", "production_papers"),
        CheckConstraint("replaces_id <> id", name="replaces"),
        Index("ix_production_papers_production", "workspace_id", "production_id", "created_at"),
        Index("ix_production_papers_replaces", "workspace_id", "replaces_id"),
    )


class ProductionDrop(Addressable, TenantScoped, Base):
    """Files dropped together: those kept point to it, those refused are told here with their reason."""

    __tablename__ = "production_drops"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    refused: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        Index("ix_production_drops_production", "workspace_id", "production_id"),
    )
