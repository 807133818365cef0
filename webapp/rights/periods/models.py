from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.domain.rights.situations import SituationKind


class Period(Addressable, TenantScoped, Base):
    """A stretch of days that changes the rights without being a contract; the domain calls it a situation."""

    __tablename__ = "rights_periods"

    kind: Mapped[SituationKind] = mapped_column(String(20))
    start_on: Mapped[date] = mapped_column(Date)
    end_on: Mapped[date] = mapped_column(Date)
    in_contract: Mapped[bool] = mapped_column(Boolean, default=False)
    minutes: Mapped[int] = mapped_column(Integer, default=0)
    gross_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    is_paid_by_unemployment: Mapped[bool] = mapped_column(Boolean, default=False)
    is_indemnified: Mapped[bool] = mapped_column(Boolean, default=True)
    is_legitimate: Mapped[bool] = mapped_column(Boolean, default=False)
    is_proven: Mapped[bool] = mapped_column(
        Boolean, default=False
    )  # France Travail has it, with or without our copy
    document_id: Mapped[UUID | None] = mapped_column(Uuid)
    note: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("document_id", "documents"),
        CheckConstraint("end_on >= start_on", name="days"),
        CheckConstraint("minutes >= 0 AND gross_cents >= 0", name="amounts"),
        Index("ix_rights_periods_start", "workspace_id", "start_on"),
    )


class IncomeKind(StrEnum):
    ARE = "are"
    MICRO = "micro"
    CONGES_SPECTACLES = "conges_spectacles"

    @property
    def is_monthly(self) -> bool:
        """Paid once for a month: one row of it, corrected rather than doubled."""
        return self is not IncomeKind.CONGES_SPECTACLES


class Income(Addressable, TenantScoped, Base):
    """Money received besides wages, under the month it is for."""

    __tablename__ = "rights_incomes"

    kind: Mapped[IncomeKind] = mapped_column(String(20))
    month: Mapped[date] = mapped_column(Date)  # its first day
    cents: Mapped[int] = mapped_column(BigInteger)
    days: Mapped[int | None] = mapped_column(SmallInteger)  # days that an ARE pays
    received_on: Mapped[date | None] = mapped_column(Date)
    document_id: Mapped[UUID | None] = mapped_column(Uuid)
    note: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("document_id", "documents"),
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("EXTRACT(day FROM month) = 1", name="month"),
        CheckConstraint("days BETWEEN 0 AND 31", name="days"),
        Index("ix_rights_incomes_month", "workspace_id", "month"),
        Index(
            "uq_rights_incomes_monthly",
            "workspace_id",
            "kind",
            "month",
            unique=True,
            postgresql_where="kind <> 'conges_spectacles'",
        ),
    )
