"""Places, days and their strips, sequences, services, and the people of a production."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "places",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=700), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("access", sa.String(length=2000), nullable=True),
        sa.Column("parking", sa.String(length=2000), nullable=True),
        sa.Column("power", sa.String(length=1000), nullable=True),
        sa.Column("hospital", sa.String(length=400), nullable=True),
        sa.Column("hospital_phone", sa.String(length=40), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("stage_width", sa.Integer(), nullable=True),
        sa.Column("stage_depth", sa.Integer(), nullable=True),
        sa.Column("stage_height", sa.Integer(), nullable=True),
        sa.Column("truck_access", sa.String(length=1000), nullable=True),
        sa.Column("dressing_rooms", sa.String(length=1000), nullable=True),
        sa.Column("hotels", sa.String(length=2000), nullable=True),
        sa.Column("notes", sa.String(length=5000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_places_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_places_longitude")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_places_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_places")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_places_workspace_id_public_id")),
    )
    op.create_index("ix_places_folded", "places", ["workspace_id", "folded"], unique=False)
    op.create_table(
        "place_keepers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("job", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "place_id"],
            ["places.workspace_id", "places.id"],
            name=op.f("fk_place_keepers_workspace_id_place_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_place_keepers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_place_keepers")),
    )
    op.create_index("ix_place_keepers_place", "place_keepers", ["workspace_id", "place_id"], unique=False)
    op.create_table(
        "crew_members",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("department", sa.String(length=12), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("contract_job", sa.String(length=200), nullable=False),
        sa.Column("credit_job", sa.String(length=200), nullable=True),
        sa.Column("role_number", sa.String(length=8), nullable=True),
        sa.Column("role_name", sa.String(length=200), nullable=True),
        sa.Column("unit", sa.SmallInteger(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("contract_status", sa.String(length=10), nullable=False),
        sa.Column("dpae_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_crew_members_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "agent_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_crew_members_workspace_id_agent_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_crew_members_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_crew_members_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_crew_members_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_crew_members")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_crew_members_workspace_id_public_id")),
    )
    op.create_index("ix_crew_members_contact", "crew_members", ["workspace_id", "contact_id"], unique=False)
    op.create_index(
        "ix_crew_members_production", "crew_members", ["workspace_id", "production_id"], unique=False
    )
    op.create_table(
        "production_days",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.SmallInteger(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("call_minute", sa.SmallInteger(), nullable=True),
        sa.Column("ready_minute", sa.SmallInteger(), nullable=True),
        sa.Column("meal_minute", sa.SmallInteger(), nullable=True),
        sa.Column("end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("is_continuous", sa.Boolean(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("unit BETWEEN 1 AND 9", name=op.f("ck_production_days_unit")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "place_id"],
            ["places.workspace_id", "places.id"],
            name=op.f("fk_production_days_workspace_id_place_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_production_days_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_production_days_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_production_days")),
        sa.UniqueConstraint(
            "workspace_id",
            "production_id",
            "day_on",
            "unit",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_production_days_workspace_id_production_id_day_on_unit"),
        ),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_production_days_workspace_id_public_id")
        ),
    )
    op.create_index("ix_production_days_on", "production_days", ["workspace_id", "day_on"], unique=False)
    op.create_table(
        "sequences",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("sort_key", sa.String(length=40), nullable=False),
        sa.Column("effect", sa.String(length=5), nullable=True),
        sa.Column("light", sa.String(length=6), nullable=True),
        sa.Column("set_name", sa.String(length=200), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("summary", sa.String(length=1000), nullable=True),
        sa.Column("story_day", sa.String(length=40), nullable=True),
        sa.Column("eighths", sa.SmallInteger(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("roles", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("extras", sa.SmallInteger(), nullable=True),
        sa.Column("needs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "eighths >= 0 AND seconds >= 0 AND extras >= 0", name=op.f("ck_sequences_positive")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "place_id"],
            ["places.workspace_id", "places.id"],
            name=op.f("fk_sequences_workspace_id_place_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_sequences_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_sequences_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sequences")),
        sa.UniqueConstraint(
            "workspace_id",
            "production_id",
            "number",
            name=op.f("uq_sequences_workspace_id_production_id_number"),
        ),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_sequences_workspace_id_public_id")),
    )
    op.create_table(
        "services",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("half", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("start_minute", sa.SmallInteger(), nullable=True),
        sa.Column("end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("text", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "day_id"],
            ["production_days.workspace_id", "production_days.id"],
            name=op.f("fk_services_workspace_id_day_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_services_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_services")),
    )
    op.create_index("ix_services_day", "services", ["workspace_id", "day_id"], unique=False)
    op.create_table(
        "strips",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sequence_id", sa.Uuid(), nullable=True),
        sa.Column("minute", sa.SmallInteger(), nullable=True),
        sa.Column("text", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "day_id"],
            ["production_days.workspace_id", "production_days.id"],
            name=op.f("fk_strips_workspace_id_day_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sequence_id"],
            ["sequences.workspace_id", "sequences.id"],
            name=op.f("fk_strips_workspace_id_sequence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_strips_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_strips")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_strips_workspace_id_public_id")),
    )
    op.create_index("ix_strips_day", "strips", ["workspace_id", "day_id"], unique=False)
    op.create_index("ix_strips_sequence", "strips", ["workspace_id", "sequence_id"], unique=False)
    for table in (
        "places",
        "place_keepers",
        "crew_members",
        "production_days",
        "sequences",
        "services",
        "strips",
    ):
        lock(table)
