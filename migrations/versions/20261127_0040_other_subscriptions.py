"""Another subscription of the same customer is told."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "subscriptions", sa.Column("others", sa.SmallInteger(), server_default=sa.text("0"), nullable=False)
    )
