"""Calendars of elsewhere, and their events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_subscriptions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("hue", sa.SmallInteger(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=True),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("is_endless", sa.Boolean(), nullable=False),
        sa.Column("draft", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint("hue BETWEEN 1 AND 6", name=op.f("ck_calendar_subscriptions_hue")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_calendar_subscriptions_workspace_id_production_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_calendar_subscriptions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_calendar_subscriptions")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_calendar_subscriptions_workspace_id_public_id")
        ),
    )
    op.create_table(
        "imported_events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.String(length=25), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.SmallInteger(), nullable=True),
        sa.Column("end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_imported_events_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subscription_id"],
            ["calendar_subscriptions.workspace_id", "calendar_subscriptions.id"],
            name=op.f("fk_imported_events_workspace_id_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_imported_events_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imported_events")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_imported_events_workspace_id_public_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "uid", "occurrence", name=op.f("uq_imported_events_workspace_id_uid_occurrence")
        ),
    )
    op.create_index(
        "ix_imported_events_days", "imported_events", ["workspace_id", "start_on", "end_on"], unique=False
    )
    op.create_index(
        "ix_imported_events_subscription",
        "imported_events",
        ["workspace_id", "subscription_id"],
        unique=False,
    )
    for table in (
        "calendar_subscriptions",
        "imported_events",
    ):
        lock(table)
