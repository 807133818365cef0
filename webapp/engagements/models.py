from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
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
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.domain.rights.work import cachets_to_minutes


class State(StrEnum):
    """lead → option → confirmed → done, or released (option given back), cancelled."""

    LEAD = "lead"
    OPTION = "option"
    CONFIRMED = "confirmed"
    DONE = "done"
    RELEASED = "released"
    CANCELLED = "cancelled"


class Regime(StrEnum):
    """What the job counts for: annexes 8 and 10, the régime général, or teaching."""

    SPECTACLE = "spectacle"
    GENERAL = "general"
    TEACHING = "teaching"


class Unit(StrEnum):
    CACHET = "cachet"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    SERVICE = "service"
    FLAT = "flat"
    BONUS = "bonus"  # a prime: an amount without hours


class PaperKind(StrEnum):
    CONTRACT = "contract"
    AMENDMENT = "amendment"
    PAYSLIP = "payslip"
    AEM = "aem"
    CONGES_SPECTACLES = "conges_spectacles"
    WORK_CERTIFICATE = "work_certificate"
    FINAL_SETTLEMENT = "final_settlement"


class PaperState(StrEnum):
    """Late is not stored: an expected paper becomes late by its date."""

    TO_COME = "to_come"
    EXPECTED = "expected"
    RECEIVED = "received"
    WRONG = "wrong"
    CORRECTED = "corrected"


class Engagement(Searchable, Addressable, TenantScoped, Base):
    """One job for one employer: from the first call to the last paper."""

    __tablename__ = "engagements"

    state: Mapped[State] = mapped_column(String(10))
    employer_id: Mapped[UUID] = mapped_column(Uuid)
    production_id: Mapped[UUID | None] = mapped_column(Uuid)
    contract_job: Mapped[str] = mapped_column(String(200))  # emploi au contrat
    actual_job: Mapped[str | None] = mapped_column(String(200))  # fonction réelle, au générique
    start_on: Mapped[date] = mapped_column(Date)
    end_on: Mapped[date] = mapped_column(Date)
    # Hours of each day, minutes since midnight; an end at or before the start is the next day's.
    daily_start_minute: Mapped[int | None] = mapped_column(SmallInteger)
    daily_end_minute: Mapped[int | None] = mapped_column(SmallInteger)
    regime: Mapped[Regime] = mapped_column(String(10), default=Regime.SPECTACLE)
    annexe: Mapped[int | None] = mapped_column(SmallInteger)
    idcc: Mapped[str | None] = mapped_column(String(4))
    place: Mapped[str | None] = mapped_column(String(200))
    notes: Mapped[str | None] = mapped_column(String(5000))
    # Leads and options.
    option_rank: Mapped[int | None] = mapped_column(SmallInteger)
    option_until_on: Mapped[date | None] = mapped_column(Date)
    called_by: Mapped[str | None] = mapped_column(String(200))
    call_back_on: Mapped[date | None] = mapped_column(Date)
    # Why the person went on in spite of a clash.
    clash_reason: Mapped[str | None] = mapped_column(String(500))
    # Totals of the lines, kept by the actions that write them, so that lists need no join.
    minutes: Mapped[int] = mapped_column(Integer, default=0)  # declared hours; cachets come apart
    cachets: Mapped[int] = mapped_column(Integer, default=0)  # hundredths
    gross_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    folded: Mapped[str] = mapped_column(String(800), default="")
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("employer_id", "contacts"),
        tenant_fk("production_id", "productions"),
        CheckConstraint("end_on >= start_on", name="order"),
        CheckConstraint("annexe IN (8, 10)", name="annexe"),
        CheckConstraint("option_rank IN (1, 2)", name="option_rank"),
        Index("ix_engagements_days", "workspace_id", "start_on", "end_on"),
        Index("ix_engagements_employer", "workspace_id", "employer_id"),
        Index("ix_engagements_production", "workspace_id", "production_id"),
    )

    @property
    def minutes_towards_right(self) -> int:
        """What it is worth before the caps of its months; the régime général is worth nothing here."""
        if self.regime == Regime.GENERAL:
            return 0
        return self.minutes + cachets_to_minutes(self.cachets, self.end_on)


class Line(TenantScoped, Base):
    """What the contract pays, in its own unit; a contract may mix several. Nothing is converted."""

    __tablename__ = "engagement_lines"

    engagement_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    unit: Mapped[Unit] = mapped_column(String(10))
    label: Mapped[str | None] = mapped_column(String(100))
    quantity: Mapped[int] = mapped_column(Integer)  # hundredths of the unit
    minutes: Mapped[int] = mapped_column(Integer, default=0)  # declared hours; 0 for cachets, primes
    gross_cents: Mapped[int] = mapped_column(BigInteger, default=0)

    __table_args__ = (
        tenant_fk("engagement_id", "engagements", ondelete="CASCADE"),
        CheckConstraint("quantity >= 0 AND minutes >= 0", name="positive"),
        Index("ix_engagement_lines_engagement", "workspace_id", "engagement_id"),
    )


class PayPeriod(TenantScoped, Addressable, Base):
    """A stretch of a contract paid at once: one per civil month, or per week on many films.

    Without hours and cachets of its own it takes its share of the contract's, spread over its days.
    """

    __tablename__ = "pay_periods"

    engagement_id: Mapped[UUID] = mapped_column(Uuid)
    start_on: Mapped[date] = mapped_column(Date)
    end_on: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int | None] = mapped_column(Integer)
    cachets: Mapped[int | None] = mapped_column(Integer)  # hundredths
    days_worked: Mapped[int | None] = mapped_column(SmallInteger)
    gross_cents: Mapped[int | None] = mapped_column(BigInteger)
    net_expected_cents: Mapped[int | None] = mapped_column(BigInteger)
    paid_on: Mapped[date | None] = mapped_column(Date)
    net_received_cents: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("engagement_id", "engagements", ondelete="CASCADE"),
        CheckConstraint("end_on >= start_on", name="order"),
        Index("ix_pay_periods_engagement", "workspace_id", "engagement_id"),
    )


class Paper(TenantScoped, Addressable, Base):
    """One paper a contract, or one of its pay periods, must bring."""

    __tablename__ = "papers"

    engagement_id: Mapped[UUID] = mapped_column(Uuid)
    pay_period_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[PaperKind] = mapped_column(String(20))
    state: Mapped[PaperState] = mapped_column(String(10), default=PaperState.TO_COME)
    expected_on: Mapped[date | None] = mapped_column(Date)
    received_on: Mapped[date | None] = mapped_column(Date)
    # AEM only: seen in one's own space at France Travail, which alone makes hours certain.
    seen_on: Mapped[date | None] = mapped_column(Date)
    # AEM only: compared with the work, and found right.
    checked_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(500))
    document_id: Mapped[UUID | None] = mapped_column(Uuid)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("engagement_id", "engagements", ondelete="CASCADE"),
        tenant_fk("pay_period_id", "pay_periods", ondelete="CASCADE"),
        tenant_fk("document_id", "documents"),
        Index("ix_papers_engagement", "workspace_id", "engagement_id"),
        Index("ix_papers_state", "workspace_id", "state", "expected_on"),
    )
