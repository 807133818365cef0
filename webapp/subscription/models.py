from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped


class Wish(StrEnum):
    """What Stripe was asked for."""

    SUBSCRIBE = "subscribe"
    SWITCH = "switch"
    STOP = "stop"
    KEEP = "keep"
    PAUSE = "pause"
    RESUME = "resume"


class Asking(TenantScoped, Base):
    """What a workspace last asked of Stripe, its page of payment with it: one row, never the state of the plan."""

    __tablename__ = "subscription_askings"

    wish: Mapped[Wish] = mapped_column(String(9))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    # Of a page of payment: the terms it was made for, and where it is.
    terms: Mapped[str | None] = mapped_column(String(64))
    session_id: Mapped[str | None] = mapped_column(String(100))
    url: Mapped[str | None] = mapped_column(String(2000))

    __table_args__ = (
        UniqueConstraint("workspace_id"),
        CheckConstraint(
            "wish IN ('subscribe', 'switch', 'stop', 'keep', 'pause', 'resume')",
            name="wish",
        ),
    )


class PlanMail(TenantScoped, Base):
    """What was told of the plan, once."""

    __tablename__ = "plan_mails"

    key: Mapped[str] = mapped_column(String(120))
    sent_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (UniqueConstraint("workspace_id", "key"),)
