"""A link remembers which address it was mailed to, and what refused it."""

import sqlalchemy as sa
from alembic import op

revision = "0131"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shares", sa.Column("sent_to", sa.String(length=254), nullable=True))
    op.add_column("shares", sa.Column("refusal", sa.String(length=300), nullable=True))
