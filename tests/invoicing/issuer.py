"""A process that issues a draft, says where it stands, and waits there: until it is killed."""

import sys
import time
from typing import Any
from uuid import UUID

from flask import g

from webapp.app import create_app
from webapp.core import clock, db
from webapp.core.jobs import enter
from webapp.core.settings import from_environment
from webapp.invoicing import issuing

PAPERS, COMMIT = "papers", "commit"


def wait() -> None:
    print("there", flush=True)
    time.sleep(600)


def papers_of(*_asked: Any) -> Any:
    """The number is taken, nothing is kept yet."""
    wait()


def main(place: str, draft: str, where: str) -> None:
    app = create_app(from_environment())
    if where == PAPERS:
        issuing.papers_of = papers_of
    with app.test_request_context():
        g.read_only = False
        enter(UUID(place))
        issuing.issue(draft, clock.today())
        if where == COMMIT:  # all is kept, and not committed
            db.db().flush()
            wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
