"""What a pay period really brought to the account."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pay_periods", sa.Column("net_received_cents", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("pay_periods", "net_received_cents")
