"""The subscription of a workspace, its passes, whose Stripe customer it is, and the events heard."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import WEB, allow, lock, take_no_workspace_for_empty

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# An event names a customer before a workspace is known.
WORKSPACE = "(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)"
WHOSE = f"""
CREATE FUNCTION workspace_of_customer(p_customer text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT workspace_id FROM stripe_customers WHERE id = p_customer
$$;
REVOKE EXECUTE ON FUNCTION workspace_of_customer FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspace_of_customer TO {WEB};
"""
# The door once more, with what the workspace may do: `enter()` stays for the code before this.
ENTER = f"""
CREATE FUNCTION enter_workspace(p_account uuid, p_key text, p_slug text, p_now timestamptz)
RETURNS TABLE (account_id uuid, email varchar, language varchar, theme varchar, time_zone varchar,
               is_confirmed boolean, sign_in_id uuid, seen_at timestamptz,
               workspace_id uuid, slug varchar, workspace varchar, role varchar, name varchar, plan jsonb)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT e.account_id, e.email, e.language, e.theme, e.time_zone, e.is_confirmed, e.sign_in_id, e.seen_at,
         e.workspace_id, e.slug, e.workspace, e.role, e.name
    INTO account_id, email, language, theme, time_zone, is_confirmed, sign_in_id, seen_at,
         workspace_id, slug, workspace, role, name
    FROM enter(p_account, p_key, p_slug, p_now) e;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF workspace_id IS NOT NULL THEN
    SELECT jsonb_build_object(
             'status', s.status, 'past_due_since', s.past_due_since, 'trial_ends_at', s.trial_ends_at,
             'seats', s.seats, 'kept', s.kept,
             'passes', (SELECT jsonb_object_agg(held.production_id, held.ends_at)
                          FROM (SELECT p.production_id, max(p.ends_at) AS ends_at FROM production_passes p
                                 WHERE p.state IN ('paid', 'paying') AND p.ends_at > p_now
                                 GROUP BY p.production_id) held))
      INTO plan
      FROM (SELECT 1) one LEFT JOIN subscriptions s ON true;
  END IF;
  RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION enter_workspace FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_workspace TO {WEB};
"""


def upgrade() -> None:
    op.create_table(
        "stripe_events",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_events")),
    )
    op.create_table(
        "stripe_customers",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_stripe_customers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_customers")),
    )
    op.create_index(
        op.f("ix_stripe_customers_workspace_id"), "stripe_customers", ["workspace_id"], unique=True
    )
    op.create_table(
        "subscriptions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stripe_id", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("price", sa.String(length=60), nullable=True),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("period_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancels_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("past_due_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resumes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("method", sa.String(length=80), nullable=True),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trial_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trial_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_subscriptions_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_subscriptions_workspace_id")),
    )
    op.create_table(
        "production_passes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.String(length=100), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("is_for_company", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoice_url", sa.String(length=500), nullable=True),
        sa.Column("payer", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'paying', 'paid', 'failed')", name=op.f("ck_production_passes_state")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_production_passes_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_production_passes_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_production_passes")),
        sa.UniqueConstraint(
            "workspace_id", "public_id", name=op.f("uq_production_passes_workspace_id_public_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "session_id", name=op.f("uq_production_passes_workspace_id_session_id")
        ),
    )
    op.create_index(
        "ix_production_passes_production",
        "production_passes",
        ["workspace_id", "production_id"],
        unique=False,
    )
    for table in ("production_passes", "subscriptions"):
        lock(table)
    lock("stripe_customers", f"workspace_id = {WORKSPACE}")
    take_no_workspace_for_empty("stripe_customers")
    op.execute("CREATE POLICY stripe_customers_functions ON stripe_customers TO CURRENT_USER USING (true)")
    allow("stripe_events", "SELECT, INSERT, UPDATE")
    op.execute(WHOSE)
    op.execute(ENTER)
