"""An app on connections of its own, for what only shows between two transactions; it leaves no row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask

from webapp.app import create_app
from webapp.core.databases import Databases
from webapp.core.settings import Settings

FILLED = "accounts, workspaces, links, once, throttle_counts, procrastinate_jobs, stripe_events"


@contextmanager
def real_app(settings: Settings, addresses: Databases, engine: Any) -> Iterator[Flask]:
    """`engine` is the superuser's, to empty what was committed."""
    app = create_app(
        replace(
            settings,
            database_url=addresses.web,
            database_owner_url=addresses.owner,
            database_jobs_url=addresses.jobs,
            database_admin_url=addresses.admin,
        )
    )
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    try:
        yield app
    finally:
        app.extensions["database"].engine.dispose()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {FILLED} CASCADE")
