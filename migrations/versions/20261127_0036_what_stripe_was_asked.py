"""What was asked of Stripe, and what was told of the plan."""

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_mails",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_plan_mails_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_plan_mails")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_plan_mails_workspace_id_key")),
    )
    op.create_table(
        "subscription_askings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.String(length=9), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terms", sa.String(length=64), nullable=True),
        sa.Column("session_id", sa.String(length=100), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "wish IN ('subscribe', 'switch', 'stop', 'keep', 'pause', 'resume')",
            name=op.f("ck_subscription_askings_wish"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_subscription_askings_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_subscription_askings")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_subscription_askings_workspace_id")),
    )
    for table in (
        "plan_mails",
        "subscription_askings",
    ):
        lock(table)
