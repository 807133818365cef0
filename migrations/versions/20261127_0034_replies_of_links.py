"""Whoever opens a link reads what was confirmed through it; what changed since is told from what did not."""

import sqlalchemy as sa
from alembic import op

from migrations.shares import share

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "share_replies", sa.Column("label_digest", sa.String(length=64), nullable=False, server_default="")
    )
    op.alter_column("share_replies", "label_digest", server_default=None)
    op.add_column("share_replies", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    # Of its own link, where it still shows that section of that production; never the words.
    share(
        "share_replies",
        (
            "id", "share_id", "production_id", "kind", "section", "subject", "label_digest", "name", "replied_at",
        ),
        "share_id = (SELECT shared_link()) AND production_id = ANY (shared(section))",
    )  # fmt: skip
