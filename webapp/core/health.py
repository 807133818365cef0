"""Two questions of the host: does the process answer, and can it serve?"""

from datetime import timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from webapp.core import clock
from webapp.core.access import public
from webapp.core.db import db
from webapp.core.migrations import head

bp = Blueprint("health", __name__)
WORKER_SILENT = timedelta(minutes=2)


@bp.get("/healthz")
@public
def alive() -> Response:
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """Database, migrations and worker, each with its own word; 503 as soon as one is not well."""
    found = (
        db()
        .execute(
            text(
                "SELECT (SELECT version_num FROM alembic_version), "
                "(SELECT max(last_heartbeat) FROM procrastinate_workers)"
            ),
            execution_options={"trusted": "no tenant table"},
        )
        .one()
    )
    migrated = found[0] == head()
    working = found[1] is not None and clock.now() - found[1] < WORKER_SILENT
    state = {
        "database": "ok",
        "migrations": "ok" if migrated else "behind",
        "worker": "ok" if working else "silent",
    }
    return jsonify(state), 200 if migrated and working else 503
