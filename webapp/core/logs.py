"""Logs as lines of JSON: what, how long, which request, workspace and person; no personal data."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

from webapp.core.current import current

STANDARD = set(vars(logging.makeLogRecord({})))
log = logging.getLogger("raccord.requests")


class Lines(logging.Formatter):
    """One JSON object a line, for the host."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_known_of(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)

    def formatException(self, ei: Any) -> str:
        """PostgreSQL's DETAIL quotes the row that was refused: an address, a name."""
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.startswith("DETAIL:"))


class Words(Lines):
    """The same for somebody at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        known = " ".join(f"{name}={value}" for name, value in _known_of(record).items() if value is not None)
        said = f"{record.levelname} {record.name}: {record.getMessage()} {known}".rstrip()
        return f"{said}\n{self.formatException(record.exc_info)}" if record.exc_info else said


def _quiet(record: logging.LogRecord) -> bool:
    """The queue names its jobs with all they carry, a mail and its link included: kept to the name."""
    if record.name.startswith("procrastinate"):
        told = getattr(record, "job", None) or {}
        name = f"{told.get('task_name', 'queue')} {told.get('id', '')}".strip()
        record.msg, record.args = f"{getattr(record, 'action', 'said')}: {name}", ()
        for extra in set(vars(record)) - STANDARD - {"action"}:
            delattr(record, extra)
    return True


def _known_of(record: logging.LogRecord) -> dict[str, Any]:
    known = {name: value for name, value in vars(record).items() if name not in STANDARD}
    if has_request_context():
        known["request_id"] = g.get("request_id")
        known["workspace"] = str(current.workspace.id) if current.workspace else None
        known["person"] = str(current.user.id) if current.user else None
    return known


def configure(*, as_lines: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines() if as_lines else Words())
    handler.addFilter(_quiet)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("procrastinate", "alembic", "botocore", "stripe"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def init_app(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_line)


def _start() -> None:
    g.request_id = uuid4().hex[:12]
    g.started = time.perf_counter()


def _line(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if request.endpoint not in {"static", "health.alive"}:
        log.info(
            "request",
            extra={
                "method": request.method,
                "endpoint": request.endpoint,
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
            },
        )
    return response
