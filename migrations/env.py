"""Alembic as the owning role; the address comes from the settings or from the caller."""

import os
from importlib import import_module
from typing import Any

from alembic import context
from sqlalchemy import create_engine, pool

from webapp.core import databases, links, once, settings, throttle  # noqa: F401
from webapp.core.db import Base, Instant

for path in sorted((settings.ROOT / "webapp").rglob("models.py")):
    import_module(".".join(path.relative_to(settings.ROOT).with_suffix("").parts))


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """The queue's tables are the queue's."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def plain(kind: str, item: Any, _context: Any) -> str | bool:
    """A migration stands alone: our own column types are written as PostgreSQL's."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def owner_url() -> str:
    given = context.config.attributes.get("url") or os.environ.get("MIGRATE_URL")
    return given or databases.databases(settings.from_environment()).owner


def run() -> None:
    engine = create_engine(owner_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET lock_timeout = '10s'")
        connection.exec_driver_sql("SET statement_timeout = '10min'")
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=ours,
            render_item=plain,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('raccord migrate'))")
            context.run_migrations()


run()
