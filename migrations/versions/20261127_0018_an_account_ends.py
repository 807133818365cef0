"""An account ends: what a person leaves is counted, then erased whole, in their own name alone."""

from alembic import op

from migrations.locks import WEB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# Both answer for the person of the session alone. The first counts, so that leaving is told before it is done.
SPACES_LEFT = """
CREATE FUNCTION spaces_left()
RETURNS TABLE (id uuid, slug varchar, name varchar, is_erased boolean, others bigint, issued bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  before text := coalesce(current_setting('app.workspace_id', true), '');
  mine record;
BEGIN
  FOR mine IN SELECT m.workspace_id, m.role FROM memberships m WHERE m.account_id = person ORDER BY m.created_at
  LOOP
    PERFORM set_config('app.workspace_id', mine.workspace_id::text, true);
    SELECT w.id, w.slug, w.name INTO id, slug, name FROM workspaces w WHERE w.id = mine.workspace_id;
    SELECT count(*) INTO others FROM memberships m
     WHERE m.workspace_id = mine.workspace_id AND m.account_id <> person;
    SELECT mine.role = 'owner' AND NOT EXISTS (
             SELECT FROM memberships m WHERE m.workspace_id = mine.workspace_id
                AND m.account_id <> person AND m.role = 'owner')
      INTO is_erased;
    SELECT count(*) INTO issued FROM invoices i WHERE i.workspace_id = mine.workspace_id;
    RETURN NEXT;
  END LOOP;
  PERFORM set_config('app.workspace_id', before, true);
END $$;
REVOKE EXECUTE ON FUNCTION spaces_left FROM PUBLIC;
"""
# Tables point at each other: those that still wait for others are tried again until nothing is left.
ERASE_ACCOUNT = """
CREATE FUNCTION erase_account() RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  space uuid;
  tenant text;
  waiting int;
  before int;
BEGIN
  IF person IS NULL THEN RAISE EXCEPTION 'nobody is signed in'; END IF;
  FOR space IN SELECT s.id FROM spaces_left() s WHERE s.is_erased
  LOOP
    PERFORM set_config('app.workspace_id', space::text, true);
    before := 0;
    LOOP
      waiting := 0;
      FOR tenant IN
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
           AND c.relname <> 'memberships'
      LOOP
        BEGIN
          EXECUTE format('DELETE FROM %I WHERE workspace_id = $1', tenant) USING space;
        EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN waiting := waiting + 1;
        END;
      END LOOP;
      EXIT WHEN waiting = 0;
      IF waiting = before THEN RAISE EXCEPTION 'tables of % hold each other', space; END IF;
      before := waiting;
    END LOOP;
    DELETE FROM procrastinate_jobs WHERE status = 'todo' AND args->>'workspace_id' = space::text;
    DELETE FROM workspaces w WHERE w.id = space;
    RETURN NEXT space;
  END LOOP;
  PERFORM set_config('app.workspace_id', '', true);
  DELETE FROM accounts a WHERE a.id = person;
END $$;
REVOKE EXECUTE ON FUNCTION erase_account FROM PUBLIC;
"""


def upgrade() -> None:
    op.execute(SPACES_LEFT)
    op.execute(ERASE_ACCOUNT)
    op.execute(f"GRANT EXECUTE ON FUNCTION spaces_left, erase_account TO {WEB}")
