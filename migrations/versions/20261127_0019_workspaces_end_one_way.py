"""Workspaces and accounts end through `erase_account` alone: deleting their row took what was issued along."""

from alembic import op

from migrations.locks import WEB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(f"REVOKE DELETE ON workspaces, accounts FROM {WEB}")
