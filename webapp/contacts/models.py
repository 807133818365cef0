from datetime import date, datetime
from enum import StrEnum
from typing import Any
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
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold, sort_key
from webapp.core.phones import as_dialled
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Kind(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class WayKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"


class Contact(Searchable, Addressable, TenantScoped, Base):
    """A company, enough to be an employer, or a person one calls."""

    __tablename__ = "contacts"

    kind: Mapped[Kind] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(250), default="")
    folded: Mapped[str] = mapped_column(String(900), default="")
    # Folded: its other numbers, mails and links, its tags and its company; `actions.refold` brings them up to date.
    also: Mapped[str] = mapped_column(String(500), default="")
    company_id: Mapped[UUID | None] = mapped_column(Uuid)
    job: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    address: Mapped[str | None] = mapped_column(String(400))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(100))
    notes: Mapped[str | None] = mapped_column(String(5000))
    languages: Mapped[str | None] = mapped_column(String(200))
    driving_licence: Mapped[str | None] = mapped_column(String(50))
    birthday: Mapped[str | None] = mapped_column(
        String(10)
    )  # 1988-03-14, or --03-14 when the year is not said
    # How they came here: what the person is entitled to know (RGPD, art. 14).
    met: Mapped[str | None] = mapped_column(String(500))
    introduced_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    source: Mapped[str | None] = mapped_column(String(200))
    consented_on: Mapped[date | None] = mapped_column(Date)
    # Keeping in touch: None follows the tags, 0 is never.
    cadence_days: Mapped[int | None] = mapped_column(SmallInteger)
    snoozed_until_on: Mapped[date | None] = mapped_column(Date)
    # What makes a company an employer.
    siret: Mapped[str | None] = mapped_column(String(14))
    naf: Mapped[str | None] = mapped_column(String(6))
    idcc: Mapped[str | None] = mapped_column(String(4))
    is_guso: Mapped[bool] = mapped_column(Boolean, default=False)
    payroll_contact: Mapped[str | None] = mapped_column(String(200))
    payroll_email: Mapped[str | None] = mapped_column(String(254))
    payroll_phone: Mapped[str | None] = mapped_column(String(40))
    payroll_provider: Mapped[str | None] = mapped_column(String(200))
    employee_space_url: Mapped[str | None] = mapped_column(String(400))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    merged_into_id: Mapped[UUID | None] = mapped_column(Uuid)  # deleted, and where it went

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("company_id", "contacts"),
        tenant_fk("introduced_by_id", "contacts"),
        tenant_fk("merged_into_id", "contacts"),
        CheckConstraint("kind IN ('company', 'person')", name="kind"),
        CheckConstraint("cadence_days BETWEEN 0 AND 730", name="cadence_days"),
        Index("ix_contacts_sort", "workspace_id", "sort_key"),
        Index("ix_contacts_phone", "workspace_id", "phone"),
        Index("ix_contacts_company", "workspace_id", "company_id"),
    )

    @property
    def is_company(self) -> bool:
        return self.kind == Kind.COMPANY

    def refold(self) -> None:
        """Bring the searched words and the order up to date after a change."""
        self.sort_key = sort_key(self.name)
        numbers = (self.phone, as_dialled(self.phone))
        self.folded = fold(self.name, self.job, self.city, self.email, self.siret, *numbers, self.also)[:900]


class Way(TenantScoped, Base):
    """Another number, mail or page of a contact; the first of each is in the contact itself."""

    __tablename__ = "contact_ways"

    contact_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[WayKind] = mapped_column(String(5))
    value: Mapped[str] = mapped_column(String(400))  # E.164, a mail in its own case, or an address
    label: Mapped[str | None] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)

    __table_args__ = (
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        Index("ix_contact_ways_contact", "workspace_id", "contact_id"),
        Index("ix_contact_ways_value", "workspace_id", "value"),
    )


class Role(Addressable, TenantScoped, Base):
    """A job somebody had, or has: for a company, on a show, or both. Productions of the workspace say theirs."""

    __tablename__ = "contact_roles"

    contact_id: Mapped[UUID] = mapped_column(Uuid)
    company_id: Mapped[UUID | None] = mapped_column(Uuid)
    job: Mapped[str] = mapped_column(String(200))
    show: Mapped[str | None] = mapped_column(String(200))
    start_on: Mapped[date | None] = mapped_column(Date)
    end_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        tenant_fk("company_id", "contacts"),
        CheckConstraint("end_on >= start_on", name="order"),
        Index("ix_contact_roles_contact", "workspace_id", "contact_id"),
        Index("ix_contact_roles_company", "workspace_id", "company_id"),
    )


class Tag(Addressable, TenantScoped, Base):
    __tablename__ = "tags"

    name: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(60))
    cadence_days: Mapped[int | None] = mapped_column(SmallInteger)  # of those who have none of their own

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "folded"),
        CheckConstraint("cadence_days BETWEEN 1 AND 730", name="cadence_days"),
    )

    @staticmethod
    def key_of(name: str) -> str:
        """What tells one from another, as long as `folded` holds: a ligature is folded into several letters."""
        return fold(name)[:60]


class Tagging(TenantScoped, Base):
    __tablename__ = "taggings"

    tag_id: Mapped[UUID] = mapped_column(Uuid)
    contact_id: Mapped[UUID] = mapped_column(Uuid)

    __table_args__ = (
        tenant_fk("tag_id", "tags", ondelete="CASCADE"),
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "tag_id", "contact_id"),
        Index("ix_taggings_contact", "workspace_id", "contact_id"),
    )


class Photo(TenantScoped, Base):
    """A face, made small here: what a camera writes beside a picture (place, hour) is gone."""

    __tablename__ = "contact_photos"

    contact_id: Mapped[UUID] = mapped_column(Uuid)
    content: Mapped[bytes] = mapped_column(LargeBinary)  # JPEG, 192 pixels a side
    sha256: Mapped[str] = mapped_column(String(64))  # of the picture as it came, to know it again

    __table_args__ = (
        tenant_fk("contact_id", "contacts", ondelete="CASCADE"),
        UniqueConstraint("workspace_id", "contact_id"),
    )


class SavedList(Addressable, TenantScoped, Base):
    """Filters of the address book kept under a name: what it shows follows the contacts."""

    __tablename__ = "contact_lists"

    name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[Kind | None] = mapped_column(String(10))
    tag_id: Mapped[UUID | None] = mapped_column(Uuid)
    city: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("tag_id", "tags", ondelete="CASCADE"),
        CheckConstraint("kind IN ('company', 'person')", name="kind"),
        Index("ix_contact_lists_tag", "workspace_id", "tag_id"),
    )


class GestureKind(StrEnum):
    DELETION = "deletion"
    TAGGING = "tagging"
    UNTAGGING = "untagging"
    ROLE = "role"  # one role deleted
    LIST = "list"  # one saved list deleted


class Gesture(Addressable, TenantScoped, Base):
    """What was taken or put in one go, to be given back exactly; kept for a month."""

    __tablename__ = "contact_gestures"

    kind: Mapped[GestureKind] = mapped_column(String(10))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("workspace_id", "public_id"),)
