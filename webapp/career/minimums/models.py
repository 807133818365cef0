from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped
from webapp.domain.career.minimums import Basis


class JobMinimum(Addressable, TenantScoped, Base):
    """From a day on, the least that a convention lets a function be paid, as the person read it somewhere."""

    __tablename__ = "career_minimums"

    job: Mapped[str] = mapped_column(String(200))
    job_key: Mapped[str] = mapped_column(String(400))
    from_on: Mapped[date] = mapped_column(Date)
    basis: Mapped[Basis] = mapped_column(String(4))
    cents: Mapped[int] = mapped_column(BigInteger)
    minutes: Mapped[int] = mapped_column(SmallInteger)  # that the week or the day pays
    convention: Mapped[str | None] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("cents > 0 AND minutes > 0", name="positive"),
    )
