from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Index, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, validates

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.productions.models import PhaseKind


class Task(Searchable, Addressable, TenantScoped, Base):
    """Something to do for a production; `owner_id` is someone of its crew, `owner_name` anybody else."""

    __tablename__ = "tasks"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    title: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(300), default="")
    phase: Mapped[PhaseKind] = mapped_column(String(12), default=PhaseKind.PREPARATION)
    due_on: Mapped[date | None] = mapped_column(Date)
    owner_id: Mapped[UUID | None] = mapped_column(Uuid)
    owner_name: Mapped[str | None] = mapped_column(String(200))
    depends_on_id: Mapped[UUID | None] = mapped_column(Uuid)
    model_key: Mapped[str | None] = mapped_column(String(40))  # the line of a model it was made from
    notes: Mapped[str | None] = mapped_column(String(2000))
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("owner_id", "crew_members", ondelete="SET NULL (owner_id)"),
        tenant_fk("depends_on_id", "tasks", ondelete="SET NULL (depends_on_id)"),
        Index("ix_tasks_production", "workspace_id", "production_id"),
        Index("ix_tasks_due", "workspace_id", "due_on"),
    )

    @validates("title")
    def _refold(self, _key: str, title: str) -> str:
        self.folded = fold(title)[:300]
        return title
