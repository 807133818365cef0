"""What the role of links may read: named columns, and only the rows that the link of this transaction shows."""

from collections.abc import Sequence

from alembic import op

SHARE = "raccord_share"


def opens(*parts: str, column: str = "production_id") -> str:
    """The productions of the link, where it grants one of these parts: "planning", "planning.times"."""
    granted = " || ".join(f"shared('{part}')" for part in parts)
    return f"{column} = ANY ((SELECT {granted})::uuid[])"


def share(table: str, columns: Sequence[str], using: str) -> None:
    """Restrictive: it narrows the row-level lock of the workspace, it never widens it."""
    op.execute(f"GRANT SELECT ({', '.join(('workspace_id', *columns))}) ON {table} TO {SHARE}")
    op.execute(
        f"CREATE POLICY {table}_shared ON {table} AS RESTRICTIVE FOR SELECT TO {SHARE} USING ({using})"
    )


def share_anew(table: str, columns: Sequence[str], using: str) -> None:
    """Likewise, for a table whose share was said before: these are all its columns."""
    op.execute(f"REVOKE SELECT ON {table} FROM {SHARE}")
    op.execute(f"DROP POLICY {table}_shared ON {table}")
    share(table, columns, using)
