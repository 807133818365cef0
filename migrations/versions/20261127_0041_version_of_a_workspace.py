"""A workspace counts the transactions that write its rows; the door tells how many, and which owner writes in Libre."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

# As before, with the version and the first owner beside the plan: the code before this reads the same columns.
ENTER = """
CREATE OR REPLACE FUNCTION enter_workspace(p_account uuid, p_key text, p_slug text, p_now timestamptz)
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
             'version', w.version,
             'status', s.status, 'past_due_since', s.past_due_since, 'trial_ends_at', s.trial_ends_at,
             'seats', s.seats, 'kept', s.kept,
             'first_owner', (SELECT m.account_id FROM memberships m
                              WHERE m.workspace_id = enter_workspace.workspace_id AND m.role = 'owner'
                              ORDER BY m.created_at, m.account_id LIMIT 1),
             'passes', (SELECT jsonb_object_agg(held.production_id, held.ends_at)
                          FROM (SELECT p.production_id, max(p.ends_at) AS ends_at FROM production_passes p
                                 WHERE p.state IN ('paid', 'paying') AND p.ends_at > p_now
                                 GROUP BY p.production_id) held))
      INTO plan
      FROM workspaces w LEFT JOIN subscriptions s ON true
     WHERE w.id = enter_workspace.workspace_id;
  END IF;
  RETURN NEXT;
END $$;
"""


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("version", sa.BigInteger(), server_default="0", nullable=False))
    op.execute(ENTER)
