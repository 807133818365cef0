from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
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


class SupplierKind(StrEnum):
    """Who a production asks besides its crew."""

    SUPPLIER = "supplier"
    RENTAL = "rental"  # matériel, véhicules
    CATERING = "catering"
    TRANSPORT = "transport"
    HOTEL = "hotel"
    TOWN_HALL = "town_hall"  # mairie, préfecture, police
    OTHER = "other"


class Answer(StrEnum):
    """What was made of the phone, mail and name a person sent."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


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
    contract_sent_on: Mapped[date | None] = mapped_column(Date)
    dpae_on: Mapped[date | None] = mapped_column(Date)
    # Their own wish, for what is printed or sent: without it only the production sees the number.
    shares_phone: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    notes: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

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

    @property
    def credited_as(self) -> str:
        return self.credit_job or self.contract_job


class PrivateSheet(TenantScoped, Base):
    """The fiche de renseignements of one member, sealed; apart, so that erasing it is one deletion.

    `filled` names what was filled in, never what was said: a list needs no more to tell what is missing.
    """

    __tablename__ = "private_sheets"

    member_id: Mapped[UUID] = mapped_column(Uuid)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    health: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed apart: erased on its own, sooner
    filled: Mapped[list[str]] = mapped_column(JSONB, default=list)
    answer: Mapped[Answer | None] = mapped_column(String(8))  # None: nothing to change in the contact
    consented_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    health_consented_at: Mapped[datetime | None] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "member_id"),
    )


class Supplier(Addressable, TenantScoped, Base):
    """A company or a service a production calls, and what for."""

    __tablename__ = "suppliers"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    contact_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[SupplierKind] = mapped_column(String(10), default=SupplierKind.SUPPLIER)
    purpose: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("contact_id", "contacts"),
        Index("ix_suppliers_production", "workspace_id", "production_id"),
        Index("ix_suppliers_contact", "workspace_id", "contact_id"),
    )
