"""Documents of productions, mails that bring papers, and files handed over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbound_addresses",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_inbound_addresses_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inbound_addresses")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_inbound_addresses_workspace_id")),
    )
    op.create_table(
        "inbound_mails",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_inbound_mails_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inbound_mails")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_inbound_mails_workspace_id_digest")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_inbound_mails_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_inbound_mails_received", "inbound_mails", ["workspace_id", "received_at"], unique=False
    )
    op.create_table(
        "handover_traces",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("handed_to", sa.String(length=200), nullable=False),
        sa.Column("by_name", sa.String(length=80), nullable=False),
        sa.Column("zip_size", sa.BigInteger(), nullable=False),
        sa.Column("zip_files", sa.Integer(), nullable=False),
        sa.Column("zip_sha256", sa.String(length=64), nullable=False),
        sa.Column("is_erased", sa.Boolean(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_handover_traces_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_handover_traces_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_handover_traces")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_handover_traces_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_handover_traces_production", "handover_traces", ["workspace_id", "production_id"], unique=False
    )
    op.create_table(
        "handovers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("handed_to", sa.String(length=200), nullable=False),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_by", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zip_key", sa.String(length=100), nullable=True),
        sa.Column("zip_size", sa.BigInteger(), nullable=True),
        sa.Column("zip_files", sa.Integer(), nullable=True),
        sa.Column("zip_sha256", sa.String(length=64), nullable=True),
        sa.Column("failure", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("erasers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.Column("erase_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_handovers_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_handovers_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_handovers_workspace_id_public_id")),
    )
    op.create_index("uq_handovers_production", "handovers", ["workspace_id", "production_id"], unique=True)
    op.create_table(
        "production_drops",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("refused", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_production_drops_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_production_drops_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_production_drops")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_production_drops_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_production_drops_production", "production_drops", ["workspace_id", "production_id"], unique=False
    )
    op.create_table(
        "production_papers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("drop_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("valid_until_on", sa.Date(), nullable=True),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("replaces_id <> id", name=op.f("ck_production_papers_replaces")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "document_id"],
            ["documents.workspace_id", "documents.id"],
            name=op.f("fk_production_papers_workspace_id_document_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "drop_id"],
            ["production_drops.workspace_id", "production_drops.id"],
            name=op.f("fk_production_papers_workspace_id_drop_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_production_papers_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "replaces_id"],
            ["production_papers.workspace_id", "production_papers.id"],
            name=op.f("fk_production_papers_workspace_id_replaces_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_production_papers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_production_papers")),
        sa.UniqueConstraint(
            "workspace_id", "document_id", name=op.f("uq_production_papers_workspace_id_document_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_production_papers_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_production_papers_production",
        "production_papers",
        ["workspace_id", "production_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "ix_production_papers_replaces", "production_papers", ["workspace_id", "replaces_id"], unique=False
    )
    op.add_column("documents", sa.Column("source", sa.String(length=200), nullable=True))
    op.alter_column(
        "documents",
        "media_type",
        existing_type=sa.VARCHAR(length=60),
        type_=sa.String(length=100),
        existing_nullable=False,
    )
    for table in (
        "inbound_addresses",
        "inbound_mails",
        "handover_traces",
        "handovers",
        "production_drops",
        "production_papers",
    ):
        lock(table)
