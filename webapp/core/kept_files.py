"""Files of a workspace in the store; one that is no longer wanted goes after the commit that says so."""

from webapp.core import files
from webapp.core.db import db
from webapp.core.jobs import job
from webapp.core.tenancy import workspace_of


def put(content: bytes) -> str:
    """A PDF made here; its key."""
    key = files.new_key(workspace_of(db()))
    files.store().put(key, content, "application/pdf")
    return key


def forget(key: str | None) -> None:
    if key:
        erase.later(workspace_id=workspace_of(db()), key=key)


@job
def erase(key: str) -> None:
    files.store().delete(key)
