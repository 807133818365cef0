"""What links show of call sheets and documents: parts set apart, and documents chosen one by one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.locks import lock
from migrations.shares import SHARE, opens, share

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

HELD = ("call_sheets", "call_sheet_versions")
# Of the last version sent of each sheet, what a link may show, picked by name: nothing else leaves the content.
SENT = """
INSERT INTO call_sheet_parts (workspace_id, id, production_id, sheet_id, sheet_key, part, content)
SELECT s.workspace_id, gen_random_uuid(), s.production_id, s.id, s.public_id, p.part, p.content
  FROM call_sheets s
 CROSS JOIN LATERAL (
       SELECT * FROM call_sheet_versions v
        WHERE v.workspace_id = s.workspace_id AND v.sheet_id = s.id AND v.sent_at IS NOT NULL
        ORDER BY v.number DESC LIMIT 1
      ) v
 CROSS JOIN LATERAL (VALUES
       ('day', jsonb_build_object(
          'day', s.sheet_on, 'unit', s.unit, 'version', v.number,
          'number', v.content->'number', 'of', v.content->'of',
          'is_received', v.way = 'received', 'sent_at', v.sent_at,
          'approved_by', v.approved_by, 'approved_job', v.approved_job,
          'approved_on', v.approved_on, 'approved_minute', v.approved_minute)),
       ('places', jsonb_build_object('spots', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('name', one->'name', 'place', one->'place') ORDER BY rank), '[]')
            FROM jsonb_array_elements(coalesce(v.content->'spots', '[]')) WITH ORDINALITY AS x(one, rank)))),
       ('times', jsonb_build_object(
          'call', v.content->'call', 'ready', v.content->'ready', 'meal', v.content->'meal',
          'meal_end', v.content->'meal_end', 'end', v.content->'end',
          'is_continuous', coalesce(v.content->'is_continuous', 'false'))),
       ('sequences', jsonb_build_object('scenes', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('number', one->'number', 'set_name', coalesce(one->'set_name', '""'))
                 ORDER BY rank), '[]')
            FROM jsonb_array_elements(coalesce(v.content->'scenes', '[]')) WITH ORDINALITY AS x(one, rank))))
      ) AS p(part, content)
"""
# Those chosen one by one for the link of this transaction.
CHOSEN = f"""
CREATE FUNCTION shared_documents() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT jsonb_array_elements_text(l.payload->'documents')::uuid)
    FROM links l
   WHERE l.digest = current_setting('app.share', true) AND l.purpose = 'share'
     AND l.used_at IS NULL AND l.revoked_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION shared_documents FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shared_documents TO {SHARE};
"""
PARTS = " OR ".join(
    f"(part = '{part}' AND {opens(granted)})"
    for part, granted in (
        ("day", "callsheets"),
        ("places", "callsheets.places"),
        ("times", "callsheets.times"),
        ("sequences", "callsheets.sequences"),
    )
)
# Whatever was chosen: wages, minors and somebody else's feuille de service never go through a link.
PAPERS = (
    f"document_id = ANY ((SELECT shared_documents())::uuid[]) AND {opens('documents')} AND archived_at IS NULL"
    " AND NOT is_confidential AND kind NOT IN ('contract', 'minor', 'call_sheet')"
    f" AND (kind <> 'budget' OR {opens('documents.budgets')})"
)


def upgrade() -> None:
    op.create_table(
        "call_sheet_parts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_key", sa.String(length=12), nullable=False),
        sa.Column("part", sa.String(length=9), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "production_id"],
            ["productions.workspace_id", "productions.id"],
            name=op.f("fk_call_sheet_parts_workspace_id_production_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sheet_id"],
            ["call_sheets.workspace_id", "call_sheets.id"],
            name=op.f("fk_call_sheet_parts_workspace_id_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_call_sheet_parts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_call_sheet_parts")),
        sa.UniqueConstraint(
            "workspace_id", "sheet_id", "part", name=op.f("uq_call_sheet_parts_workspace_id_sheet_id_part")
        ),
    )
    op.create_index(
        "ix_call_sheet_parts_production", "call_sheet_parts", ["workspace_id", "production_id"], unique=False
    )
    move()
    lock("call_sheet_parts")
    op.execute(CHOSEN)
    share("call_sheet_parts", ("id", "production_id", "sheet_id", "sheet_key", "part", "content"), PARTS)
    share(
        "production_papers",
        (
            "id", "public_id", "production_id", "document_id", "kind", "version", "dated_on", "valid_until_on",
            "is_confidential", "archived_at",
        ),
        PAPERS,
    )  # fmt: skip
    share(
        "documents",
        ("id", "title", "file_key", "file_name", "media_type", "size", "deleted_at"),
        "deleted_at IS NULL AND id IN (SELECT document_id FROM production_papers)",
    )


def move() -> None:
    """Every workspace at once: the locks are lifted meanwhile, for the owner of the tables alone."""
    for table in HELD:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(SENT)
    for table in HELD:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
