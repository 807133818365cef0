"""A link tells what its workspace may do, so that it opens only while that lasts; a pass is paid by a link of ours."""

import sqlalchemy as sa
from alembic import op

from migrations.shares import SHARE

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# As before, with the productions still shown and the plan as the door of members tells it: the app asks the same
# rule of both. The workspace is set first: what is read is locked to it.
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
                AND p.deleted_at IS NULL AND p.archived_at IS NULL),
    'plan', (SELECT jsonb_build_object(
               'status', s.status, 'past_due_since', s.past_due_since, 'trial_ends_at', s.trial_ends_at,
               'passes', (SELECT jsonb_object_agg(held.production_id, held.ends_at)
                            FROM (SELECT p.production_id, max(p.ends_at) AS ends_at FROM production_passes p
                                   WHERE p.state IN ('paid', 'paying') AND p.ends_at > p_now
                                   GROUP BY p.production_id) held))
               FROM (SELECT 1) one LEFT JOIN subscriptions s ON true));
END $$;
REVOKE EXECUTE ON FUNCTION enter_share FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_share TO {SHARE};
"""


def upgrade() -> None:
    op.execute(ENTER)
    op.add_column("production_passes", sa.Column("link_id", sa.Uuid(), nullable=True))
    op.add_column(
        "production_passes",
        sa.Column("pages", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("production_passes", sa.Column("sent_to", sa.String(length=254), nullable=True))
    op.add_column("production_passes", sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
