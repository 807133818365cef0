"""The other periods of a career, and the income received."""

import sqlalchemy as sa
from alembic import op

from migrations.locks import lock

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rights_periods",
        *_kept(),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("in_contract", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("is_paid_by_unemployment", sa.Boolean(), nullable=False),
        sa.Column("is_indemnified", sa.Boolean(), nullable=False),
        sa.Column("is_legitimate", sa.Boolean(), nullable=False),
        sa.Column("is_proven", sa.Boolean(), nullable=False),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_rights_periods_days")),
        sa.CheckConstraint("minutes >= 0 AND gross_cents >= 0", name=op.f("ck_rights_periods_amounts")),
        *_held("rights_periods"),
    )
    op.create_index("ix_rights_periods_start", "rights_periods", ["workspace_id", "start_on"], unique=False)
    op.create_table(
        "rights_incomes",
        *_kept(),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_rights_incomes_cents")),
        sa.CheckConstraint("EXTRACT(day FROM month) = 1", name=op.f("ck_rights_incomes_month")),
        sa.CheckConstraint("days BETWEEN 0 AND 31", name=op.f("ck_rights_incomes_days")),
        *_held("rights_incomes"),
    )
    op.create_index("ix_rights_incomes_month", "rights_incomes", ["workspace_id", "month"], unique=False)
    op.create_index(
        "uq_rights_incomes_monthly",
        "rights_incomes",
        ["workspace_id", "kind", "month"],
        unique=True,
        postgresql_where=sa.text("kind <> 'conges_spectacles'"),
    )
    for table in ("rights_periods", "rights_incomes"):
        lock(table)


def downgrade() -> None:
    op.drop_table("rights_incomes")
    op.drop_table("rights_periods")


def _kept() -> list[sa.Column]:
    """What both tables say of a row and of its proof."""
    return [
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _held(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["workspace_id", "document_id"],
            ["documents.workspace_id", "documents.id"],
            name=op.f(f"fk_{table}_workspace_id_document_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f(f"uq_{table}_workspace_id_public_id")),
    ]
