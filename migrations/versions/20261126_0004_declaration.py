"""The month's declaration: copies kept, reminders sent, members who want none."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import JOBS, lock

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What the queue may know of the workspaces, to give each a job: their ids, and nothing else. Web may not ask.
EVERY_WORKSPACE = """
CREATE FUNCTION every_workspace() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM workspaces ORDER BY id
$$;
REVOKE EXECUTE ON FUNCTION every_workspace FROM PUBLIC;
"""


def upgrade() -> None:
    op.create_table(
        "declarations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("situations", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("extract(day from month_on) = 1", name=op.f("ck_declarations_month")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_declarations_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_declarations")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_declarations_workspace_id_public_id")),
    )
    op.create_index(
        "ix_declarations_month", "declarations", ["workspace_id", "month_on", "declared_at"], unique=False
    )
    op.create_table(
        "declaration_reminders",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("reminder", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_declaration_reminders_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_declaration_reminders")),
        sa.UniqueConstraint(
            "workspace_id", "month_on", "reminder", "account_id", name="uq_declaration_reminders_once"
        ),
    )
    op.create_table(
        "declaration_silences",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_declaration_silences_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_declaration_silences")),
        sa.UniqueConstraint(
            "workspace_id", "account_id", name=op.f("uq_declaration_silences_workspace_id_account_id")
        ),
    )
    for table in ("declarations", "declaration_reminders", "declaration_silences"):
        lock(table)
    op.execute(EVERY_WORKSPACE)
    op.execute(f"GRANT EXECUTE ON FUNCTION every_workspace TO {JOBS}")


def downgrade() -> None:
    op.execute("DROP FUNCTION every_workspace")
    for table in ("declaration_silences", "declaration_reminders", "declarations"):
        op.drop_table(table)
