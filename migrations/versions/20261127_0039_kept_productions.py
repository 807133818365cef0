"""When a production was opened last, and when those kept in Libre were chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "productions",
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.execute("ALTER TABLE productions NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE productions SET opened_at = created_at")
    op.execute("ALTER TABLE productions FORCE ROW LEVEL SECURITY")
