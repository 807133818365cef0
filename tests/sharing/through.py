"""What a section hands over, read as the role of links inside one link."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from webapp.core.db import db, finish
from webapp.productions.shared import Scope
from webapp.sharing.opened import queries


@contextmanager
def through(app: Flask, token: str) -> Iterator[Scope]:
    with app.test_request_context():
        yield queries.enter(token).scope
        finish(keep=False)


def asked(app: Flask, token: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a statement in SQL."""
    with through(app, token):
        return [tuple(row) for row in db().connection().exec_driver_sql(query)]
