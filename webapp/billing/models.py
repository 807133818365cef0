from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class Subscription(TenantScoped, Base):
    """What Stripe last said of the subscription of this workspace, and its trial. Written by `refresh` and `repair`
    alone, as Stripe answers them, but for the trial and the productions kept, which are ours."""

    __tablename__ = "subscriptions"

    stripe_id: Mapped[str | None] = mapped_column(String(80))
    status: Mapped[str | None] = mapped_column(String(20))
    price: Mapped[str | None] = mapped_column(String(60))  # lookup key
    seats: Mapped[int] = mapped_column(SmallInteger, default=0)
    others: Mapped[int] = mapped_column(
        SmallInteger, default=0, server_default="0"
    )  # paid for besides this one
    amount_cents: Mapped[int | None] = mapped_column()  # of the next period
    period_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    cancels_at: Mapped[datetime | None] = mapped_column(Instant)
    past_due_since: Mapped[datetime | None] = mapped_column(Instant)
    resumes_at: Mapped[datetime | None] = mapped_column(Instant)  # a pause, until the day chosen
    method: Mapped[str | None] = mapped_column(String(80))  # `card 4242`, `sepa_debit 2606`
    refreshed_at: Mapped[datetime | None] = mapped_column(
        Instant
    )  # when Stripe was asked, not when it answered
    trial_started_at: Mapped[datetime | None] = mapped_column(Instant)
    trial_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    kept: Mapped[list[str]] = mapped_column(JSONB, default=list)  # ids of the productions chosen
    kept_at: Mapped[datetime | None] = mapped_column(Instant)  # the last choice made in Libre

    __table_args__ = (UniqueConstraint("workspace_id"),)


class PassState(StrEnum):
    WAITING = "waiting"  # to be paid
    PAYING = "paying"  # a debit on its way: open meanwhile
    PAID = "paid"
    FAILED = "failed"


class ProductionPass(Addressable, TenantScoped, Base):
    """Three months of Pro for one production, paid once, by the person or by the company."""

    __tablename__ = "production_passes"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    session_id: Mapped[str | None] = mapped_column(String(100))  # of Checkout
    state: Mapped[PassState] = mapped_column(String(8), default=PassState.WAITING)
    is_for_company: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    invoice_url: Mapped[str | None] = mapped_column(String(500))
    payer: Mapped[str | None] = mapped_column(String(200))
    # What a company pays by: a link of ours, which finds the page of payment again or makes another.
    link_id: Mapped[UUID | None] = mapped_column(Uuid)
    pages: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")  # of payment, made so far
    sent_to: Mapped[str | None] = mapped_column(String(254))
    sent_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def is_bought(self) -> bool:
        """Paid, or by a debit on its way: its production is open until `ends_at`."""
        return self.state in (PassState.PAID, PassState.PAYING)

    @property
    def is_returned(self) -> bool:
        """Paid, and given back since: it is over, and lengthens no other."""
        return self.state == PassState.PAID and self.starts_at is None

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "session_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        CheckConstraint("state IN ('waiting', 'paying', 'paid', 'failed')", name="state"),
        Index("ix_production_passes_production", "workspace_id", "production_id"),
    )


class StripeCustomer(Base):
    """Whose customer this is: read before a workspace is known, holds nothing about a person."""

    __tablename__ = "stripe_customers"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("workspaces.id", ondelete="CASCADE"), unique=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)


class StripeEvent(Base):
    """Each event once, whatever the times it comes; not what it says, which is asked again."""

    __tablename__ = "stripe_events"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    type: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(
        Instant
    )  # what it changed is kept, or it changed nothing
    error: Mapped[str | None] = mapped_column(String(80))  # of the last try, by its name alone
