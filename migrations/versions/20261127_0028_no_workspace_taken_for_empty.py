"""Thousands of contacts brought into a workspace are read at once: the planner guesses no workspace to be empty."""

from alembic import op

from migrations.locks import take_no_workspace_for_empty

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TENANT_TABLES = """
    SELECT tablename FROM pg_policies
    JOIN information_schema.columns ON table_schema = schemaname AND table_name = tablename
    WHERE schemaname = current_schema() AND policyname = tablename || '_tenant' AND column_name = 'workspace_id'
    ORDER BY tablename
"""
FORGETS = 180000  # the first version that forgets the statistics of one column; before it, old ones would stay for ever


def upgrade() -> None:
    connection = op.get_bind()
    if connection.exec_driver_sql("SHOW server_version_num").scalar_one() < str(FORGETS):
        return
    for table in connection.exec_driver_sql(TENANT_TABLES).scalars().all():
        take_no_workspace_for_empty(table)
        op.execute(f"SELECT pg_clear_attribute_stats(current_schema(), '{table}', 'workspace_id', false)")
