"""A production that has gone to another company leaves the links made for the first."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

# As before, but for what went to another company; one that has none yet is still theirs.
STILL = """p.deleted_at IS NULL AND p.archived_at IS NULL
       AND NOT EXISTS (SELECT FROM share_productions sp
                        WHERE sp.workspace_id = p.workspace_id AND sp.share_id = ({share})::uuid
                          AND sp.production_id = p.id AND sp.company_id <> p.company_id)"""
SHARED = f"""
CREATE OR REPLACE FUNCTION shared(p_part text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(
    SELECT p.id FROM productions p
     WHERE p.workspace_id = l.workspace_id
       AND p.id IN (SELECT jsonb_array_elements_text(l.payload->'productions')::uuid)
       AND {STILL.format(share="l.payload->>'share'")}
  )
    FROM links l
   WHERE l.digest = current_setting('app.share', true) AND l.purpose = 'share'
     AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.payload->'grants' ? p_part
$$
"""
ENTER = f"""
CREATE OR REPLACE FUNCTION enter_share(p_digest text, p_now timestamptz) RETURNS jsonb
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
  IF found IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN found || jsonb_build_object(
    'live', (SELECT coalesce(jsonb_agg(p.id), '[]') FROM productions p
              WHERE p.id IN (SELECT jsonb_array_elements_text(found->'productions')::uuid)
                AND {STILL.format(share="found->>'share'")}),
    'plan', (SELECT jsonb_build_object(
               'status', s.status, 'past_due_since', s.past_due_since, 'trial_ends_at', s.trial_ends_at,
               'passes', (SELECT jsonb_object_agg(held.production_id, held.ends_at)
                            FROM (SELECT p.production_id, max(p.ends_at) AS ends_at FROM production_passes p
                                   WHERE p.state IN ('paid', 'paying') AND p.ends_at > p_now
                                   GROUP BY p.production_id) held))
               FROM (SELECT 1) one LEFT JOIN subscriptions s ON true));
END $$;
"""


def upgrade() -> None:
    op.add_column("share_productions", sa.Column("company_id", sa.Uuid(), nullable=True))
    locked = ("share_productions", "productions", "contacts")
    for table in locked:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE share_productions sp SET company_id = p.company_id FROM productions p"
        " WHERE p.workspace_id = sp.workspace_id AND p.id = sp.production_id"
    )
    op.create_foreign_key(
        op.f("fk_share_productions_workspace_id_company_id"),
        "share_productions",
        "contacts",
        ["workspace_id", "company_id"],
        ["workspace_id", "id"],
        ondelete="RESTRICT",
    )
    for table in locked:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.create_index(
        "ix_share_productions_company", "share_productions", ["workspace_id", "company_id"], unique=False
    )
    op.execute(SHARED)
    op.execute(ENTER)
