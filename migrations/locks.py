"""What every tenant table gets from the migration that makes it: rights for web, and its lock."""

from alembic import op

WEB, JOBS = "raccord_web", "raccord_jobs"
# Bare cast: a session without a workspace is an error, not an empty list. The sub-select makes the
# planner read the setting once a statement.
SAME_WORKSPACE = "workspace_id = (SELECT current_setting('app.workspace_id')::uuid)"


def allow(table: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    op.execute(f"GRANT {rights} ON {table} TO {WEB}")


def lock(table: str, using: str = SAME_WORKSPACE, *, check: str = "") -> None:
    """Rights for web, under a row-level security that not even the owner escapes."""
    allow(table)
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY {table}_tenant ON {table} TO PUBLIC USING ({using}) WITH CHECK ({check or using})"
    )
    if using == SAME_WORKSPACE:
        take_no_workspace_for_empty(table)


def take_no_workspace_for_empty(table: str) -> None:
    """No statistics by workspace: one that was small, or not there, when they were last taken is believed to have
    a row, and thousands brought in since are then joined one by one, for a minute."""
    op.execute(f"ALTER TABLE {table} ALTER COLUMN workspace_id SET STATISTICS 0")


def lock_written_once(table: str) -> None:
    """Likewise, for rows that the web role may add and read, never change nor remove."""
    lock(table)
    op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {WEB}")
