"""The whole letter of France Travail: its figures and its days to wait for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "rights_openings"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("registered_on", sa.Date(), nullable=True))
    op.add_column(TABLE, sa.Column("sr_cents", sa.BigInteger(), nullable=True))
    op.add_column(TABLE, sa.Column("nht_minutes", sa.Integer(), nullable=True))
    for days in ("deferral_days", "waiting_days", "holiday_days", "wage_days"):
        op.add_column(TABLE, sa.Column(days, sa.SmallInteger(), nullable=True))
    for told in ("has_derogation", "is_alsace_moselle"):
        op.add_column(TABLE, sa.Column(told, sa.Boolean(), nullable=False, server_default=sa.false()))
        op.alter_column(TABLE, told, server_default=None)
    op.add_column(TABLE, sa.Column("tax", sa.String(length=10), nullable=False, server_default="full"))
    op.alter_column(TABLE, "tax", server_default=None)


def downgrade() -> None:
    raise NotImplementedError("what a letter said is not thrown away")
