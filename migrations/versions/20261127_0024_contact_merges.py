"""Two contacts are made one, and two again: what moved is remembered; a contact may hold a client that was replaced."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every client is looked at for its new key: the lock is lifted meanwhile, for the owner of the table alone."""
    op.execute("ALTER TABLE clients NO FORCE ROW LEVEL SECURITY")
    op.create_table(
        "contact_merges",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("moves", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("copies", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_name", sa.String(length=200), nullable=True),
        sa.Column("stayed", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "gone_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_merges_workspace_id_gone_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kept_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contact_merges_workspace_id_kept_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_contact_merges_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact_merges")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_contact_merges_workspace_id_public_id")
        ),
    )
    op.create_index("ix_contact_merges_at", "contact_merges", ["workspace_id", "at"], unique=False)
    op.create_index("ix_contact_merges_gone", "contact_merges", ["workspace_id", "gone_id"], unique=False)
    op.create_index("ix_contact_merges_kept", "contact_merges", ["workspace_id", "kept_id"], unique=False)
    op.create_table(
        "contacts_apart",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "one_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contacts_apart_workspace_id_one_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "other_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contacts_apart_workspace_id_other_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_contacts_apart_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contacts_apart")),
    )
    op.create_index("ix_contacts_apart_one", "contacts_apart", ["workspace_id", "one_id"], unique=False)
    op.create_index("ix_contacts_apart_other", "contacts_apart", ["workspace_id", "other_id"], unique=False)
    op.add_column("clients", sa.Column("replaced_by_id", sa.Uuid(), nullable=True))
    op.drop_constraint(op.f("uq_clients_workspace_id_contact_id"), "clients", type_="unique")
    op.create_index(
        "uq_clients_workspace_id_contact_id",
        "clients",
        ["workspace_id", "contact_id"],
        unique=True,
        postgresql_where=sa.text("replaced_by_id IS NULL"),
    )
    op.create_index("ix_clients_contact", "clients", ["workspace_id", "contact_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_clients_workspace_id_replaced_by_id"),
        "clients",
        "clients",
        ["workspace_id", "replaced_by_id"],
        ["workspace_id", "id"],
        ondelete="RESTRICT",
    )
    for table in (
        "contact_merges",
        "contacts_apart",
    ):
        lock(table)
    op.execute("ALTER TABLE clients FORCE ROW LEVEL SECURITY")
