"""A form sent twice acts once: double click, retry on a bad network, back and resubmit.

Every create form carries a key (`once_key()`); the first request inserts its digest in its own
transaction, so a second one waits for it, then gets the first one's answer. A refused form rolls
the digest back and may be sent again with the same key.
"""

import hashlib
from datetime import datetime, timedelta
from secrets import token_urlsafe

from flask import Response, g, request, session
from sqlalchemy import String, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant, db
from webapp.core.jobs import job, queue
from webapp.core.web import App, see_other

KEPT = timedelta(days=2)
CHUNK = 1 << 16
TOKEN = "{token}"  # no path has braces


class Once(Base):
    __tablename__ = "once"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    location: Mapped[str | None] = mapped_column(String)
    created_at: Mapped[datetime] = mapped_column(Instant)


def init_app(app: App) -> None:
    App.before_commit[:] = [remember]
    app.jinja_env.globals["once_key"] = once_key


def once_key() -> str:
    """The key of the form being shown: the one it was sent with when it is shown again."""
    g.has_key = True
    if "_user_id" not in session:
        session.setdefault("anonymous", token_urlsafe(12))
    return request.form.get("once") or token_urlsafe(16)


def replay() -> Response | None:
    """The answer already given to this very form, if it was; called once the door has let in."""
    key = request.form.get("once") if request.method == "POST" else None
    if not key:
        return None
    who = session.get("_user_id") or session.get("anonymous") or ""
    digest = hashlib.sha256(f"{who}|{request.path}|{key}|{_content()}".encode()).hexdigest()
    new = insert(Once).values(digest=digest, created_at=clock.now())
    if db().execute(new.on_conflict_do_nothing().returning(Once.digest)).first():
        g.once = digest, db()
        return None
    location = db().scalar(select(Once.location).where(Once.digest == digest))
    return see_other(location.replace(TOKEN, _token()) if location else request.path)


def _content() -> str:
    """What the form says: after going back, the same key with something else in it is another thing to do."""
    said = hashlib.sha256()
    for name, value in sorted(request.form.items(multi=True)):
        if name not in ("csrf_token", "once"):
            said.update(f"{name}={value}\0".encode())
    for name, file in request.files.items(multi=True):
        said.update(f"{name}={file.filename}\0".encode())
        for piece in iter(lambda: file.stream.read(CHUNK), b""):  # noqa: B023
            said.update(piece)
        file.stream.seek(0)
    return said.hexdigest()


def remember(response: Response) -> None:
    """Keep where the first request went; called inside its transaction, and for nothing once that is left: a link
    closes it to read as another role. The token of a link is never kept."""
    digest, session = g.get("once", (None, None))
    target = response.headers.get("Location") or response.headers.get("HX-Location")
    target = target or response.headers.get("HX-Redirect")
    if target and session is not None and session is g.get("session") and response.status_code < 400:
        where = target.replace(_token(), TOKEN) if _token() else target
        db().execute(update(Once).where(Once.digest == digest).values(location=where))


def _token() -> str:
    return str((request.view_args or {}).get("token", ""))


@job
def forget_old(timestamp: int) -> None:
    db().execute(delete(Once).where(Once.created_at < clock.now() - KEPT))


queue.periodic(cron="27 3 * * *")(forget_old.task)
