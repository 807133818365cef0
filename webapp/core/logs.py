"""Logs as lines of JSON: what, how long, which request, workspace and person; no personal data."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

from webapp.core.current import current

STANDARD = set(vars(logging.makeLogRecord({})))
log = logging.getLogger("raccord.requests")


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in STANDARD},
        }
        if has_request_context():
            line["request_id"] = g.get("request_id")
            line["workspace"] = str(current.workspace.id) if current.workspace else None
            line["person"] = str(current.user.id) if current.user else None
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def configure(*, as_lines: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines() if as_lines else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("procrastinate", "alembic", "botocore"):
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
