from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import new_id
from webapp.domain.permissions import Role


class Workspace(Base):
    """The tenant. Its row is seen by its members alone."""

    __tablename__ = "workspaces"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    # What the first steps have shown or been told to stop showing.
    welcomed_at: Mapped[datetime | None] = mapped_column(Instant)
    # Counted on by core/versions.
    version: Mapped[int] = mapped_column(BigInteger, server_default="0")

    __table_args__ = (CheckConstraint("slug ~ '^[a-z0-9](-?[a-z0-9])*$'", name="slug"),)


class Membership(Base):
    """A person in a workspace, under the name the others see."""

    __tablename__ = "memberships"

    workspace_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[Role] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (CheckConstraint("role IN ('owner', 'editor', 'viewer')", name="role"),)
