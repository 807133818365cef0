"""The feuilles de route of a tour, with their trips, rooms, meals and the rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "route_sheets",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("contract_number", sa.String(length=60), nullable=True),
        sa.Column("contract_state", sa.String(length=10), nullable=False),
        sa.Column("contract_on", sa.Date(), nullable=True),
        sa.Column("show_minute", sa.SmallInteger(), nullable=True),
        sa.Column("doors_minute", sa.SmallInteger(), nullable=True),
        sa.Column("length_minutes", sa.SmallInteger(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=200), nullable=True),
        sa.Column("strike_on", sa.Date(), nullable=True),
        sa.Column("strike_minute", sa.SmallInteger(), nullable=True),
        sa.Column("strike_text", sa.String(length=1000), nullable=True),
        sa.Column("leave_on", sa.Date(), nullable=True),
        sa.Column("leave_minute", sa.SmallInteger(), nullable=True),
        sa.Column("leave_text", sa.String(length=1000), nullable=True),
        sa.Column("spared", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("capacity >= 0 AND length_minutes >= 0", name=op.f("ck_route_sheets_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "day_id"],
            ["production_days.workspace_id", "production_days.id"],
            name=op.f("fk_route_sheets_workspace_id_day_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_route_sheets_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_sheets_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_sheets")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_route_sheets_workspace_id_public_id")),
    )
    op.create_index("ix_route_sheets_day", "route_sheets", ["workspace_id", "day_id"], unique=False)
    op.create_index(
        "ix_route_sheets_production", "route_sheets", ["workspace_id", "production_id"], unique=False
    )
    op.create_table(
        "route_allowances",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("label", sa.String(length=100), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("rate_cents", sa.Integer(), nullable=False),
        sa.Column("payer", sa.String(length=100), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("days >= 0 AND rate_cents >= 0", name=op.f("ck_route_allowances_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_route_allowances_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_allowances_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_route_allowances_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_allowances")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_route_allowances_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_route_allowances_sheet", "route_allowances", ["workspace_id", "sheet_id"], unique=False
    )
    op.create_table(
        "route_calls",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("job", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("shows_phone", sa.Boolean(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_route_calls_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_calls_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_calls_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_calls")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_route_calls_workspace_id_public_id")),
    )
    op.create_index("ix_route_calls_sheet", "route_calls", ["workspace_id", "sheet_id"], unique=False)
    op.create_table(
        "route_invitations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("invited_by", sa.String(length=200), nullable=True),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("count >= 1", name=op.f("ck_route_invitations_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_route_invitations_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_invitations_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_route_invitations_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_invitations")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_route_invitations_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_route_invitations_sheet", "route_invitations", ["workspace_id", "sheet_id"], unique=False
    )
    op.create_table(
        "route_meals",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("meal_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.SmallInteger(), nullable=True),
        sa.Column("what", sa.String(length=100), nullable=False),
        sa.Column("meal_at", sa.String(length=200), nullable=True),
        sa.Column("payer", sa.String(length=100), nullable=True),
        sa.Column("count", sa.SmallInteger(), nullable=True),
        sa.Column("diets", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("count >= 0", name=op.f("ck_route_meals_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_meals_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_meals_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_meals")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_route_meals_workspace_id_public_id")),
    )
    op.create_index("ix_route_meals_sheet", "route_meals", ["workspace_id", "sheet_id"], unique=False)
    op.create_table(
        "route_rooms",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("hotel", sa.String(length=200), nullable=True),
        sa.Column("arrive_on", sa.Date(), nullable=False),
        sa.Column("leave_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("confirmation", sa.String(length=60), nullable=True),
        sa.Column("has_breakfast", sa.Boolean(), nullable=False),
        sa.Column("payer", sa.String(length=100), nullable=True),
        sa.Column("notes", sa.String(length=1000), nullable=True),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("leave_on >= arrive_on", name=op.f("ck_route_rooms_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "place_id"],
            ["places.workspace_id", "places.id"],
            name=op.f("fk_route_rooms_workspace_id_place_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_rooms_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_rooms_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_rooms")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_route_rooms_workspace_id_public_id")),
    )
    op.create_index("ix_route_rooms_sheet", "route_rooms", ["workspace_id", "sheet_id"], unique=False)
    op.create_table(
        "route_trips",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("trip_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=6), nullable=False),
        sa.Column("leaves", sa.String(length=200), nullable=True),
        sa.Column("leaves_minute", sa.SmallInteger(), nullable=True),
        sa.Column("arrives", sa.String(length=200), nullable=True),
        sa.Column("arrives_minute", sa.SmallInteger(), nullable=True),
        sa.Column("is_next_day", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.String(length=1000), nullable=True),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "is_next_day OR arrives_minute >= leaves_minute", name=op.f("ck_route_trips_order")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["route_sheets.workspace_id", "route_sheets.id"],
            name=op.f("fk_route_trips_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_trips_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_trips")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_route_trips_workspace_id_public_id")),
    )
    op.create_index("ix_route_trips_sheet", "route_trips", ["workspace_id", "sheet_id"], unique=False)
    op.create_table(
        "route_seats",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trip_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.Column("ticket", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_route_seats_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "trip_id"],
            ["route_trips.workspace_id", "route_trips.id"],
            name=op.f("fk_route_seats_workspace_id_trip_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_route_seats_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_seats")),
        sa.UniqueConstraint(
            "workspace_id", "trip_id", "member_id", name=op.f("uq_route_seats_workspace_id_trip_id_member_id")
        ),
    )
    op.create_index("ix_route_seats_member", "route_seats", ["workspace_id", "member_id"], unique=False)
    op.create_table(
        "route_sleepers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["crew_members.workspace_id", "crew_members.id"],
            name=op.f("fk_route_sleepers_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "room_id"],
            ["route_rooms.workspace_id", "route_rooms.id"],
            name=op.f("fk_route_sleepers_workspace_id_room_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_route_sleepers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_route_sleepers")),
        sa.UniqueConstraint(
            "workspace_id",
            "room_id",
            "member_id",
            name=op.f("uq_route_sleepers_workspace_id_room_id_member_id"),
        ),
    )
    op.create_index("ix_route_sleepers_member", "route_sleepers", ["workspace_id", "member_id"], unique=False)
    for table in (
        "route_sheets",
        "route_allowances",
        "route_calls",
        "route_invitations",
        "route_meals",
        "route_rooms",
        "route_trips",
        "route_seats",
        "route_sleepers",
    ):
        lock(table)
