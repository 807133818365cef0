from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, SmallInteger, String, UniqueConstraint, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk

HUES = 6


class ShowKind(StrEnum):
    FEATURE = "feature"
    SHORT = "short"
    SERIES = "series"
    DOCUMENTARY = "documentary"
    FLUX = "flux"
    COMMERCIAL = "commercial"
    CLIP = "clip"
    THEATRE = "theatre"
    CONCERT = "concert"
    DANCE = "dance"
    EVENT = "event"
    OTHER = "other"


LIVE = frozenset({ShowKind.THEATRE, ShowKind.CONCERT, ShowKind.DANCE, ShowKind.EVENT})


class PhaseKind(StrEnum):
    PREPARATION = "preparation"
    SHOOT = "shoot"  # tournage, or répétitions et représentations for live shows
    POST = "post"
    OTHER = "other"


class Production(Searchable, Addressable, TenantScoped, Base):
    """A show and its identity: title, tape label and hue."""

    __tablename__ = "productions"

    title: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(400), default="")
    kind: Mapped[ShowKind] = mapped_column(String(12), default=ShowKind.OTHER)
    company_id: Mapped[UUID | None] = mapped_column(Uuid)
    director: Mapped[str | None] = mapped_column(String(200))
    object_number: Mapped[str | None] = mapped_column(String(20))  # numéro d'objet, given by France Travail
    label: Mapped[str] = mapped_column(String(9))
    hue: Mapped[int] = mapped_column(SmallInteger, default=1)
    notes: Mapped[str | None] = mapped_column(String(5000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    # Made, taken out of the archive or brought back.
    opened_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, server_default=func.now())
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("company_id", "contacts"),
        CheckConstraint(f"hue BETWEEN 1 AND {HUES}", name="hue"),
        Index("ix_productions_folded", "workspace_id", "folded"),
    )

    @property
    def is_live(self) -> bool:
        return ShowKind(self.kind) in LIVE

    @property
    def is_active(self) -> bool:
        return self.archived_at is None and self.deleted_at is None

    def refold(self) -> None:
        self.folded = fold(self.title, self.director, self.label)[:400]


class Phase(TenantScoped, Base):
    """A stretch of a production's life, as drawn on its line of time."""

    __tablename__ = "phases"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[PhaseKind] = mapped_column(String(12))
    name: Mapped[str | None] = mapped_column(String(80))
    start_on: Mapped[date] = mapped_column(Date)
    end_on: Mapped[date] = mapped_column(Date)

    __table_args__ = (
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        CheckConstraint("end_on >= start_on", name="order"),
        Index("ix_phases_production", "workspace_id", "production_id"),
    )
