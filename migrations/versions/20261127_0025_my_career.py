"""The career has a room: titles remembered by hand, minimums of conventions, the CV, the ZIP of the coffre."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "career_cv_settings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("licence", sa.String(length=50), nullable=True),
        sa.Column("languages_fr", sa.String(length=200), nullable=True),
        sa.Column("languages_en", sa.String(length=200), nullable=True),
        sa.Column("intro_fr", sa.String(length=400), nullable=True),
        sa.Column("intro_en", sa.String(length=400), nullable=True),
        sa.Column("skills_fr", sa.String(length=400), nullable=True),
        sa.Column("skills_en", sa.String(length=400), nullable=True),
        sa.Column("shown", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("job_words", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_career_cv_settings_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_career_cv_settings")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_career_cv_settings_workspace_id")),
    )
    op.create_table(
        "career_minimums",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("job_key", sa.String(length=400), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=4), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("convention", sa.String(length=100), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cents > 0 AND minutes > 0", name=op.f("ck_career_minimums_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_career_minimums_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_career_minimums")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_career_minimums_workspace_id_public_id")
        ),
    )
    op.create_table(
        "career_titles",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("first_year", sa.SmallInteger(), nullable=False),
        sa.Column("last_year", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("director", sa.String(length=200), nullable=True),
        sa.Column("company", sa.String(length=200), nullable=True),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_year >= first_year", name=op.f("ck_career_titles_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_career_titles_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_career_titles")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_career_titles_workspace_id_public_id")
        ),
    )
    op.create_table(
        "career_vaults",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_by", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("zip_key", sa.String(length=100), nullable=True),
        sa.Column("zip_size", sa.BigInteger(), nullable=True),
        sa.Column("zip_files", sa.Integer(), nullable=True),
        sa.Column("zip_sha256", sa.String(length=64), nullable=True),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("failure", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_career_vaults_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_career_vaults")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_career_vaults_workspace_id")),
    )
    op.create_table(
        "career_hidden_titles",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_career_hidden_titles_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_career_hidden_titles_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_career_hidden_titles")),
        sa.UniqueConstraint(
            "workspace_id", "production_id", name=op.f("uq_career_hidden_titles_workspace_id_production_id")
        ),
    )
    for table in (
        "career_cv_settings",
        "career_minimums",
        "career_titles",
        "career_vaults",
        "career_hidden_titles",
    ):
        lock(table)
