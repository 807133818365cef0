"""The first house: people, workspaces, contacts, documents, productions, engagements, rights."""

from importlib.resources import files

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import JOBS, WEB, allow, lock

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Where a table is read before a workspace is known, an unset value means “none of them”.
PERSON = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"
WORKSPACE = "(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)"
TENANT = (
    "contacts",
    "documents",
    "productions",
    "phases",
    "engagements",
    "engagement_lines",
    "pay_periods",
    "papers",
    "imports",
    "rights_openings",
)
# The door: who is this session, and is the person a member of that workspace? One trip, with BEGIN.
ENTER = """
CREATE FUNCTION enter(p_account uuid, p_key text, p_slug text, p_now timestamptz)
RETURNS TABLE (account_id uuid, email varchar, language varchar, theme varchar, time_zone varchar,
               is_confirmed boolean, sign_in_id uuid, seen_at timestamptz,
               workspace_id uuid, slug varchar, workspace varchar, role varchar, name varchar)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.user_id', p_account::text, true), set_config('app.workspace_id', '', true);
  SELECT a.id, a.email, a.language, a.theme, a.time_zone, a.confirmed_at IS NOT NULL, s.id, s.seen_at,
         w.id, w.slug, w.name, m.role, m.name
    INTO account_id, email, language, theme, time_zone, is_confirmed, sign_in_id, seen_at,
         workspace_id, slug, workspace, role, name
    FROM sign_ins s
    JOIN accounts a ON a.id = s.account_id
    LEFT JOIN (memberships m JOIN workspaces w ON w.id = m.workspace_id AND w.slug = p_slug)
      ON m.account_id = a.id
   WHERE s.account_id = p_account AND s.key_digest = p_key AND s.ended_at IS NULL AND s.expires_at > p_now;
  IF NOT FOUND THEN
    PERFORM set_config('app.user_id', '', true);
    RETURN;
  END IF;
  PERFORM set_config('app.workspace_id', coalesce(workspace_id::text, ''), true);
  RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION enter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter TO raccord_web;
"""
# Knowing the token is the right to read and to close its link, before any workspace is known.
LINK_FUNCTIONS = """
CREATE FUNCTION resolve_link(p_digest text, p_purpose text, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('workspace_id', workspace_id, 'account_id', account_id, 'payload', payload)
    FROM links
   WHERE digest = p_digest AND purpose = p_purpose
     AND expires_at > p_now AND used_at IS NULL AND revoked_at IS NULL
$$;
CREATE FUNCTION close_link(p_digest text, p_now timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH closed AS (UPDATE links SET used_at = p_now
                   WHERE digest = p_digest AND used_at IS NULL AND revoked_at IS NULL AND expires_at > p_now
               RETURNING 1)
  SELECT EXISTS (SELECT FROM closed)
$$;
REVOKE EXECUTE ON FUNCTION resolve_link, close_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_link, close_link TO raccord_web;
"""
# The command line names a workspace by its slug before it can enter it.
FIND_WORKSPACE = """
CREATE FUNCTION find_workspace(p_slug text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM workspaces WHERE slug = p_slug
$$;
REVOKE EXECUTE ON FUNCTION find_workspace FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_workspace TO raccord_web;
"""


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_digest", sa.String(length=200), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("theme", sa.String(length=6), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_links_digest")),
    )
    op.create_index(op.f("ix_links_account_id"), "links", ["account_id"], unique=False)
    op.create_index(op.f("ix_links_workspace_id"), "links", ["workspace_id"], unique=False)
    op.create_table(
        "once",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_once")),
    )
    op.create_table(
        "throttle_counts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("hits", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle_counts")),
    )
    op.create_index(op.f("ix_throttle_counts_expires_at"), "throttle_counts", ["expires_at"], unique=False)
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("slug ~ '^[a-z0-9](-?[a-z0-9])*$'", name=op.f("ck_workspaces_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("slug", name=op.f("uq_workspaces_slug")),
    )
    op.create_table(
        "contacts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("job", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("address", sa.String(length=400), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("notes", sa.String(length=5000), nullable=True),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("naf", sa.String(length=6), nullable=True),
        sa.Column("idcc", sa.String(length=4), nullable=True),
        sa.Column("is_guso", sa.Boolean(), nullable=False),
        sa.Column("payroll_contact", sa.String(length=200), nullable=True),
        sa.Column("payroll_email", sa.String(length=254), nullable=True),
        sa.Column("payroll_phone", sa.String(length=40), nullable=True),
        sa.Column("payroll_provider", sa.String(length=200), nullable=True),
        sa.Column("employee_space_url", sa.String(length=400), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('company', 'person')", name=op.f("ck_contacts_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "company_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_contacts_workspace_id_company_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_contacts_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_contacts_workspace_id_public_id")),
    )
    op.create_index("ix_contacts_folded", "contacts", ["workspace_id", "folded"], unique=False)
    op.create_table(
        "documents",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=700), nullable=False),
        sa.Column("file_key", sa.String(length=100), nullable=False),
        sa.Column("file_name", sa.String(length=130), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("is_mine", sa.Boolean(), nullable=False),
        sa.Column("retention", sa.String(length=12), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_documents_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_documents")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_documents_workspace_id_public_id")),
    )
    op.create_index(
        "ix_documents_tray", "documents", ["workspace_id", "filed_at", "created_at"], unique=False
    )
    op.create_table(
        "imports",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=130), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("delimiter", sa.String(length=1), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rows", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("added", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("kind IN ('csv', 'xlsx')", name=op.f("ck_imports_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_imports_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_imports_workspace_id_public_id")),
    )
    op.create_index("ix_imports_created_at", "imports", ["workspace_id", "created_at"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'editor', 'viewer')", name=op.f("ck_memberships_role")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_memberships_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "account_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_account_id"), "memberships", ["account_id"], unique=False)
    op.create_table(
        "rights_openings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("is_first_request", sa.Boolean(), nullable=False),
        sa.Column("fct_on", sa.Date(), nullable=True),
        sa.Column("anniversary_on", sa.Date(), nullable=True),
        sa.Column("aj_cents", sa.BigInteger(), nullable=True),
        sa.Column("annexe", sa.SmallInteger(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("annexe IN (8, 10)", name=op.f("ck_rights_openings_annexe")),
        sa.CheckConstraint("is_first_request OR fct_on IS NOT NULL", name=op.f("ck_rights_openings_fct")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_rights_openings_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_rights_openings")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_ins_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_sign_ins_key_digest")),
    )
    op.create_index(op.f("ix_sign_ins_account_id"), "sign_ins", ["account_id"], unique=False)
    op.create_table(
        "productions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("director", sa.String(length=200), nullable=True),
        sa.Column("label", sa.String(length=9), nullable=False),
        sa.Column("hue", sa.SmallInteger(), nullable=False),
        sa.Column("notes", sa.String(length=5000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("hue BETWEEN 1 AND 6", name=op.f("ck_productions_hue")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "company_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_productions_workspace_id_company_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_productions_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_productions")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_productions_workspace_id_public_id")),
    )
    op.create_index("ix_productions_folded", "productions", ["workspace_id", "folded"], unique=False)
    op.create_table(
        "engagements",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=True),
        sa.Column("contract_job", sa.String(length=200), nullable=False),
        sa.Column("actual_job", sa.String(length=200), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("daily_start_minute", sa.SmallInteger(), nullable=True),
        sa.Column("daily_end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("regime", sa.String(length=10), nullable=False),
        sa.Column("annexe", sa.SmallInteger(), nullable=True),
        sa.Column("idcc", sa.String(length=4), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.String(length=5000), nullable=True),
        sa.Column("option_rank", sa.SmallInteger(), nullable=True),
        sa.Column("option_until_on", sa.Date(), nullable=True),
        sa.Column("called_by", sa.String(length=200), nullable=True),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        sa.Column("clash_reason", sa.String(length=500), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cachets", sa.Integer(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("folded", sa.String(length=800), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("annexe IN (8, 10)", name=op.f("ck_engagements_annexe")),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_engagements_order")),
        sa.CheckConstraint("option_rank IN (1, 2)", name=op.f("ck_engagements_option_rank")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "employer_id"],
            ["contacts.workspace_id", "contacts.id"],
            name=op.f("fk_engagements_workspace_id_employer_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_engagements_workspace_id_production_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_engagements_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_engagements")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_engagements_workspace_id_public_id")),
    )
    op.create_index(
        "ix_engagements_days", "engagements", ["workspace_id", "start_on", "end_on"], unique=False
    )
    op.create_index("ix_engagements_employer", "engagements", ["workspace_id", "employer_id"], unique=False)
    op.create_index(
        "ix_engagements_production", "engagements", ["workspace_id", "production_id"], unique=False
    )
    op.create_table(
        "phases",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_phases_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_phases_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_phases_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_phases")),
    )
    op.create_index("ix_phases_production", "phases", ["workspace_id", "production_id"], unique=False)
    op.create_table(
        "engagement_lines",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity >= 0 AND minutes >= 0", name=op.f("ck_engagement_lines_positive")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "engagement_id"],
            ["engagements.workspace_id", "engagements.id"],
            name=op.f("fk_engagement_lines_workspace_id_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_engagement_lines_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_engagement_lines")),
    )
    op.create_index(
        "ix_engagement_lines_engagement", "engagement_lines", ["workspace_id", "engagement_id"], unique=False
    )
    op.create_table(
        "pay_periods",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("cachets", sa.Integer(), nullable=True),
        sa.Column("days_worked", sa.SmallInteger(), nullable=True),
        sa.Column("gross_cents", sa.BigInteger(), nullable=True),
        sa.Column("net_expected_cents", sa.BigInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_pay_periods_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "engagement_id"],
            ["engagements.workspace_id", "engagements.id"],
            name=op.f("fk_pay_periods_workspace_id_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_pay_periods_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pay_periods")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_pay_periods_workspace_id_public_id")),
    )
    op.create_index(
        "ix_pay_periods_engagement", "pay_periods", ["workspace_id", "engagement_id"], unique=False
    )
    op.create_table(
        "papers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("pay_period_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "document_id"],
            ["documents.workspace_id", "documents.id"],
            name=op.f("fk_papers_workspace_id_document_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "engagement_id"],
            ["engagements.workspace_id", "engagements.id"],
            name=op.f("fk_papers_workspace_id_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pay_period_id"],
            ["pay_periods.workspace_id", "pay_periods.id"],
            name=op.f("fk_papers_workspace_id_pay_period_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_papers_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_papers")),
        sa.UniqueConstraint("workspace_id", "public_id", name=op.f("uq_papers_workspace_id_public_id")),
    )
    op.create_index("ix_papers_engagement", "papers", ["workspace_id", "engagement_id"], unique=False)
    op.create_index("ix_papers_state", "papers", ["workspace_id", "state", "expected_on"], unique=False)

    for table in TENANT:
        lock(table)
    for table in ("accounts", "once", "throttle_counts"):
        allow(table)
    lock("sign_ins", f"account_id = {PERSON}")
    # Seen by their person too, written from inside the space alone: nobody lets themselves in.
    lock(
        "memberships",
        f"account_id = {PERSON} OR workspace_id = {WORKSPACE}",
        check=f"workspace_id = {WORKSPACE}",
    )
    lock(
        "workspaces",
        f"id = {WORKSPACE} OR id IN (SELECT workspace_id FROM memberships WHERE account_id = {PERSON})",
        check=f"id = {WORKSPACE}",
    )
    lock(
        "links",
        f"account_id = {PERSON} OR workspace_id = {WORKSPACE}",
        check=f"workspace_id = {WORKSPACE} OR (workspace_id IS NULL AND account_id = {PERSON})",
    )
    op.execute("CREATE POLICY links_functions ON links TO CURRENT_USER USING (true)")
    op.execute("CREATE POLICY workspaces_functions ON workspaces TO CURRENT_USER USING (true)")
    op.execute(ENTER)
    op.execute(FIND_WORKSPACE)
    op.execute(LINK_FUNCTIONS)
    _queue()


def _queue() -> None:
    """The queue's own tables; web may only add jobs, never read what others carry."""
    raw = op.get_bind().connection.driver_connection
    raw.execute((files("procrastinate.sql") / "schema.sql").read_text())
    op.execute(f"GRANT INSERT, SELECT (id) ON procrastinate_jobs TO {WEB}")
    op.execute(f"GRANT INSERT ON procrastinate_events TO {WEB}")
    op.execute(f"GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq TO {WEB}")
    op.execute(f"GRANT SELECT (last_heartbeat) ON procrastinate_workers TO {WEB}")
    tables = "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {JOBS}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {JOBS}")
    op.execute(f"GRANT SELECT ON alembic_version TO {WEB}")


def downgrade() -> None:
    raise NotImplementedError("the first house is not taken down: drop the database")
