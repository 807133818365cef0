from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import TenantScoped
from webapp.domain.rights.allowance import Tax


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
    # What else the letter says; a figure that is known rules over the estimate of it.
    registered_on: Mapped[date | None] = mapped_column(Date)
    sr_cents: Mapped[int | None] = mapped_column(BigInteger)
    nht_minutes: Mapped[int | None] = mapped_column(Integer)
    deferral_days: Mapped[int | None] = mapped_column(SmallInteger)
    waiting_days: Mapped[int | None] = mapped_column(SmallInteger)
    holiday_days: Mapped[int | None] = mapped_column(SmallInteger)  # franchise congés payés, the whole
    wage_days: Mapped[int | None] = mapped_column(SmallInteger)  # franchise salaires, the whole
    # What the person is, for the count and the net.
    has_derogation: Mapped[bool] = mapped_column(Boolean, default=False)
    is_alsace_moselle: Mapped[bool] = mapped_column(Boolean, default=False)
    tax: Mapped[Tax] = mapped_column(String(10), default=Tax.FULL)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        CheckConstraint("is_first_request OR fct_on IS NOT NULL", name="fct"),
        CheckConstraint("annexe IN (8, 10)", name="annexe"),
    )
