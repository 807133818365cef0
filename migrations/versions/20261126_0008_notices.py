"""What is told by mail is told once, and each person may stop it."""

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_silences",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_notice_silences_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notice_silences")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "notice",
            name=op.f("uq_notice_silences_workspace_id_account_id_notice"),
        ),
    )
    op.create_table(
        "sent_notices",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_sent_notices_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sent_notices")),
        sa.UniqueConstraint("workspace_id", "notice", "key", "account_id", name="uq_sent_notices_once"),
    )
    for table in (
        "notice_silences",
        "sent_notices",
    ):
        lock(table)
