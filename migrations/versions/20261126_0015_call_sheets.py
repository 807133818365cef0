"""Call sheets have their versions, and each person of one a receipt."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_sheets",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_on", sa.Date(), nullable=False),
        sa.Column("unit", sa.SmallInteger(), nullable=False),
        sa.Column("group_link_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("unit BETWEEN 1 AND 9", name=op.f("ck_call_sheets_unit")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_call_sheets_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_call_sheets_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_call_sheets")),
        sa.UniqueConstraint(
            "workspace_id",
            "production_id",
            "sheet_on",
            "unit",
            name=op.f("uq_call_sheets_workspace_id_production_id_sheet_on_unit"),
        ),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_call_sheets_workspace_id_public_id")),
    )
    op.create_table(
        "call_sheet_versions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("approved_by", sa.String(length=200), nullable=True),
        sa.Column("approved_job", sa.String(length=200), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_minute", sa.SmallInteger(), nullable=True),
        sa.Column("file_key", sa.String(length=100), nullable=True),
        sa.Column("file_name", sa.String(length=130), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("recipients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tells_others", sa.Boolean(), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=True),
        sa.Column("reply_to", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 99", name=op.f("ck_call_sheet_versions_number")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["call_sheets.workspace_id", "call_sheets.id"],
            name=op.f("fk_call_sheet_versions_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_call_sheet_versions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_call_sheet_versions")),
        sa.UniqueConstraint(
            "workspace_id",
            "sheet_id",
            "number",
            name=op.f("uq_call_sheet_versions_workspace_id_sheet_id_number"),
        ),
    )
    op.create_table(
        "call_receipts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("member_key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("is_called", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_by_group", sa.Boolean(), nullable=False),
        sa.Column("worry", sa.String(length=5000), nullable=True),
        sa.Column("worried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["call_sheets.workspace_id", "call_sheets.id"],
            name=op.f("fk_call_receipts_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["call_sheet_versions.workspace_id", "call_sheet_versions.id"],
            name=op.f("fk_call_receipts_workspace_id_version_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_call_receipts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_call_receipts")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_call_receipts_workspace_id_public_id")
        ),
        sa.UniqueConstraint(
            "workspace_id",
            "version_id",
            "member_key",
            name=op.f("uq_call_receipts_workspace_id_version_id_member_key"),
        ),
    )
    op.create_index("ix_call_receipts_sheet", "call_receipts", ["workspace_id", "sheet_id"], unique=False)
    for table in (
        "call_sheets",
        "call_sheet_versions",
        "call_receipts",
    ):
        lock(table)
