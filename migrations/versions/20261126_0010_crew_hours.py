"""The hours of a crew, day by day, and the weeks attested."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hours_rules",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("day_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("night_start", sa.SmallInteger(), nullable=False),
        sa.Column("night_end", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_hours_rules_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_hours_rules_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_hours_rules")),
        sa.UniqueConstraint(
            "workspace_id", "production_id", name=op.f("uq_hours_rules_workspace_id_production_id")
        ),
    )
    op.create_table(
        "hours_weeks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("attested_by", sa.String(length=200), nullable=True),
        sa.Column("attested_job", sa.String(length=200), nullable=True),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("frozen", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(attested_on IS NULL) = (frozen IS NULL)", name=op.f("ck_hours_weeks_frozen")),
        sa.CheckConstraint("extract(isodow from week_on) = 1", name=op.f("ck_hours_weeks_monday")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_hours_weeks_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_hours_weeks_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_hours_weeks")),
        sa.UniqueConstraint(
            "workspace_id",
            "production_id",
            "week_on",
            "version",
            name=op.f("uq_hours_weeks_workspace_id_production_id_week_on_version"),
        ),
    )
    op.create_table(
        "hours_entries",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("call_minute", sa.SmallInteger(), nullable=True),
        sa.Column("start_minute", sa.SmallInteger(), nullable=True),
        sa.Column("break_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("travel_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("is_absent", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(length=200), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("is_absent OR start_minute IS NOT NULL", name=op.f("ck_hours_entries_start")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_hours_entries_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_hours_entries_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_hours_entries")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "day_on", name=op.f("uq_hours_entries_workspace_id_member_id_day_on")
        ),
    )
    op.create_index("ix_hours_entries_day", "hours_entries", ["workspace_id", "day_on"], unique=False)
    for table in (
        "hours_rules",
        "hours_weeks",
        "hours_entries",
    ):
        lock(table)
