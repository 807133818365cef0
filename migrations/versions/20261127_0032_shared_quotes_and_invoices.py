"""The quotes and invoices of a production through its links: no table of invoicing is opened, five questions are.

Amounts and papers are columns of the same rows as numbers and dates: a right to the rows would be one to them too.
"""

from alembic import op

from migrations.locks import WEB
from migrations.shares import SHARE

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ASKED = "shared_quotes, shared_quote_paper, shared_offer, shared_invoices, shared_invoice_paper"
# For the role of links, what its link grants; for web, which reads its workspace anyway, all of it: its author sees
# the page as they would. Each runs as the owner, under the row-level security of the workspace.
FUNCTIONS = f"""
CREATE FUNCTION shows(p_part text, p_production uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT session_user = '{WEB}' OR p_production = ANY (shared(p_part))
$$;
CREATE FUNCTION shows_amount(p_part text, p_production uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT shows(p_part, p_production) AND NOT EXISTS (
    SELECT FROM productions p
     WHERE p.id = ANY (CASE session_user WHEN '{WEB}' THEN ARRAY[p_production] ELSE shared('page') END)
       AND p.deleted_at IS NULL
       AND (SELECT s.validated_at FROM situations s
             WHERE s.production_id = p.id ORDER BY s.written_at DESC, s.id DESC LIMIT 1) IS NULL)
$$;
CREATE FUNCTION shared_quotes(p_productions uuid[]) RETURNS TABLE (
  id uuid, production_id uuid, key text, number text, version smallint, title text, issued_on date,
  valid_until date, state text, gross_cents bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT q.id, q.production_id, q.public_id, q.number, v.version, v.content->>'title', v.issued_on, v.valid_until,
         q.state,
         CASE WHEN shows_amount('quotes.amounts', q.production_id) THEN coalesce(a.gross_cents, v.gross_cents) END
    FROM quotes q
    JOIN quote_versions v USING (workspace_id)
    JOIN productions p USING (workspace_id)
    JOIN clients c USING (workspace_id)
    LEFT JOIN quote_answers a ON a.workspace_id = v.workspace_id AND a.version_id = v.id
   WHERE q.production_id = ANY (p_productions) AND shows('quotes', q.production_id)
     AND v.quote_id = q.id AND v.version = q.version
     AND p.id = q.production_id AND c.id = q.client_id AND c.contact_id = p.company_id
$$;
CREATE FUNCTION shared_quote_paper(p_productions uuid[], p_key text) RETURNS TABLE (
  number text, version smallint, pdf bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.number, s.version, v.pdf
    FROM shared_quotes(p_productions) s JOIN quote_versions v ON v.quote_id = s.id AND v.version = s.version
   WHERE s.key = p_key AND s.gross_cents IS NOT NULL AND shows('quotes.file', s.production_id)
$$;
CREATE FUNCTION shared_offer(p_productions uuid[], p_key text) RETURNS TABLE (
  production text, workspace_id uuid, quote_id uuid, version_id uuid, version smallint, state text, valid_until date,
  content jsonb, pdf_sha256 text, is_accepted boolean, name text, options jsonb, gross_cents bigint,
  answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.public_id, v.workspace_id, s.id, v.id, v.version, s.state, s.valid_until,
         v.content #- '{{seller,iban}}' #- '{{seller,bic}}',
         v.pdf_sha256, a.is_accepted, a.name, a.options, a.gross_cents, a.answered_at
    FROM shared_quotes(p_productions) s
    JOIN productions p ON p.id = s.production_id
    JOIN quote_versions v ON v.quote_id = s.id AND v.version = s.version
    LEFT JOIN quote_answers a ON a.version_id = v.id
   WHERE s.key = p_key AND s.gross_cents IS NOT NULL AND shows('quotes.accept', s.production_id)
$$;
CREATE FUNCTION shared_invoices(p_productions uuid[]) RETURNS TABLE (
  id uuid, production_id uuid, key text, kind text, number text, title text, issued_on date, due_on date,
  state text, due_cents bigint, left_cents bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, i.production_id, i.public_id, i.kind, i.number, i.title, i.issued_on, i.due_on,
         CASE WHEN s.is_replaced THEN 'replaced'
              WHEN s.left_cents > 0 THEN CASE WHEN s.paid_cents > 0 THEN 'partly_paid' ELSE 'waiting' END
              WHEN i.due_cents > 0 AND s.credited_cents >= i.due_cents THEN 'credited'
              ELSE 'paid' END,
         CASE WHEN shows_amount('invoices.amounts', i.production_id) THEN i.due_cents END,
         CASE WHEN shows_amount('invoices.amounts', i.production_id) THEN s.left_cents END
    FROM invoices i
    JOIN productions p USING (workspace_id)
    JOIN clients c USING (workspace_id)
    CROSS JOIN LATERAL (
      SELECT *, CASE WHEN is_replaced THEN 0
                     ELSE greatest(0, i.due_cents - credited_cents - paid_cents) END::bigint AS left_cents
        FROM (SELECT coalesce((SELECT sum(cents) FROM invoice_payments y
                                WHERE y.workspace_id = i.workspace_id AND y.invoice_id = i.id), 0) AS paid_cents,
                     coalesce(sum(n.gross_cents) FILTER (WHERE n.kind = 'credit'), 0) AS credited_cents,
                     coalesce(bool_or(n.kind = 'corrective'), false) AS is_replaced
                FROM invoices n
               WHERE n.workspace_id = i.workspace_id AND n.original_id = i.id) told
    ) s
   WHERE i.production_id = ANY (p_productions) AND shows('invoices', i.production_id)
     AND p.id = i.production_id AND c.id = i.client_id AND c.contact_id = p.company_id
$$;
CREATE FUNCTION shared_invoice_paper(p_productions uuid[], p_key text) RETURNS TABLE (
  kind text, number text, pdf bytea, xml bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.kind, s.number, i.pdf, i.xml
    FROM shared_invoices(p_productions) s JOIN invoices i ON i.id = s.id
   WHERE s.key = p_key AND s.due_cents IS NOT NULL AND shows('invoices.file', s.production_id)
$$;
REVOKE EXECUTE ON FUNCTION shows, shows_amount FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION {ASKED} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {ASKED} TO {SHARE}, {WEB};
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
