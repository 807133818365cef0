from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped


class Opening(TenantScoped, Base):
    """The last opening of rights as the person knows it: from when hours count anew.

    The newest row rules; older ones stay as a trace.
    """

    __tablename__ = "rights_openings"

    is_first_request: Mapped[bool] = mapped_column(Boolean)
    fct_on: Mapped[date | None] = mapped_column(Date)
    anniversary_on: Mapped[date | None] = mapped_column(Date)
    aj_cents: Mapped[int | None] = mapped_column(BigInteger)
    annexe: Mapped[int] = mapped_column(SmallInteger, default=8)
    notified_on: Mapped[date | None] = mapped_column(Date)
    born_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        CheckConstraint("is_first_request OR fct_on IS NOT NULL", name="fct"),
        CheckConstraint("annexe IN (8, 10)", name="annexe"),
    )
