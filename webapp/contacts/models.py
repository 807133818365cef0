from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Kind(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class Contact(Addressable, TenantScoped, Base):
    """A company, enough to be an employer, or a person one calls."""

    __tablename__ = "contacts"

    kind: Mapped[Kind] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(600), default="")
    company_id: Mapped[UUID | None] = mapped_column(Uuid)
    job: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    address: Mapped[str | None] = mapped_column(String(400))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(100))
    notes: Mapped[str | None] = mapped_column(String(5000))
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

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("company_id", "contacts"),
        CheckConstraint("kind IN ('company', 'person')", name="kind"),
        Index("ix_contacts_folded", "workspace_id", "folded"),
    )

    @property
    def is_company(self) -> bool:
        return self.kind == Kind.COMPANY

    def refold(self) -> None:
        """Bring the searched words up to date after a change."""
        self.folded = fold(self.name, self.job, self.city, self.email, self.siret, self.phone)[:600]
