"""Files of a workspace in the store; one that is no longer wanted goes after the commit that says so."""

from datetime import timedelta

from webapp.core import clock, files
from webapp.core.db import db
from webapp.core.jobs import job
from webapp.core.mail import Attached
from webapp.core.tenancy import workspace_of

LENT_FOR = timedelta(days=3)


def put(content: bytes) -> str:
    """A PDF made here; its key."""
    key = files.new_key(workspace_of(db()))
    files.store().put(key, content, "application/pdf")
    return key


def lent(content: bytes, name: str) -> Attached:
    """A copy for a mail, gone from the store once no try to send it is left."""
    key = put(content)
    erase.later(workspace_id=workspace_of(db()), at=clock.now() + LENT_FOR, key=key)
    return Attached(key, name)


def forget(key: str | None) -> None:
    if key:
        erase.later(workspace_id=workspace_of(db()), key=key)


@job
def erase(key: str) -> None:
    files.store().delete(key)
