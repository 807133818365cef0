"""Papers are asked for and AEM checked: reminders, differences, the object number of a production."""

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("papers", sa.Column("checked_on", sa.Date(), nullable=True))
    op.add_column("productions", sa.Column("object_number", sa.String(length=20), nullable=True))
    op.create_table(
        "paper_reminders",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reminder_id", sa.String(length=12), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("tone", sa.String(length=10), nullable=False),
        sa.Column("by_name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "paper_id"],
            ["papers.workspace_id", "papers.id"],
            name=op.f("fk_paper_reminders_workspace_id_paper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_paper_reminders_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_paper_reminders")),
        sa.UniqueConstraint(
            "workspace_id",
            "reminder_id",
            "paper_id",
            name=op.f("uq_paper_reminders_workspace_id_reminder_id_paper_id"),
        ),
    )
    op.create_index("ix_paper_reminders_paper", "paper_reminders", ["workspace_id", "paper_id"], unique=False)
    op.create_table(
        "aem_differences",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=10), nullable=False),
        sa.Column("expected", sa.String(length=200), nullable=False),
        sa.Column("received", sa.String(length=200), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "paper_id"],
            ["papers.workspace_id", "papers.id"],
            name=op.f("fk_aem_differences_workspace_id_paper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_aem_differences_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_aem_differences")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_aem_differences_workspace_id_public_id")
        ),
    )
    op.create_index("ix_aem_differences_paper", "aem_differences", ["workspace_id", "paper_id"], unique=False)
    for table in ("paper_reminders", "aem_differences"):
        lock(table)


def downgrade() -> None:
    op.drop_table("aem_differences")
    op.drop_table("paper_reminders")
    op.drop_column("productions", "object_number")
    op.drop_column("papers", "checked_on")
