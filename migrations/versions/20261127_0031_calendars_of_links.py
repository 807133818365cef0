"""What the calendar of a link said last, and who left a crew is read by no link."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock
from migrations.shares import opens, share, share_anew

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

CREW = (
    "id", "public_id", "production_id", "contact_id", "department", "position", "contract_job", "credit_job",
    "role_number", "role_name", "unit", "start_on", "end_on", "contract_status", "deleted_at",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "share_calendars",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("said", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subscribed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "share_id"],
            ["shares.workspace_id", "shares.id"],
            name=op.f("fk_share_calendars_workspace_id_share_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_share_calendars_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_share_calendars")),
        sa.UniqueConstraint(
            "workspace_id", "share_id", name=op.f("uq_share_calendars_workspace_id_share_id")
        ),
    )
    lock("share_calendars")
    share(
        "share_calendars",
        ("id", "share_id", "said", "changed_at", "subscribed_at"),
        "share_id = (SELECT shared_link())",
    )
    share_anew("crew_members", CREW, f"{opens('crew')} AND deleted_at IS NULL")
