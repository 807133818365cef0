"""Links for producers: what they show, what was answered and seen, and the role that reads for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock
from migrations.shares import SHARE, opens, share

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# Knowing the token is the right to read what its link shows. `app.share` is the digest: who holds no token can
# set it to nothing that is any link's.
FUNCTIONS = f"""
CREATE FUNCTION enter_share(p_digest text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb;
BEGIN
  SELECT l.payload || jsonb_build_object('workspace_id', l.workspace_id) INTO found
    FROM links l
   WHERE l.digest = p_digest AND l.purpose = 'share' AND l.payload ? 'share'
     AND l.expires_at > p_now AND l.used_at IS NULL AND l.revoked_at IS NULL;
  PERFORM set_config('app.share', CASE WHEN found IS NULL THEN '' ELSE p_digest END, true),
          set_config('app.workspace_id', coalesce(found->>'workspace_id', ''), true);
  RETURN found;
END $$;
CREATE FUNCTION shared(p_part text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT jsonb_array_elements_text(l.payload->'productions')::uuid)
    FROM links l
   WHERE l.digest = current_setting('app.share', true) AND l.purpose = 'share'
     AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.payload->'grants' ? p_part
$$;
CREATE FUNCTION shared_link() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (l.payload->>'share')::uuid
    FROM links l
   WHERE l.digest = current_setting('app.share', true) AND l.purpose = 'share'
     AND l.used_at IS NULL AND l.revoked_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION enter_share, shared, shared_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_share, shared, shared_link TO {SHARE};
"""
DAYS = "day_id IN (SELECT id FROM production_days WHERE {})"


def upgrade() -> None:
    op.create_table(
        "shares",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=13), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("message", sa.String(length=1000), nullable=True),
        sa.Column("preset", sa.String(length=20), nullable=True),
        sa.Column("grants", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("documents", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("from_name", sa.String(length=200), nullable=False),
        sa.Column("from_job", sa.String(length=200), nullable=True),
        sa.Column("from_phone", sa.String(length=40), nullable=True),
        sa.Column("from_email", sa.String(length=254), nullable=True),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("ck_shares_language")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_shares_workspace_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_shares_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_shares")),
        sa.UniqueConstraint("workspace_id", "link_id", name=op.f("uq_shares_workspace_id_link_id")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_shares_workspace_id_public_id")),
    )
    op.create_index("ix_shares_contact", "shares", ["workspace_id", "contact_id"], unique=False)
    op.create_table(
        "share_productions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_share_productions_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "share_id"],
            ["shares.workspace_id", "shares.id"],
            name=op.f("fk_share_productions_workspace_id_share_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_share_productions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_share_productions")),
        sa.UniqueConstraint(
            "workspace_id",
            "share_id",
            "production_id",
            name=op.f("uq_share_productions_workspace_id_share_id_production_id"),
        ),
    )
    op.create_index(
        "ix_share_productions_production",
        "share_productions",
        ["workspace_id", "production_id"],
        unique=False,
    )
    op.create_table(
        "share_replies",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_share_replies_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "share_id"],
            ["shares.workspace_id", "shares.id"],
            name=op.f("fk_share_replies_workspace_id_share_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_share_replies_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_share_replies")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_share_replies_workspace_id_public_id")
        ),
    )
    op.create_index(
        "ix_share_replies_production", "share_replies", ["workspace_id", "production_id"], unique=False
    )
    op.create_index(
        "ix_share_replies_share", "share_replies", ["workspace_id", "share_id", "replied_at"], unique=False
    )
    op.create_table(
        "share_visits",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "share_id"],
            ["shares.workspace_id", "shares.id"],
            name=op.f("fk_share_visits_workspace_id_share_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_share_visits_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_share_visits")),
    )
    op.create_index(
        "ix_share_visits_share", "share_visits", ["workspace_id", "share_id", "visited_at"], unique=False
    )
    op.create_table(
        "situations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("situation_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("by_job", sa.String(length=200), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("validated_by", sa.String(length=200), nullable=True),
        sa.Column("validated_job", sa.String(length=200), nullable=True),
        sa.Column("validated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_situations_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_situations_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_situations")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_situations_workspace_id_public_id")),
    )
    op.create_index(
        "ix_situations_production",
        "situations",
        ["workspace_id", "production_id", "written_at"],
        unique=False,
    )
    for table in (
        "shares",
        "share_productions",
        "share_replies",
        "share_visits",
        "situations",
    ):
        lock(table)
    op.execute(FUNCTIONS)
    share(
        "shares",
        (
            "id", "from_name", "from_job", "from_phone", "from_email", "contract_ends_on", "name", "part", "language",
            "message", "ends_on", "code_digest",
        ),
        "id = (SELECT shared_link())",
    )  # fmt: skip
    share(
        "situations",
        (
            "id", "production_id", "situation_on", "text", "figures", "by_name", "by_job", "written_at", "validated_by",
            "validated_job", "validated_at",
        ),
        opens("page"),
    )  # fmt: skip
    share(
        "productions",
        ("id", "public_id", "title", "kind", "director", "label", "hue", "company_id", "deleted_at"),
        opens("page", column="id"),
    )
    share("phases", ("id", "production_id", "kind", "name", "start_on", "end_on"), opens("page"))
    # The company of the production, and the names of its crew where they are granted.
    share(
        "contacts",
        ("id", "name"),
        "id IN (SELECT company_id FROM productions) OR id IN (SELECT contact_id FROM crew_members WHERE "
        f"{opens('crew.names')})",
    )
    share(
        "crew_members",
        (
            "id", "public_id", "production_id", "contact_id", "department", "position", "contract_job", "credit_job",
            "role_number", "role_name", "unit", "start_on", "end_on", "contract_status", "deleted_at",
        ),
        opens("crew"),
    )  # fmt: skip
    share(
        "production_days",
        (
            "id", "public_id", "production_id", "day_on", "kind", "unit", "place_id", "call_minute", "ready_minute",
            "meal_minute", "end_minute",
        ),
        opens("planning", "calendar"),
    )  # fmt: skip
    share(
        "places",
        ("id", "name", "city"),
        f"id IN (SELECT place_id FROM production_days WHERE {opens('planning.places', 'calendar.places')})",
    )
    share(
        "plan_versions",
        ("id", "production_id", "number", "label", "dated_on", "published_at", "by_name"),
        opens("planning"),
    )
    share(
        "strips",
        ("id", "public_id", "day_id", "position", "kind", "sequence_id"),
        DAYS.format(opens("planning.sequences")),
    )
    share(
        "sequences",
        ("id", "public_id", "production_id", "number", "effect", "light", "set_name"),
        opens("planning.sequences"),
    )
