from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped


class DocumentKind(StrEnum):
    UNFILED = "unfiled"
    CONTRACT = "contract"
    AMENDMENT = "amendment"
    PAYSLIP = "payslip"
    AEM = "aem"
    CONGES_SPECTACLES = "conges_spectacles"
    WORK_CERTIFICATE = "work_certificate"
    FINAL_SETTLEMENT = "final_settlement"
    NOTIFICATION = "notification"
    PROOF = "proof"
    RECEIPT = "receipt"
    OTHER = "other"
    PRODUCTION = "production"  # shown in the pages of its production alone


class Retention(StrEnum):
    """How long a paper must be kept by the person it belongs to."""

    LIFE = "life"  # until retirement is settled: contracts, payslips, AEM, notifications
    TEN_YEARS = "ten_years"  # accounting papers, C. com. art. L123-22
    PRODUCTION = "production"  # the production's: leaves with its file
    FREE = "free"


class Document(Searchable, Addressable, TenantScoped, Base):
    """A file, its kind and its owner. Unfiled ones lie in the tray « À classer »."""

    __tablename__ = "documents"

    kind: Mapped[DocumentKind] = mapped_column(String(20), default=DocumentKind.UNFILED)
    title: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(700), default="")
    file_key: Mapped[str] = mapped_column(String(100))
    file_name: Mapped[str] = mapped_column(String(130))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    is_mine: Mapped[bool] = mapped_column(Boolean, default=True)  # mine for life, or the production's
    retention: Mapped[Retention] = mapped_column(String(12), default=Retention.LIFE)
    dated_on: Mapped[date | None] = mapped_column(Date)
    added_by: Mapped[UUID | None] = mapped_column(Uuid)
    source: Mapped[str | None] = mapped_column(String(200))  # who sent it, when it came by mail
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    filed_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("ix_documents_tray", "workspace_id", "filed_at", "created_at"),
    )

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    def refold(self) -> None:
        """Bring the searched words up to date after a change."""
        self.folded = fold(self.title, self.file_name)[:700]
