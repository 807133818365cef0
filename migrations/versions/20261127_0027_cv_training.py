"""The CV says what was learnt: schools, courses, accreditations."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A CV that was set already shows it as soon as it is written."""
    for language in ("fr", "en"):
        op.add_column(
            "career_cv_settings", sa.Column(f"training_{language}", sa.String(length=400), nullable=True)
        )
    op.execute("ALTER TABLE career_cv_settings NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE career_cv_settings SET shown = shown || '[\"training\"]'::jsonb")
    op.execute("ALTER TABLE career_cv_settings FORCE ROW LEVEL SECURITY")
