from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Department(StrEnum):
    """In the order of a liste technique; the cast comes first on a call sheet."""

    PRODUCTION = "production"
    DIRECTION = "direction"  # mise en scène
    MANAGEMENT = "management"  # régie
    CAMERA = "camera"  # image
    SOUND = "sound"
    ELECTRIC = "electric"
    GRIP = "grip"  # machinerie
    ART = "art"  # décoration
    PROPS = "props"  # accessoires
    COSTUME = "costume"
    MAKEUP = "makeup"  # maquillage, coiffure
    STAGE = "stage"  # plateau, of a live show
    LIGHT = "light"
    VIDEO = "video"
    POST = "post"
    CAST = "cast"
    EXTRAS = "extras"  # figuration
    OTHER = "other"


class ContractStatus(StrEnum):
    TO_MAKE = "to_make"
    SENT = "sent"
    SIGNED = "signed"
    NONE = "none"  # invoices, or a volunteer


class Member(Addressable, TenantScoped, Base):
    """One person in one job of a production; who they are is in the contact, typed once."""

    __tablename__ = "crew_members"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    contact_id: Mapped[UUID] = mapped_column(Uuid)
    agent_id: Mapped[UUID | None] = mapped_column(Uuid)
    department: Mapped[Department] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    contract_job: Mapped[str] = mapped_column(String(200))  # emploi au contrat
    credit_job: Mapped[str | None] = mapped_column(String(200))  # au générique
    # The cast: the number that strips and call sheets use, and who they play.
    role_number: Mapped[str | None] = mapped_column(String(8))
    role_name: Mapped[str | None] = mapped_column(String(200))
    unit: Mapped[int | None] = mapped_column(SmallInteger)  # None: every crew of the production
    start_on: Mapped[date | None] = mapped_column(Date)
    end_on: Mapped[date | None] = mapped_column(Date)
    contract_status: Mapped[ContractStatus] = mapped_column(String(10), default=ContractStatus.TO_MAKE)
    dpae_on: Mapped[date | None] = mapped_column(Date)
    notes: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("contact_id", "contacts"),
        tenant_fk("agent_id", "contacts"),
        CheckConstraint("end_on >= start_on", name="order"),
        Index("ix_crew_members_production", "workspace_id", "production_id"),
        Index("ix_crew_members_contact", "workspace_id", "contact_id"),
    )

    def is_in(self, day: date) -> bool:
        """Between the dates of the contract; without dates, all along."""
        return (self.start_on is None or self.start_on <= day) and (self.end_on is None or day <= self.end_on)
