"""A link remembers which address it was mailed to and what refused it; it shows no production that was put away."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# As before, but for what was deleted or archived since.
SHARED = """
CREATE OR REPLACE FUNCTION shared(p_part text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(
    SELECT p.id FROM productions p
     WHERE p.workspace_id = l.workspace_id
       AND p.id IN (SELECT jsonb_array_elements_text(l.payload->'productions')::uuid)
       AND p.deleted_at IS NULL AND p.archived_at IS NULL
  )
    FROM links l
   WHERE l.digest = current_setting('app.share', true) AND l.purpose = 'share'
     AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.payload->'grants' ? p_part
$$
"""


def upgrade() -> None:
    op.add_column("shares", sa.Column("sent_to", sa.String(length=254), nullable=True))
    op.add_column("shares", sa.Column("refusal", sa.String(length=300), nullable=True))
    op.execute(SHARED)
