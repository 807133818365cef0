"""Tasks of a production: who does what, for when, after what."""

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("phase", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("owner_name", sa.String(length=200), nullable=True),
        sa.Column("depends_on_id", sa.Uuid(), nullable=True),
        sa.Column("model_key", sa.String(length=40), nullable=True),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "depends_on_id"],
            ["tasks.workspace_id", "tasks.id"],
            name=op.f("fk_tasks_workspace_id_depends_on_id"),
            ondelete="SET NULL (depends_on_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_tasks_workspace_id_owner_id"),
            ondelete="SET NULL (owner_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_tasks_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_tasks_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_tasks_workspace_id_public_id")),
    )
    op.create_index("ix_tasks_due", "tasks", ["workspace_id", "due_on"], unique=False)
    op.create_index("ix_tasks_production", "tasks", ["workspace_id", "production_id"], unique=False)
    for table in ("tasks",):
        lock(table)
