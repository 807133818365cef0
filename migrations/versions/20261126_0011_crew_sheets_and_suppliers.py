"""What a crew is asked, kept sealed and apart; the suppliers of a production; who left a crew, and when."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suppliers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_suppliers_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_suppliers_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_suppliers_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_suppliers_workspace_id_public_id")),
    )
    op.create_index("ix_suppliers_contact", "suppliers", ["workspace_id", "contact_id"], unique=False)
    op.create_index("ix_suppliers_production", "suppliers", ["workspace_id", "production_id"], unique=False)
    op.create_table(
        "private_sheets",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("health", sa.LargeBinary(), nullable=True),
        sa.Column("filled", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("health_consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_private_sheets_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_private_sheets_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_private_sheets")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", name=op.f("uq_private_sheets_workspace_id_member_id")
        ),
    )
    op.add_column("crew_members", sa.Column("contract_sent_on", sa.Date(), nullable=True))
    op.add_column(
        "crew_members",
        sa.Column("shares_phone", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column("crew_members", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("crew_members", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    for table in (
        "suppliers",
        "private_sheets",
    ):
        lock(table)
